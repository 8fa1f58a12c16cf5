// A value or the reason why there is none: how bad input, I/O faults and damage are told.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace chancery {

/// Why something could not be done, in words for the person who can mend it.
struct Error {
    std::string message{};   ///< what is wrong and what to do about it
    std::string file{};      ///< the file it is about; empty where there is none
    std::uint32_t line = 0;  ///< 1-based line in `file`; 0 where it does not apply

    /// "file:line: message", leaving out what is not known.
    [[nodiscard]] std::string text() const {
        std::string out = file;
        if (!file.empty() && line != 0) {
            out += ':' + std::to_string(line);
        }
        if (!out.empty()) {
            out += ": ";
        }
        return out + message;
    }
};

/// Holds a T or an Error. The names are those of std::expected (C++23), so that it can be
/// replaced by it. Reading the side that is not held is a broken precondition.
template <typename T>
class [[nodiscard]] Result {
  public:
    using value_type = T;

    Result(T value)  // NOLINT(google-explicit-constructor): as std::expected
        : state_(std::in_place_index<0>, std::move(value)) {}

    Result(Error error)  // NOLINT(google-explicit-constructor): so that `return Error{}`
                         // reads
        : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const { return state_.index() == 0; }

    explicit operator bool() const { return has_value(); }

    [[nodiscard]] T& value() & {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }

    [[nodiscard]] const T& value() const& {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }

    [[nodiscard]] T&& value() && {
        assert(has_value());
        return std::move(*std::get_if<0>(&state_));
    }

    [[nodiscard]] const Error& error() const {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }

    T& operator*() & { return value(); }

    const T& operator*() const& { return value(); }

    T&& operator*() && { return std::move(*this).value(); }

    T* operator->() { return &value(); }

    const T* operator->() const { return &value(); }

  private:
    std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;

    Result(Error error)  // NOLINT(google-explicit-constructor): so that `return Error{}`
                         // reads
        : error_(std::move(error)), failed_(true) {}

    [[nodiscard]] bool has_value() const { return !failed_; }

    explicit operator bool() const { return has_value(); }

    [[nodiscard]] const Error& error() const {
        assert(failed_);
        return error_;
    }

  private:
    Error error_;
    bool failed_ = false;
};

}  // namespace chancery
