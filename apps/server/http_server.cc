// Boost.Beast stays in this file.
// SPDX-License-Identifier: Apache-2.0
#include "server/http_server.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <unistd.h>

#include "server/channel.h"
#include "server/problem.h"

namespace chancery::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using beast::error_code;

constexpr std::size_t header_limit = std::size_t{16} * 1024;
constexpr std::chrono::seconds send_time{30};  // without progress

Response problem_response(int status, const std::string& detail) {
    Response out;
    out.status = status;
    out.body = to_json_text(problem(status, detail));
    out.set("Content-Type", "application/problem+json");
    return out;
}

/// Threads that answer requests; a queue of limited length before them.
class Workers {
  public:
    Workers(std::size_t threads, std::size_t waiting, HttpCounts& counts)
        : limit_(waiting), counts_(counts) {
        for (std::size_t i = 0; i < threads; ++i) {
            threads_.emplace_back([this] { work(); });
        }
    }

    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    Workers(Workers&&) = delete;
    Workers& operator=(Workers&&) = delete;

    ~Workers() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        ready_.notify_all();
        for (std::thread& one : threads_) {
            one.join();
        }
    }

    /// False where the queue is full.
    bool post(std::function<void()> job) {
        {
            const std::lock_guard lock(mutex_);
            if (jobs_.size() >= limit_) {
                return false;
            }
            jobs_.push_back(std::move(job));
            counts_.waiting = jobs_.size();
        }
        ready_.notify_one();
        return true;
    }

  private:
    void work() {
        while (true) {
            std::function<void()> job;
            {
                std::unique_lock lock(mutex_);
                ready_.wait(lock, [&] { return ending_ || !jobs_.empty(); });
                if (jobs_.empty()) {
                    return;
                }
                job = std::move(jobs_.front());
                jobs_.pop_front();
                counts_.waiting = jobs_.size();
            }
            job();
        }
    }

    std::size_t limit_;
    HttpCounts& counts_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
    bool ending_ = false;
};

/// What the connections of one server share.
struct Shared {
    HttpOptions options;
    HttpServer::Plan plan;
    HttpServer::Handle handle;
    HttpCounts counts;
    std::atomic<bool> stopping = false;
    std::atomic<std::uint64_t> uploads = 0;
    Workers* workers = nullptr;
};

/// A file of an upload; goes away with the request that it came with.
class SpoolFile {
  public:
    explicit SpoolFile(std::string path) : path_(std::move(path)) {}

    SpoolFile(const SpoolFile&) = delete;
    SpoolFile& operator=(const SpoolFile&) = delete;
    SpoolFile(SpoolFile&&) = delete;
    SpoolFile& operator=(SpoolFile&&) = delete;

    ~SpoolFile() { ::unlink(path_.c_str()); }

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

/// One connection. All that touches the socket runs in its strand.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket socket, Shared& shared)
        : stream_(std::move(socket)), beat_(stream_.get_executor()), shared_(shared) {
        ++shared_.counts.connections;
    }

    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    Session(Session&&) = delete;
    Session& operator=(Session&&) = delete;

    ~Session() { --shared_.counts.connections; }

    void run() {
        asio::dispatch(stream_.get_executor(),
                       [self = shared_from_this()] { self->read_head(); });
    }

    void close_if_idle() {
        asio::dispatch(stream_.get_executor(), [self = shared_from_this()] {
            if (self->idle_) {
                self->close();
            }
        });
    }

  private:
    class Sink;

    template <typename Then>
    auto mine(Then then) {
        return beast::bind_front_handler(
            [self = shared_from_this()](Then next, error_code fault, std::size_t size) {
                next(*self, fault, size);
            },
            std::move(then));
    }

    void read_head() {
        if (shared_.stopping) {
            close();
            return;
        }
        idle_ = true;
        head_.emplace();
        head_->header_limit(header_limit);
        head_->body_limit(std::uint64_t{1} << 60U);
        stream_.expires_after(std::chrono::seconds(buffer_.size() == 0
                                                       ? shared_.options.idle_seconds
                                                       : shared_.options.header_seconds));
        http::async_read_header(
            stream_, buffer_, *head_, mine([](Session& self, error_code fault, auto) {
                self.idle_ = false;
                self.on_head(fault);
            }));
    }

