// SPDX-License-Identifier: Apache-2.0
#include "server/desk.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <unistd.h>

#include "ledger/cursor.h"
#include "server/desk_store.h"
#include "server/embedded.h"
#include "server/etag.h"
#include "server/jobs.h"
#include "server/metrics.h"
#include "server/pages.h"
#include "server/records.h"
#include "server/routes.h"
#include "server/writer.h"
#include "shared/writing.h"

namespace chancery::server {

namespace {

constexpr std::uint64_t json_limit = std::uint64_t{1} << 20U;
constexpr std::size_t least_packed = 600;  // bytes below which packing gains nothing

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool is_write(const std::string& method) {
    return method != "GET" && method != "HEAD";
}

/// Headers that every answer has: nothing of it is executed, framed or sent elsewhere.
void secure(Response& out) {
    const auto has = [&](std::string_view name) {
        return std::any_of(out.headers.begin(), out.headers.end(), [&](const auto& one) {
            return one.first == name;
        });
    };
    const auto set = [&](const char* name, const char* value) {
        if (!has(name)) {
            out.set(name, value);
        }
    };
    set("Content-Security-Policy",
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action "
        "'none'; sandbox");
    set("X-Content-Type-Options", "nosniff");
    set("Referrer-Policy", "no-referrer");
    set("Cross-Origin-Resource-Policy", "same-origin");
    set("Cross-Origin-Opener-Policy", "same-origin");
    set("X-Frame-Options", "DENY");
    set("Cache-Control", "no-store");
}

/// What an answer depends on: the ledger and the question.
std::string cache_key(const Call& call, const LedgerState& state) {
    return std::to_string(state.version) + '.' + std::to_string(state.decisions) + '\n' +
           call.operation->id + '\n' + call.values.fingerprint({"If-None-Match"});
}

}  // namespace

Desk::Desk(DeskOptions options)
    : options_(std::move(options)), cache_(std::size_t{128} << 20U) {}

Result<std::unique_ptr<Desk>> Desk::open(DeskOptions options) {
    std::unique_ptr<Desk> out(new Desk(std::move(options)));
    const DeskOptions& given = out->options_;
    auto api = Api::open(embedded_openapi());
    if (!api) {
        return api.error();
    }
    out->api_ = *std::move(api);
    const auto data = find_data(given.folders);
    if (!data) {
        return data.error();
    }
    auto book = Directory::open(*data + "/actors");
    if (!book) {
        return book.error();
    }
    out->book_ = std::make_unique<Directory>(*std::move(book));
    auto tables = FormatTables::open(*data);
    if (!tables) {
        return tables.error();
    }
    out->tables_ = std::make_unique<FormatTables>(*std::move(tables));
    out->states_ = std::make_unique<StateNames>(given.folders);
    out->words_ = std::make_unique<InWords>(given.folders);
    auto writer = Writer::open(given.ledger, given.folders);
    if (!writer) {
        return writer.error();
    }
    out->writer_ = *std::move(writer);
    auto store = DeskStore::open(given.ledger);
    if (!store) {
        return store.error();
    }
    out->store_ = *std::move(store);
    auto rules = merge_rules(given.folders);
    if (!rules) {
        return rules.error();
    }
    ReaderOptions reading;
    reading.path = given.ledger;
    reading.rules = *std::move(rules);
    reading.connections = given.readers;
    reading.question =
        std::chrono::milliseconds(static_cast<std::int64_t>(given.query_seconds * 1000));
    auto readers = Readers::open(reading);
    if (!readers) {
        return readers.error();
    }
    out->readers_ = *std::move(readers);
    auto looker = Ledger::open(given.ledger, OpenMode::read);
    if (!looker) {
        return looker.error();
    }
    out->looker_ = std::make_unique<Ledger>(*std::move(looker));
    out->seen_ = out->readers_->current();
    out->metrics_ = std::make_unique<Metrics>();
    std::string spool =
        (std::filesystem::temp_directory_path() / "chancery-XXXXXX").string();
    if (::mkdtemp(spool.data()) == nullptr) {
        return Error{"no folder for uploads can be made; set TMPDIR", spool, 0};
    }
    out->spool_ = spool;
    out->jobs_ = std::make_unique<Jobs>(*out);
    out->ticker_ = std::thread([desk = out.get()] { desk->tick(); });
    out->counter_ = std::thread([desk = out.get()] {
        while (!desk->stopping_) {
            desk->readers_->keep_events();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    return out;
}

Desk::~Desk() {
    stop();
    jobs_.reset();
    if (!spool_.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(spool_, ignored);
    }
}

void Desk::stop() {
    stopping_ = true;
    for (std::thread* one : {&ticker_, &counter_}) {
        if (one->joinable()) {
            one->join();
        }
    }
    if (jobs_) {
        jobs_->stop();
    }
    hub_.close_all();
}

void Desk::tick() {
    unsigned count = 0;
    while (!stopping_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        look();
        if (++count % 10 == 0) {
            readers_->tidy();
        }
    }
}

void Desk::look() {
    const std::lock_guard lock(looking_);
    const auto now = looker_->newest();
    if (!now) {
        return;
    }
    const LedgerState state{now->first, now->second};
    if (state == seen_) {
        return;
    }
    const std::int64_t before = seen_.version;
    seen_ = state;
    readers_->advance(state);
    if (hub_.size() > 0) {
        publish_versions(before, state.version);
    }
}

void Desk::publish_versions(std::int64_t after, std::int64_t until) {
    constexpr std::int64_t most_versions = 50;
    constexpr std::size_t most_events = 100;
    for (std::int64_t version = std::max(after + 1, until - most_versions + 1);
         version <= until;
         ++version) {
        const auto row = looker_->version_row(version);
        if (!row) {
            continue;
        }
        hub_.publish("version", std::to_string(version), json_text(record(*row)));
        auto events = looker_->events_of_version(version, most_events + 1);
        if (row->what == "correction") {
            const auto all = looker_->corrections();
            std::vector<ActAnchor> about;
            for (const Correction& one : all ? *all : std::vector<Correction>()) {
                if (one.version == version) {
                    about.insert(about.end(), one.acts.begin(), one.acts.end());
                    about.insert(about.end(), one.others.begin(), one.others.end());
                }
            }
            events = looker_->events_at(about);
        }
        if (!events || events->empty()) {
            continue;
        }
        const bool more = events->size() > most_events;
        events->resize(std::min(events->size(), most_events));
        hub_.publish(
            "events",
            {},
            json_text(Json{{"version", version}, {"events", *events}, {"more", more}}));
    }
}

Or<Caller> Desk::caller_of(const Request& request) {
    Caller out;
    out.address = request.address;
    const std::string_view header = request.header("authorization");
    if (header.empty()) {
        if (options_.tokens) {
            return problem(401,
                           "send a token: Authorization: Bearer …; `chancery token "
                           "add` makes one");
        }
        out.author = options_.author;
        out.scope = Scope::admin;
        return out;
    }
    if (!lower(header).starts_with("bearer ")) {
        return problem(401, "only Bearer tokens are known");
    }
    if (metrics_->too_many_failures(request.address)) {
        Problem wait = problem(429, "too many tokens were wrong; wait a minute");
        wait.retry_after = 60;
        return wait;
    }
    auto known = store_->check_token(header.substr(7));
    if (!known) {
        return problem(500, known.error().text());
    }
    if (!*known) {
        metrics_->note_failure(request.address);
        return problem(401, "this token is not known, or has expired");
    }
    out.author = (*known)->name;
    out.token = (*known)->name;
    out.scope = (*known)->scope;
    return out;
}

namespace {

/// Whether a Host header names this server: what a page elsewhere makes a browser resolve
/// to this address does not.
bool is_own_host(std::string_view host, const std::vector<std::string>& hosts) {
    const std::string given = lower(host);
    return std::find(hosts.begin(), hosts.end(), given) != hosts.end();
}

/// Whether a write comes from the page of this server, or from no page at all.
std::optional<Problem> other_site(const Request& request,
                                  const std::vector<std::string>& hosts) {
    const std::string site(request.header("sec-fetch-site"));
    if (!site.empty() && site != "same-origin" && site != "none") {
        return problem(403, "writes are taken from this server's own page only");
    }
    const std::string origin = lower(request.header("origin"));
    if (origin.empty()) {
        return std::nullopt;
    }
    const auto slashes = origin.find("://");
    const std::string host =
        slashes == std::string::npos ? std::string() : origin.substr(slashes + 3);
    const bool own = !host.empty() && is_own_host(host, hosts) &&
                     lower(request.header("host")) == host;
    return own ? std::nullopt
               : std::optional(
                     problem(403, "writes are taken from this server's own page only"));
}

}  // namespace

std::optional<Problem> Desk::refuse_early(const Request& request,
                                          const Operation* operation,
                                          Caller& caller) {
    if (!is_own_host(request.header("host"), options_.hosts)) {
        return problem(421,
                       "this server does not answer for the host \"" +
                           std::string(request.header("host")) +
                           "\"; `chancery serve --host` names further ones");
    }
    if (operation == nullptr || operation->scope == Scope::none) {
        return std::nullopt;
    }
    if (is_write(operation->method)) {
        if (auto fault = other_site(request, options_.hosts)) {
            return fault;
        }
    }
    auto known = caller_of(request);
    if (auto* fault = std::get_if<Problem>(&known)) {
        return std::move(*fault);
    }
    caller = std::get<Caller>(std::move(known));
    if (options_.rate != 0) {
        const std::string& who = caller.token.empty() ? caller.address : caller.token;
        if (!metrics_->within_rate(who, options_.rate)) {
            Problem wait = problem(
                429, "more than " + std::to_string(options_.rate) + " requests a second");
            wait.retry_after = 1;
            return wait;
        }
    }
    if (caller.scope < operation->scope) {
        return problem(403,
                       "the token \"" + caller.token +
                           "\" may not do this; it needs the "
                           "scope " +
                           std::string(name(operation->scope)));
    }
    return std::nullopt;
}

BodyPlan Desk::plan(const Request& request) {
    BodyPlan out;
    if (!request.path.starts_with('/')) {
        out.answer = to_response(problem(400, "the address does not begin with /"));
        secure(*out.answer);
        return out;
    }
    if ((out.answer = answer_again(request))) {
        return out;
    }
    std::string allow;
    const auto route = api_.route(request.method, request.path, allow);
    const auto* known = std::get_if<const Operation*>(&route);
    const auto* none = std::get_if<Problem>(&route);
    if (none != nullptr && none->status == 405) {
        out.answer = to_response(*none);
        out.answer->set("Allow", allow);
        secure(*out.answer);
        return out;
    }
    if (known == nullptr || (*known)->body_type.empty()) {
        return out;
    }
    const Operation& operation = **known;
    Caller caller;
    if (auto fault = refuse_early(request, &operation, caller)) {
        out.answer = to_response(*fault);
        secure(*out.answer);
        metrics_->count(operation.id, fault->status, 0);
        return out;
    }
    out.to_file = !operation.body;
    out.limit = operation.body ? json_limit : options_.upload_bytes;
    return out;
}

Response Desk::handle(const Request& request) {
    const auto begun = std::chrono::steady_clock::now();
    std::string allow;
    const auto route = api_.route(request.method, request.path, allow);
    const auto* known = std::get_if<const Operation*>(&route);
    Response out;
    std::string id = "page";
    if (known != nullptr) {
        id = (*known)->id;
        out = answer_call(request, **known);
    } else {
        Caller nobody;
        const auto& fault = std::get<Problem>(route);
        if (auto early = refuse_early(request, nullptr, nobody)) {
            out = to_response(*early);
        } else if (auto page = page_for(request, fault.status)) {
            out = *std::move(page);
        } else {
            out = to_response(fault);
            if (!allow.empty()) {
                out.set("Allow", allow);
            }
        }
    }
    secure(out);
    metrics_->count(
        id,
        out.status,
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    return out;
}

Response Desk::answer_call(const Request& request, const Operation& operation) {
    Caller caller;
    if (auto fault = refuse_early(request, &operation, caller)) {
        return to_response(*fault);
    }
    auto read = api_.read(operation, request);
    if (auto* fault = std::get_if<Problem>(&read)) {
        return to_response(*fault);
    }
    Call& call = std::get<Call>(read);
    if (auto fault = api_.read_body(request, call)) {
        return to_response(*fault);
    }
    const auto found = routes().find(operation.id);
    if (found == routes().end()) {
        return to_response(problem(503, "this is not there yet"));
    }
    if (found->second.ask) {
        return answer_question(request, call);
    }
    const Visit visit{request, call, caller};
    if (!is_write(operation.method)) {
        return found->second.serve(*this, visit);
    }
    return write_once(*this, visit, found->second.serve);
}

std::shared_ptr<void> Desk::take_export() {
    constexpr unsigned most = 2;  // each holds a worker as long as its reader reads
    if (++exports_ > most) {
        --exports_;
        return nullptr;
    }
    return {this, [](void* desk) { --static_cast<Desk*>(desk)->exports_; }};
}

Or<Lease> Desk::lease_for(const Values& values, std::optional<std::int64_t> held) {
    const auto answer_of = [&]() -> Or<Readers::Answer> {
        if (held) {
            return readers_->held(*held);
        }
        auto now = readers_->newest();
        const std::string& as_of = values.text("as_of");
        if (as_of.empty() || !now.lease) {
            return now;
        }
        const auto version = now.lease->ledger().version_at(as_of);
        if (!version) {
            return problem(404, version.error().message);
        }
        if (*version == now.lease->state().version) {
            return now;
        }
        now.lease.reset();
        return readers_->past(*version);
    };
    auto given = answer_of();
    if (auto* fault = std::get_if<Problem>(&given)) {
        return std::move(*fault);
    }
    auto& answer = std::get<Readers::Answer>(given);
    switch (answer.what) {
        case Leasing::lent:
            return *std::move(answer.lease);
        case Leasing::gone:
            return problem(410,
                           "version " + std::to_string(held.value_or(0)) +
                               " of the ledger, which the cursor is of, is no longer "
                               "kept; ask again without it");
        case Leasing::none_free: {
            Problem busy = problem(503, "too much is asked of the ledger just now");
            busy.retry_after = 2;
            return busy;
        }
        case Leasing::failed:
            break;
    }
    return problem(500, answer.error.text());
}

namespace {

/// What an answer is told with, whether it comes or is as it was.
Response head_of(int status, const std::string& tag, Packing packing) {
    Response out;
    out.status = status;
    out.set("ETag", etag(tag, packing));
    out.set("Cache-Control", "private, no-cache");
    out.set("Vary", "Accept-Encoding, Authorization");
    return out;
}

Packing used_packing(const Request& request, std::size_t bytes) {
    return bytes < least_packed ? Packing::plain
                                : packing_for(request.header("accept-encoding"));
}

/// 304 where the caller has it.
Response told(const Request& request, CachedAnswer& answer) {
    const std::string_view seen = request.header("if-none-match");
    if (!seen.empty() && matches(seen, answer.tag())) {
        return head_of(304, answer.tag(), packing_for(request.header("accept-encoding")));
    }
    const Packing used = used_packing(request, answer.text().size());
    Response out = head_of(200, answer.tag(), used);
    out.set("Content-Type", "application/json");
    out.body = *answer.in(used);
    if (used != Packing::plain) {
        out.set("Content-Encoding", std::string(name(used)));
    }
    return out;
}

}  // namespace

/// "" where who asks is to be looked at first, or the answer is no question to the
/// ledger.
std::string Desk::front_key(const Request& request) const {
    constexpr std::size_t longest_tags = 1000;  // openapi.json: more is refused
    if (options_.tokens || options_.rate != 0 || request.method != "GET" ||
        !request.header("authorization").empty() ||
        request.header("if-none-match").size() > longest_tags) {
        return {};
    }
    return std::string(request.header("host")) + '\n' + request.path + '?' +
           request.query;
}

/// What was asked before in the same words, with the ledger as it is: without a worker.
std::optional<Response> Desk::answer_again(const Request& request) {
    const std::string key = front_key(request);
    if (key.empty()) {
        return std::nullopt;
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto known = front_.find(key, readers_->current());
    // What is to be packed yet takes longer than this may.
    if (!known ||
        !known->answer->has(used_packing(request, known->answer->text().size()))) {
        return std::nullopt;
    }
    Response out = told(request, *known->answer);
    secure(out);
    metrics_->count(
        known->operation,
        out.status,
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    return out;
}

Response Desk::answer_question(const Request& request, const Call& call) {
    std::optional<std::int64_t> held;
    if (call.values.has("cursor")) {
        if (const auto cursor = decode_cursor(call.values.text("cursor"))) {
            held = cursor->version;
        }
    } else if (call.values.text("as_of").empty()) {
        // Without a connection to the ledger, where the answer is known.
        const LedgerState state = readers_->current();
        if (auto kept = cache_.find(cache_key(call, state))) {
            if (const std::string key = front_key(request); !key.empty()) {
                front_.add(key, state, {call.operation->id, kept});
            }
            return told(request, *kept);
        }
    }
    auto leased = lease_for(call.values, held);
    if (auto* fault = std::get_if<Problem>(&leased)) {
        return to_response(*fault);
    }
    const Lease lease = std::get<Lease>(std::move(leased));
    const LedgerState state = lease.state();
    const std::string key = cache_key(call, state);
    const Route& route = routes().at(call.operation->id);
    std::string tag = tag_of(std::string(CHANCERY_VERSION) + key);
    const std::string_view seen = request.header("if-none-match");
    if (!route.own_tag && !seen.empty() && matches(seen, tag)) {
        return head_of(304, tag, packing_for(request.header("accept-encoding")));
    }
    auto kept = cache_.find(key);
    if (!kept) {
        auto answer = route.ask(*this, {lease.ledger(), call, state});
        if (auto* fault = std::get_if<Problem>(&answer)) {
            return to_response(*fault);
        }
        std::string text = json_line(std::get<Json>(answer));
        tag = route.own_tag ? tag_of(text) : tag;
        kept = std::make_shared<CachedAnswer>(std::move(text), std::move(tag));
        cache_.add(key, kept);
    }
    return told(request, *kept);
}

}  // namespace chancery::server
