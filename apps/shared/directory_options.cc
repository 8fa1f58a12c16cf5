// SPDX-License-Identifier: Apache-2.0
#include "shared/directory_options.h"

namespace chancery {

Result<Directory> open_directory(const FolderOptions& folders) {
    const auto found = find_folders(folders);
    if (!found) {
        return found.error();
    }
    return Directory::open(found->data + "/actors");
}

Result<std::vector<LearnedOffice>> learned_offices(Ledger& ledger,
                                                   const Directory& book,
                                                   std::size_t enough) {
    const auto said = ledger.office_observations();
    if (!said) {
        return said.error();
    }
    const auto decisions = ledger.decisions();
    if (!decisions) {
        return decisions.error();
    }
    return learn(*said, book, *decisions, LearnOptions{enough});
}

void add_learned(Directory& book, const std::vector<LearnedOffice>& learned) {
    for (const LearnedOffice& fact : learned) {
        const bool known =
            fact.state == LearnedState::known && fact.decision != Decision::refused;
        if (!known && fact.decision != Decision::accepted) {
            continue;
        }
        DirectoryTerm term;
        term.office = fact.office;
        term.title = fact.title;
        term.code = fact.code;
        term.sector = fact.sector;
        term.since = fact.since.empty() ? fact.first : fact.since;
        term.until = fact.until;
        term.source = "learned";
        book.add_term(fact.person, std::move(term));
    }
}

std::string years_of(const DirectoryTerm& term) {
    std::string out = term.since;
    out += out.empty() ? "–" : " –";
    return term.until.empty() ? out : out + ' ' + term.until;
}

std::string days_between(const std::string& first, const std::string& last) {
    return first == last ? first : first + " … " + last;
}

std::string joined(const std::vector<std::string>& parts, std::string_view with) {
    std::string out;
    for (const std::string& part : parts) {
        out += (out.empty() ? "" : std::string(with)) + part;
    }
    return out;
}

}  // namespace chancery