    void on_head(error_code fault) {
        if (fault == http::error::end_of_stream || fault == beast::error::timeout ||
            fault == asio::error::connection_reset || fault == asio::error::eof) {
            close();
            return;
        }
        if (fault) {
            ++shared_.counts.broken;
            keep_ = false;
            const bool large = fault == http::error::header_limit;
            send(large ? problem_response(431, "the head of the request is too large")
                       : problem_response(400, "this is not HTTP: " + fault.message()));
            return;
        }
        request_ = request_from(head_->get());
        keep_ = head_->get().keep_alive();
        is_head_ = request_->method == "HEAD";
        BodyPlan plan = shared_.plan(*request_);
        if (!plan.answer && head_->content_length() &&
            *head_->content_length() > plan.limit) {
            plan.answer = problem_response(
                413,
                plan.limit == 0
                    ? "this route takes no body"
                    : "the body is larger than " + std::to_string(plan.limit) + " bytes");
        }
        if (plan.answer) {
            // What is left of the body would be taken for the next request.
            keep_ = keep_ && head_->is_done();
            send(*std::move(plan.answer));
            return;
        }
        if (head_->get()[http::field::expect] == "100-continue") {
            go_on_ = std::make_shared<http::response<http::empty_body>>(
                http::status::continue_, 11);
            http::async_write(
                stream_,
                *go_on_,
                mine([plan = std::move(plan)](Session& self, error_code bad, auto) {
                    if (bad) {
                        self.close();
                    } else {
                        self.read_body(plan);
                    }
                }));
            return;
        }
        read_body(plan);
    }

