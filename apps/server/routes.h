// What each operation of the API does.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "server/desk.h"
#include "shared/question.h"

namespace chancery::server {

/// An answer to a question to the ledger: the same for the same state.
using AskLedger = std::function<Or<Json>(Desk&, const Asked&)>;

/// A request and who sent it.
struct Visit {
    const Request& request;
    const Call& call;
    Caller caller;

    [[nodiscard]] const Values& values() const { return call.values; }
};

/// Whatever else: writes, streams, what is not in the ledger.
using Serve = std::function<Response(Desk&, const Visit&)>;

struct Route {
    AskLedger ask;
    Serve serve;
    bool own_tag = false;  ///< the ETag is of what is answered, not of the whole ledger
};

using Routes = std::map<std::string, Route>;

/// By operationId.
[[nodiscard]] const Routes& routes();

void add_event_routes(Routes& into);
void add_count_routes(Routes& into);
void add_article_routes(Routes& into);
void add_actor_routes(Routes& into);
void add_correction_routes(Routes& into);
void add_ledger_routes(Routes& into);
void add_system_routes(Routes& into);
void add_job_routes(Routes& into);
void add_export_routes(Routes& into);

/// The media type of an export format: "text/tab-separated-values".
[[nodiscard]] std::string_view media_type_of(std::string_view format);

/// Runs a write: once for each Idempotency-Key, with an entry in the audit.
[[nodiscard]] Response write_once(Desk& desk, const Visit& visit, const Serve& serve);

/// A problem as an answer, and JSON as one.
[[nodiscard]] Response to_response(const Problem& problem);
[[nodiscard]] Response to_response(const Json& json, int status = 200);

/// A text with its tag, packed as the caller takes it; 304 where the caller has it.
[[nodiscard]] Response tagged(const Visit& visit, std::string text, std::string type);

/// What an error of the ledger means to who asked.
[[nodiscard]] Problem failed(const Ledger& ledger, const Error& error);
/// The same where the error says that something is not there.
[[nodiscard]] Problem missing(const Ledger& ledger, const Error& error);

/// The filters of a request. Problems name the parameter.
[[nodiscard]] Question question_of(const Values& values);
[[nodiscard]] Or<EventFilter> event_filter(Desk& desk, const Asked& asked);
[[nodiscard]] Or<ActFilter> act_filter_of(Desk& desk, const Asked& asked);

/// The answer of /v1/events/{event} as it would be now.
[[nodiscard]] Or<std::string> event_now(Desk& desk,
                                        Ledger& ledger,
                                        const std::string& event);

/// Actors with these words in their names, as /v1/actors lists them.
[[nodiscard]] Or<Json> actors_found(Desk& desk,
                                    const Asked& asked,
                                    const std::string& words,
                                    std::size_t limit);

/// The cursor of a request, if it is of this question; and the cursor behind a row.
[[nodiscard]] Or<std::optional<RowPlace>> place_of(const Asked& asked);
[[nodiscard]] std::string cursor_behind(const Asked& asked, const RowPlace& place);

}  // namespace chancery::server
