// Parameters, problems, cursors, tags, packings and tokens.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

#include "server/api.h"
#include "server/desk_store.h"
#include "server/embedded.h"
#include "server/etag.h"
#include "server/packing.h"
#include "server/problem.h"
#include "server/routes.h"

namespace chancery::server {
namespace {

const Api& api() {
    static const Api one = [] {
        auto opened = Api::open(embedded_openapi());
        EXPECT_TRUE(opened) << opened.error().text();
        return *std::move(opened);
    }();
    return one;
}

Or<Call> read(const std::string& path, const std::string& query) {
    Request request;
    request.method = "GET";
    request.path = path;
    request.query = query;
    std::string allow;
    auto route = api().route("GET", path, allow);
    if (auto* fault = std::get_if<Problem>(&route)) {
        return std::move(*fault);
    }
    return api().read(*std::get<const Operation*>(route), request);
}

std::string fault_of(const std::string& query) {
    const auto call = read("/v1/events", query);
    const auto* fault = std::get_if<Problem>(&call);
    return fault == nullptr ? "" : fault->errors.at(0).field;
}

TEST(Api, EveryOperationHasARoute) {
    for (const Operation& one : api().operations()) {
        EXPECT_TRUE(routes().contains(one.id)) << one.id;
    }
    for (const auto& [id, route] : routes()) {
        EXPECT_NE(api().find(id), nullptr) << id;
    }
}

TEST(Api, PlainSegmentsGoBeforeVariables) {
    std::string allow;
    const auto facets = api().route("GET", "/v1/events/facets", allow);
    EXPECT_EQ(std::get<const Operation*>(facets)->id, "facets");
    const auto event = api().route("HEAD", "/v1/events/e123", allow);
    EXPECT_EQ(std::get<const Operation*>(event)->id, "getEvent");
    const auto wrong = api().route("PUT", "/v1/corrections", allow);
    EXPECT_EQ(std::get<Problem>(wrong).status, 405);
    EXPECT_EQ(allow, "GET, HEAD, POST");
    EXPECT_EQ(std::get<Problem>(api().route("GET", "/v1/none", allow)).status, 404);
}

TEST(Api, ParametersAreWhatTheyAreToldToBe) {
    const auto call = read(
        "/v1/events", "actor=To+Lam&actor=T%C3%B4%20L%C3%A2m&limit=5&conflicts=true");
    const Values& values = std::get<Call>(call).values;
    EXPECT_EQ(values.all("actor"), (std::vector<std::string>{"To Lam", "Tô Lâm"}));
    EXPECT_EQ(values.number("limit"), 5);
    EXPECT_TRUE(values.flag("conflicts"));
    EXPECT_EQ(values.number("min_sources"), 0);
    for (const char* query : {"limit=0",
                              "limit=1001",
                              "limit=05",
                              "limit=+5",
                              "limit=5.0",
                              "limit=",
                              "limit=1&limit=2"}) {
        EXPECT_EQ(fault_of(query), "limit") << query;
    }
    EXPECT_EQ(fault_of("actr=x"), "actr");
    EXPECT_EQ(fault_of("actor="), "actor");
    EXPECT_EQ(fault_of("actor=%00"), "actor");
    EXPECT_EQ(fault_of("actor=%ff"), "actor");
    EXPECT_EQ(fault_of("date=2026-02-29"), "date");
    EXPECT_EQ(fault_of("date=2024-02-29"), "");
    EXPECT_EQ(fault_of("date=2026-01-24%0A"), "date");
    EXPECT_EQ(fault_of("min_confidence=1.5"), "min_confidence");
    EXPECT_EQ(fault_of("min_confidence=0.5"), "");
    EXPECT_EQ(fault_of("conflicts=yes"), "conflicts");
}

TEST(Api, AParameterThatIsNearlyRightIsNamed) {
    const auto call = read("/v1/events", "newest_frist=true");
    EXPECT_NE(std::get<Problem>(call).detail.find("\"newest_first\""), std::string::npos);
}

TEST(Percent, DecodesAndEncodes) {
    EXPECT_EQ(percent_decoded("a%20b+c", true), "a b c");
    EXPECT_EQ(percent_decoded("a+b", false), "a+b");
    EXPECT_EQ(percent_decoded("%", true), std::nullopt);
    EXPECT_EQ(percent_decoded("%g0", true), std::nullopt);
    EXPECT_EQ(percent_decoded("%c3", true), std::nullopt);
    EXPECT_EQ(percent_encoded("a/b ñ"), "a%2Fb%20%C3%B1");
}

TEST(Problem, SaysWhichFieldIsAtFault) {
    const auto json = nlohmann::json::parse(
        to_json_text(bad_field("query", "date", "2026-13: not a date")));
    EXPECT_EQ(json["status"], 400);
    EXPECT_EQ(json["type"], "urn:chancery:problem:bad-parameter");
    EXPECT_EQ(json["errors"][0]["field"], "date");
}

TEST(Etag, IsOfAPackingButMatchesAnyOfThem) {
    EXPECT_EQ(etag("ab", Packing::plain), "\"ab\"");
    EXPECT_EQ(etag("ab", Packing::brotli), "\"ab-br\"");
    EXPECT_TRUE(matches("\"x\", \"ab-gzip\"", "ab"));
    EXPECT_TRUE(matches("*", "ab"));
    EXPECT_FALSE(matches("ab", "ab"));
    EXPECT_FALSE(matches("\"abc\"", "ab"));
}

TEST(Packing, IsChosenByWeight) {
    EXPECT_EQ(packing_for(""), Packing::plain);
    EXPECT_EQ(packing_for("gzip"), Packing::gzip);
    EXPECT_EQ(packing_for("gzip, br"), Packing::brotli);
    EXPECT_EQ(packing_for("gzip;q=1, br;q=0.5"), Packing::gzip);
    EXPECT_EQ(packing_for("br;q=0, gzip;q=0"), Packing::plain);
    EXPECT_EQ(packing_for("*"), Packing::brotli);
    EXPECT_EQ(packing_for("identity"), Packing::plain);
    const std::string text(10'000, 'a');
    EXPECT_LT(packed(text, Packing::gzip).size(), 200U);
    EXPECT_LT(packed(text, Packing::brotli).size(), 200U);
}

class Store : public testing::Test {
  protected:
    void SetUp() override {
        std::string name =
            (std::filesystem::temp_directory_path() / "desk-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        auto opened = DeskStore::open(folder_ + "/l.ledger");
        ASSERT_TRUE(opened) << opened.error().text();
        store_ = *std::move(opened);
    }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string folder_;
    std::unique_ptr<DeskStore> store_;
};

TEST_F(Store, TokensAreToldOnceAndCanBeRevoked) {
    const auto token = store_->add_token("Ito", Scope::correct, 30);
    ASSERT_TRUE(token);
    EXPECT_FALSE(store_->add_token("Ito", Scope::read, 30));
    const auto known = store_->check_token(*token);
    ASSERT_TRUE(known && *known);
    EXPECT_EQ((*known)->name, "Ito");
    EXPECT_EQ((*known)->scope, Scope::correct);
    EXPECT_FALSE(*store_->check_token(*token + "x"));
    EXPECT_FALSE(*store_->check_token(""));
    EXPECT_EQ(store_->tokens()->size(), 1U);
    EXPECT_TRUE(*store_->revoke_token("Ito"));
    EXPECT_FALSE(*store_->revoke_token("Ito"));
    EXPECT_FALSE(*store_->check_token(*token));
}

TEST_F(Store, IsForItsOwnerAlone) {
    const auto mode = std::filesystem::status(folder_ + "/l.ledger.desk").permissions();
    EXPECT_EQ(mode & std::filesystem::perms::all,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Store, AnswersAreKeptByTheirKey) {
    EXPECT_FALSE(*store_->begin("k", "r"));
    EXPECT_EQ((*store_->begin("k", "r"))->status, 0);
    ASSERT_TRUE(store_->keep("k", {"r", 201, "{}", "/x"}));
    EXPECT_EQ((*store_->begin("k", "r"))->body, "{}");
    EXPECT_FALSE(*store_->begin("other", "r"));
    store_->forget("other");
    EXPECT_FALSE(*store_->begin("other", "r"));
}

}  // namespace
}  // namespace chancery::server
