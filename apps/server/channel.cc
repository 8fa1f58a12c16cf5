// SPDX-License-Identifier: Apache-2.0
#include "server/channel.h"

#include <algorithm>
#include <utility>

namespace chancery::server {

namespace {

constexpr std::size_t most_waiting = std::size_t{1} << 20U;  // bytes
constexpr std::size_t most_listeners = 500;

}  // namespace

void Channel::listen(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

std::string Channel::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
}

void Channel::send(std::string_view text) {
    std::function<void()> wake;
    {
        const std::lock_guard lock(mutex_);
        closed_ = closed_ || waiting_.size() + text.size() > most_waiting;
        if (!closed_) {
            waiting_ += text;
        }
        wake = wake_;
    }
    if (wake) {
        wake();
    }
}

void Channel::close() {
    std::function<void()> wake;
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        wake = wake_;
    }
    if (wake) {
        wake();
    }
}

bool Channel::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

std::shared_ptr<Channel> Hub::add() {
    const std::lock_guard lock(mutex_);
    std::erase_if(channels_, [](const auto& one) { return one.expired(); });
    if (channels_.size() >= most_listeners) {
        return nullptr;
    }
    auto out = std::make_shared<Channel>();
    channels_.push_back(out);
    return out;
}

std::string Hub::formatted(std::string_view event,
                           std::string_view id,
                           std::string_view data) {
    std::string out = "event: " + std::string(event) + '\n';
    if (!id.empty()) {
        out += "id: " + std::string(id) + '\n';
    }
    return out + "data: " + std::string(data) + "\n\n";
}

void Hub::publish(std::string_view event, std::string_view id, std::string_view data) {
    const std::string text = formatted(event, id, data);
    std::vector<std::shared_ptr<Channel>> all;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& one : channels_) {
            if (auto channel = one.lock()) {
                all.push_back(std::move(channel));
            }
        }
    }
    for (const auto& one : all) {
        one->send(text);
    }
}

void Hub::close_all() {
    std::vector<std::weak_ptr<Channel>> all;
    {
        const std::lock_guard lock(mutex_);
        all = channels_;
    }
    for (const auto& one : all) {
        if (const auto channel = one.lock()) {
            channel->close();
        }
    }
}

std::size_t Hub::size() {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(
        std::count_if(channels_.begin(), channels_.end(), [](const auto& one) {
            return !one.expired();
        }));
}

}  // namespace chancery::server
