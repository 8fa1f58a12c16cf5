// What the writers of one file have in common.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/export.h"
#include "formats/fields.h"
#include "formats/writers.h"

namespace chancery {

/// A writer with one file, that `files` owns.
class OneFileWriter : public ExportWriter {
  public:
    OneFileWriter(OutFile& out, const ExportOptions& options)
        : out_(out), options_(options) {}

  protected:
    Result<void> write(std::string_view bytes) { return out_.write(bytes); }

    [[nodiscard]] const ExportOptions& options() const { return options_; }

    [[nodiscard]] const FormatTables& tables() const { return *options_.tables; }

    /// The clean text of an act's article; "" where it is not kept, or is not the one in
    /// which the act's words stand.
    Result<std::string> text_of(const ActRow& act) {
        const Span at = act.evidence_at;
        auto text = options_.text_of ? options_.text_of(act.doc)
                                     : Result<std::string>(std::string());
        const bool known = text && !at.empty() && at.end <= text->size() &&
                           (act.text_size == 0 || act.text_size == text->size());
        return known || !text ? text : Result<std::string>(std::string());
    }

  private:
    OutFile& out_;
    ExportOptions options_;
};

/// A Writer on the one file of `files`, after `head` has been written.
template <typename Writer>
MadeWriter make_one_file(OutFiles& files,
                         const ExportOptions& options,
                         std::string_view head) {
    auto out = files.open("");
    if (!out) {
        return out.error();
    }
    if (auto done = (*out)->write(head); !done) {
        return done.error();
    }
    return std::unique_ptr<ExportWriter>(std::make_unique<Writer>(**out, options));
}

/// The fields with tabs between and a line feed; each is made one line first, since the
/// formats of event data know no quoting.
[[nodiscard]] inline std::string tsv_line(const std::vector<std::string>& fields) {
    std::string out;
    for (const std::string& field : fields) {
        out += &field == fields.data() ? "" : "\t";
        out += one_line(field);
    }
    return out + '\n';
}

}  // namespace chancery