    Request request_from(const http::request<http::empty_body>& head) const {
        Request out;
        out.method = std::string(head.method_string());
        const std::string target(head.target());
        const auto question = std::min(target.find('?'), target.size());
        out.path = target.substr(0, question);
        out.query = question < target.size() ? target.substr(question + 1) : "";
        for (const auto& field : head) {
            std::string name(field.name_string());
            std::transform(name.begin(), name.end(), name.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            });
            std::string& value = out.headers[name];
            value += (value.empty() ? "" : ", ") + std::string(field.value());
        }
        error_code fault;
        const auto end = stream_.socket().remote_endpoint(fault);
        if (!fault) {
            out.address = end.address().to_string();
            out.loopback = end.address().is_loopback();
        }
        return out;
    }

    void read_body(const BodyPlan& plan) {
        if (head_->is_done()) {
            work();
            return;
        }
        if (plan.to_file) {
            file_ = std::make_shared<SpoolFile>(shared_.options.spool + "/upload-" +
                                                std::to_string(::getpid()) + '-' +
                                                std::to_string(++shared_.uploads));
            to_file_.emplace(std::move(*head_));
            to_file_->body_limit(plan.limit);
            error_code fault;
            to_file_->get().body().open(
                file_->path().c_str(), beast::file_mode::write, fault);
            if (fault) {
                keep_ = false;
                send(problem_response(500,
                                      "the upload cannot be stored: " + fault.message()));
                return;
            }
            read_some(*to_file_);
            return;
        }
        to_text_.emplace(std::move(*head_));
        to_text_->body_limit(plan.limit);
        read_some(*to_text_);
    }

    template <typename Parser>
    void read_some(Parser& parser) {
        stream_.expires_after(std::chrono::seconds(shared_.options.header_seconds));
        http::async_read_some(
            stream_,
            buffer_,
            parser,
            mine([&parser](Session& self, error_code fault, auto) {
                if (fault == http::error::body_limit) {
                    self.keep_ = false;
                    self.send(problem_response(413, "the body is too large"));
                } else if (fault) {
                    ++self.shared_.counts.broken;
                    self.close();
                } else if (parser.is_done()) {
                    self.take_body();
                    self.work();
                } else {
                    self.read_some(parser);
                }
            }));
    }

    void take_body() {
        if (to_file_) {
            to_file_->get().body().close();
            std::error_code fault;
            const auto size = std::filesystem::file_size(file_->path(), fault);
            request_->body_size = fault ? 0 : size;
            request_->body_file = file_->path();
        } else if (to_text_) {
            request_->body = std::move(to_text_->get().body());
            request_->body_size = request_->body.size();
        }
    }

    /// Hands the request to a worker, who hands the answer back.
    void work() {
        head_.reset();
        to_file_.reset();
        to_text_.reset();
        stream_.expires_never();
        const bool taken = shared_.workers->post([self = shared_from_this()] {
            Response answer = self->shared_.handle(*self->request_);
            if (answer.stream) {
                self->send_stream(answer);
                return;
            }
            asio::dispatch(self->stream_.get_executor(),
                           [self, answer = std::move(answer)]() mutable {
                               self->send(std::move(answer));
                           });
        });
        if (!taken) {
            Response busy = problem_response(503, "the server has too much to do");
            busy.set("Retry-After", "1");
            send(std::move(busy));
        }
    }

    template <typename Message>
    void set_head(Message& message, const Response& answer) const {
        message.version(11);
        message.result(static_cast<unsigned>(answer.status));
        for (const auto& [name, value] : answer.headers) {
            message.insert(name, value);
        }
        message.keep_alive(keep_ && !shared_.stopping);
    }

    void send(Response answer) {
        file_.reset();
        if (answer.channel) {
            send_channel(answer);
            return;
        }
        const bool empty = answer.status == 204 || answer.status == 304;
        const std::string_view body =
            answer.constant_body.empty() ? answer.body : answer.constant_body;
        held_ = std::make_shared<Response>(std::move(answer));
        const std::string_view kept = held_->constant_body.empty() ? held_->body : body;
        auto message = std::make_shared<http::response<http::span_body<const char>>>();
        set_head(*message, *held_);
        if (!is_head_ && !empty) {
            message->body() = beast::span<const char>(kept.data(), kept.size());
        }
        if (!empty) {
            message->content_length(kept.size());
        }
        stream_.expires_after(send_time + std::chrono::seconds(kept.size() >> 16U));
        http::async_write(
            stream_, *message, mine([message](Session& self, error_code fault, auto) {
                self.held_.reset();
                if (fault || !message->keep_alive()) {
                    self.close();
                } else {
                    self.read_head();
                }
            }));
    }

    /// By a worker, which waits until each piece is gone.
    void send_stream(const Response& answer);

    void send_channel(const Response& answer) {
        channel_ = answer.channel;
        auto message = std::make_shared<http::response<http::empty_body>>();
        keep_ = false;
        set_head(*message, answer);
        message->chunked(true);
        auto serializer =
            std::make_shared<http::response_serializer<http::empty_body>>(*message);
        stream_.expires_after(send_time);
        http::async_write_header(
            stream_,
            *serializer,
            mine([message, serializer](Session& self, error_code fault, auto) {
                if (fault) {
                    self.close();
                    return;
                }
                std::weak_ptr<Session> weak = self.weak_from_this();
                self.channel_->listen([weak] {
                    if (const auto one = weak.lock()) {
                        asio::post(one->stream_.get_executor(),
                                   [one] { one->send_waiting(); });
                    }
                });
                self.watch_end();
                self.send_waiting();
            }));
    }

    /// Sends what waits in the channel, or a sign of life when nothing has come.
    void send_waiting() {
        if (writing_ || !channel_) {
            return;
        }
        piece_ = channel_->take();
        if (channel_->closed()) {
            close();
            return;
        }
        if (piece_.empty()) {
            if (!beat_due_) {
                wait_beat();
                return;
            }
            piece_ = ": \n\n";
        }
        beat_due_ = false;
        writing_ = true;
        stream_.expires_after(send_time);
        asio::async_write(stream_,
                          http::make_chunk(asio::buffer(piece_)),
                          mine([](Session& self, error_code fault, auto) {
                              self.writing_ = false;
                              if (fault) {
                                  self.close();
                                  return;
                              }
                              self.stream_.expires_never();
                              self.send_waiting();
                          }));
    }

    void wait_beat() {
        beat_.expires_after(std::chrono::seconds(15));
        beat_.async_wait([self = shared_from_this()](error_code fault) {
            if (!fault && self->channel_) {
                self->beat_due_ = true;
                self->send_waiting();
            }
        });
    }

    /// A listener says nothing; what is read is its end.
    void watch_end() {
        stream_.async_read_some(
            asio::buffer(&unread_, 1),
            mine([](Session& self, error_code, auto) { self.close(); }));
    }

    void close() {
        if (channel_) {
            channel_->close();
            channel_.reset();
        }
        beat_.cancel();
        error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
        stream_.close();
    }

    beast::tcp_stream stream_;
    asio::steady_timer beat_;
    Shared& shared_;
    beast::flat_buffer buffer_{std::size_t{1} << 20U};
    std::optional<http::request_parser<http::empty_body>> head_;
    std::optional<http::request_parser<http::file_body>> to_file_;
    std::optional<http::request_parser<http::string_body>> to_text_;
    std::shared_ptr<http::response<http::empty_body>> go_on_;
    std::shared_ptr<SpoolFile> file_;
    std::optional<Request> request_;
    std::shared_ptr<Response> held_;  ///< what is being sent
    std::shared_ptr<Channel> channel_;
    std::string piece_;
    char unread_ = 0;
    bool keep_ = true;
    bool is_head_ = false;
    bool idle_ = false;
    bool writing_ = false;
    bool beat_due_ = false;
};

