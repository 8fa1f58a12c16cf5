// The writers, one function each; export.cc knows them by the names of their formats.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "formats/export.h"

namespace chancery {

using MadeWriter = Result<std::unique_ptr<ExportWriter>>;

MadeWriter make_gdelt_events(OutFiles& files, const ExportOptions& options);
MadeWriter make_gdelt_mentions(OutFiles& files, const ExportOptions& options);
MadeWriter make_icews(OutFiles& files, const ExportOptions& options);
MadeWriter make_polecat(OutFiles& files, const ExportOptions& options);
MadeWriter make_plover(OutFiles& files, const ExportOptions& options);
MadeWriter make_ngec(OutFiles& files, const ExportOptions& options);
MadeWriter make_csv(OutFiles& files, const ExportOptions& options);
MadeWriter make_jsonl(OutFiles& files, const ExportOptions& options);
MadeWriter make_json_ld(OutFiles& files, const ExportOptions& options);
MadeWriter make_graphml(OutFiles& files, const ExportOptions& options);
MadeWriter make_gexf(OutFiles& files, const ExportOptions& options);
MadeWriter make_icalendar(OutFiles& files, const ExportOptions& options);
MadeWriter make_atom(OutFiles& files, const ExportOptions& options);
MadeWriter make_guide(OutFiles& files, const ExportOptions& options);

}  // namespace chancery
