// The label sets of the reader: Universal Dependencies v2 tags and relations, Penn tags.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace chancery {

/// Universal part-of-speech tags, https://universaldependencies.org/u/pos/.
// clang-format off
enum class Upos : std::uint8_t {
    adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x,
};

/// Penn Treebank tags as UD English uses them. `none` stands where a corpus has none.
enum class Xpos : std::uint8_t {
    none, add, afx, cc, cd, dt, ex, fw, gw, hyph, in, jj, jjr, jjs, lrb, ls, md, nfp, nn, nnp, nnps,
    nns, pdt, pos, prp, prp_s, rb, rbr, rbs, rp, rrb, sym, to, uh, vb, vbd, vbg, vbn, vbp, vbz, wdt,
    wp, wp_s, wrb, xx, comma, period, colon, open_quote, close_quote, dollar,
};

/// Universal dependency relations with the subtypes met in UD English;
/// an unknown subtype is read as its main type.
enum class Rel : std::uint8_t {
    root, acl, acl_relcl, advcl, advcl_relcl, advmod, advmod_emph, amod, appos, aux, aux_pass, case_,
    cc, cc_preconj, ccomp, compound, compound_prt, conj, cop, csubj, csubj_outer, csubj_pass, dep, det,
    det_predet, discourse, dislocated, expl, fixed, flat, goeswith, iobj, list, mark, nmod,
    nmod_desc, nmod_poss, nmod_unmarked, nsubj, nsubj_outer, nsubj_pass, nummod, obj, obl, obl_agent,
    obl_unmarked, orphan, parataxis, punct, reparandum, vocative, xcomp,
};
// clang-format on

inline constexpr std::uint8_t upos_count = static_cast<std::uint8_t>(Upos::x) + 1;
inline constexpr std::uint8_t xpos_count = static_cast<std::uint8_t>(Xpos::dollar) + 1;
inline constexpr std::uint8_t rel_count = static_cast<std::uint8_t>(Rel::xcomp) + 1;

/// The names that CoNLL-U files use: "NOUN", "VBZ", "nsubj:pass".
[[nodiscard]] std::string_view name(Upos tag);
[[nodiscard]] std::string_view name(Xpos tag);
[[nodiscard]] std::string_view name(Rel rel);

/// The reverse; nothing for a name that is not known (after dropping a subtype, for
/// relations).
[[nodiscard]] std::optional<Upos> upos_from(std::string_view text);
[[nodiscard]] std::optional<Xpos> xpos_from(std::string_view text);
[[nodiscard]] std::optional<Rel> rel_from(std::string_view text);

}  // namespace chancery