/// Chunks of a body, written by a worker.
class Session::Sink : public BodySink {
  public:
    explicit Sink(std::shared_ptr<Session> session) : session_(std::move(session)) {}

    bool write(std::string_view bytes) override {
        waiting_ += bytes;
        constexpr std::size_t piece = std::size_t{64} * 1024;
        return waiting_.size() < piece || flush();
    }

    bool flush() {
        if (failed_ || waiting_.empty()) {
            return !failed_;
        }
        const bool sent = wait([this](auto done) {
            asio::async_write(session_->stream_,
                              http::make_chunk(asio::buffer(waiting_)),
                              std::move(done));
        });
        waiting_.clear();
        return sent;
    }

    bool finish() {
        return flush() && wait([this](auto done) {
                   asio::async_write(
                       session_->stream_, http::make_chunk_last(), std::move(done));
               });
    }

    /// Begins something in the strand and waits for its end.
    template <typename Begin>
    bool wait(Begin begin) {
        std::mutex mutex;
        std::condition_variable ready;
        bool ended = false;
        asio::post(session_->stream_.get_executor(), [&] {
            session_->stream_.expires_after(send_time);
            begin([&](error_code fault, std::size_t) {
                const std::lock_guard lock(mutex);
                failed_ = failed_ || fault;
                ended = true;
                ready.notify_one();
            });
        });
        std::unique_lock lock(mutex);
        ready.wait(lock, [&] { return ended; });
        return !failed_;
    }

  private:
    std::shared_ptr<Session> session_;
    std::string waiting_;
    bool failed_ = false;
};

void Session::send_stream(const Response& answer) {
    http::response<http::empty_body> message;
    set_head(message, answer);
    message.chunked(true);
    http::response_serializer<http::empty_body> serializer(message);
    Sink sink(shared_from_this());
    bool whole = sink.wait([&](auto done) {
        http::async_write_header(stream_, serializer, std::move(done));
    });
    // Without its last chunk an answer is known to be broken off.
    whole = whole && (is_head_ || (answer.stream(sink) && sink.finish()));
    asio::dispatch(stream_.get_executor(),
                   [self = shared_from_this(), whole, keep = message.keep_alive()] {
                       if (whole && keep && !self->is_head_) {
                           self->read_head();
                       } else {
                           self->close();
                       }
                   });
}

class BeastServer : public HttpServer {
  public:
    BeastServer(HttpOptions options, Plan plan, Handle handle) : acceptor_(context_) {
        shared_.options = std::move(options);
        shared_.plan = std::move(plan);
        shared_.handle = std::move(handle);
    }

    BeastServer(const BeastServer&) = delete;
    BeastServer& operator=(const BeastServer&) = delete;
    BeastServer(BeastServer&&) = delete;
    BeastServer& operator=(BeastServer&&) = delete;

    ~BeastServer() override { BeastServer::stop(0); }

    Result<void> bind() {
        error_code fault;
        const auto address = asio::ip::make_address(shared_.options.address, fault);
        if (fault) {
            return Error{"--listen " + shared_.options.address +
                         ": not an address; write 127.0.0.1:8080 or [::1]:8080"};
        }
        const tcp::endpoint end(address, shared_.options.port);
        acceptor_.open(end.protocol(), fault);
        if (!fault) {
            acceptor_.set_option(asio::socket_base::reuse_address(true), fault);
            acceptor_.bind(end, fault);
        }
        if (!fault) {
            acceptor_.listen(asio::socket_base::max_listen_connections, fault);
        }
        if (fault) {
            return Error{"--listen " + shared_.options.address + ":" +
                         std::to_string(shared_.options.port) + ": " + fault.message() +
                         "; choose another port, or 0 for any that is free"};
        }
        return {};
    }

    void set_spool(const std::string& folder) override { shared_.options.spool = folder; }

    void start() override {
        workers_ = std::make_unique<Workers>(
            shared_.options.workers, shared_.options.waiting, shared_.counts);
        shared_.workers = workers_.get();
        accept();
        for (std::thread& one : threads_) {
            one = std::thread([this] { context_.run(); });
        }
    }

    void stop(unsigned seconds) override {
        if (!workers_) {
            return;
        }
        shared_.stopping = true;
        asio::post(context_, [this] { acceptor_.close(); });
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
        close_idle();
        while (shared_.counts.connections != 0 &&
               std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            close_idle();
        }
        // The workers end first: what they wait for needs the context.
        workers_.reset();
        context_.stop();
        for (std::thread& one : threads_) {
            one.join();
        }
    }

    [[nodiscard]] std::uint16_t port() const override {
        error_code fault;
        return acceptor_.local_endpoint(fault).port();
    }

    [[nodiscard]] const HttpCounts& counts() const override { return shared_.counts; }

  private:
    void accept() {
        acceptor_.async_accept(
            asio::make_strand(context_), [this](error_code fault, tcp::socket socket) {
                if (!fault) {
                    take(std::move(socket));
                } else if (fault == asio::error::no_descriptors) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(50));
                }
                if (acceptor_.is_open()) {
                    accept();
                }
            });
    }

    void take(tcp::socket socket) {
        ++shared_.counts.accepted;
        if (shared_.counts.connections >= shared_.options.connections) {
            ++shared_.counts.refused;
            return;  // closed with the socket
        }
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        auto session = std::make_shared<Session>(std::move(socket), shared_);
        {
            const std::lock_guard lock(mutex_);
            std::erase_if(sessions_, [](const auto& one) { return one.expired(); });
            sessions_.push_back(session);
        }
        session->run();
    }

    void close_idle() {
        const std::lock_guard lock(mutex_);
        for (const auto& weak : sessions_) {
            if (const auto one = weak.lock()) {
                one->close_if_idle();
            }
        }
    }

    asio::io_context context_{2};
    Shared shared_;
    tcp::acceptor acceptor_;
    std::unique_ptr<Workers> workers_;
    std::array<std::thread, 2> threads_;
    std::mutex mutex_;
    std::vector<std::weak_ptr<Session>> sessions_;
};

}  // namespace

HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::open(HttpOptions options,
                                                     Plan plan,
                                                     Handle handle) {
    auto out = std::make_unique<BeastServer>(
        std::move(options), std::move(plan), std::move(handle));
    if (auto bound = out->bind(); !bound) {
        return bound.error();
    }
    return std::unique_ptr<HttpServer>(std::move(out));
}

}  // namespace chancery::server
