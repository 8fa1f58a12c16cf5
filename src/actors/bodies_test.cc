// Bodies, organisations and groups in sentences as reports have them, with the tables and
// the reader that are shipped: who they are, whose, and of which sector.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "actors/groups.h"
#include "actors/resolve.h"
#include "reading/reader.h"

namespace chancery {
namespace {

const std::string source = CHANCERY_SOURCE_DIR;

const ActorTables& tables() {
    static const Result<ActorTables> opened = ActorTables::open(source + "/data/actors");
    return *opened;
}

const Reader& reader() {
    static const Result<Reader> opened = Reader::open(source + "/models/reading.model");
    return *opened;
}

const std::string title = "News in Brief From Around the World";

ArticleActors actors_of(const std::string& text) {
    Article article;
    article.doc = "test";
    article.text = title + "\n" + text;
    article.published = Day::from_civil(2026, 1, 24);
    const auto end_of_title = static_cast<std::uint32_t>(title.size());
    const auto size = static_cast<std::uint32_t>(article.text.size());
    const std::vector<Span> blocks{{0, end_of_title}, {end_of_title + 1, size}};
    Reader::Workspace workspace;
    Reading reading = reader().read(article.text, blocks, workspace);
    ArticleNames names(article, reading, tables());
    reader().join(article.text, names.groups(), reading, workspace);
    return resolve_actors(std::move(names));
}

/// "name/kind/code/sector".
std::string line_of(const Actor& actor) {
    return actor.name + '/' + std::string(name(actor.kind)) + '/' + actor.code + '/' +
           std::string(name(actor.sector));
}

struct Row {
    const char* text;
    std::vector<const char*> actors;  ///< that must be found, as line_of() writes them
};

// clang-format off
const Row rows[] = {
    // Whose a body is: its state before, with "'s", after "of", and the person who has it.
    {"The Peruvian Foreign Ministry summoned the envoy.", {"Peruvian Foreign Ministry/body/PER/GOV"}},
    {"Norway's defence ministry ordered two frigates.", {"Norway's defence ministry/body/NOR/GOV"}},
    {"The Ministry of Finance of Ghana published the figures.", {"Ministry of Finance of Ghana/body/GHA/GOV"}},
    {"Kenya's U.S. embassy issued a statement.", {"Kenya's U.S. embassy/body/KEN/GOV"}},
    {"The US Embassy in Hanoi denied the report.", {"US Embassy/body/USA/GOV"}},
    {"The Brazilian Embassy in Jakarta reopened on Monday.", {"Brazilian Embassy/body/BRA/GOV"}},
    {"President Gustavo Petro's government rejected the offer.", {"government/body/COL/GOV"}},
    {"The Carter administration sent aid and the Nixon administration withdrew them.",
     {"Carter administration/body/USA/GOV", "Nixon administration/body/USA/GOV"}},
    {"The Portuguese and Spanish foreign ministries protested.",
     {"Portuguese foreign ministry/body/PRT/GOV", "Spanish foreign ministry/body/ESP/GOV"}},
    {"Chile, Peru and Ecuador's governments signed a statement.", {"Chile/state/CHL/GOV"}},
    {"The Turkish parliament ratified the treaty. The parliament also passed a budget.", {"Turkish parliament/body/TUR/LEG"}},
    {"Police in Nairobi arrested three men.", {"Police/body/KEN/COP"}},
    {"Lyon police arrested a man on Friday.", {"Lyon police/body/FRA/COP"}},
    {"A Milan court convicted the banker.", {"Milan court/body/ITA/JUD"}},
    {"The Supreme Court of India rejected the appeal.", {"Supreme Court of India/body/IND/JUD"}},
    {"The Constitutional Court of Thailand dissolved the party.", {"Constitutional Court of Thailand/body/THA/JUD"}},
    {"The regional government of Catalonia called a vote.", {"regional government of Catalonia/body/ESP/GOV"}},
    {"Hong Kong's government withdrew the bill.", {"Hong Kong's government/body/HKG/GOV"}},
    {"The Palestinian leadership condemned the raid.", {"Palestinian leadership/body/PSE/GOV"}},
    {"Saudi intelligence services questioned the men.", {"Saudi intelligence services/body/SAU/GOV"}},
    {"The New Zealand medical mission arrived in Tonga.", {"New Zealand medical mission/body/NZL/GOV"}},
    {"Egyptian soldiers fired into the air.", {"Egyptian soldiers/body/EGY/MIL"}},
    {"Spanish prosecutors charged the minister.", {"Spanish prosecutors/body/ESP/JUD"}},
    {"Ethiopian troops crossed the border.", {"Ethiopian troops/body/ETH/MIL"}},
    {"Colombian security forces freed the hostages.", {"Colombian security forces/body/COL/COP"}},
    {"The Indonesian air force grounded its jets.", {"Indonesian air force/body/IDN/MIL"}},
    {"Russia's permanent mission to the United Nations objected.", {"Russia's permanent mission to the United Nations/body/RUS/GOV"}},
    {"The Malaysian delegation left the talks.", {"Malaysian delegation/body/MYS/GOV"}},
    {"A delegation from the Lao People's Revolutionary Party visited Hanoi.", {"delegation/body/LAO/GOV"}},
    {"The Dutch Safety Board opened an inquiry.", {"Dutch Safety Board/body/NLD/GOV"}},
    {"The Vietnam-Cuba Friendship Association sent rice.", {"Vietnam-Cuba Friendship Association/body/VNM/GOV"}},
    {"State television in Iran showed the march.", {"State television/media/IRN/MED"}},

    // Parties and acronyms that the article brings in.
    {"The Communist Party of Viet Nam (CPV) met on Monday. The CPV elected a new leader.", {"Communist Party of Viet Nam/party/VNM/PTY"}},
    {"The Ruritanian Workers Union (RWU) called a strike. The RWU blamed the king.", {"Ruritanian Workers Union/ngo//NGO"}},
    {"The National Flood Response Centre (NFRC) in Dhaka warned villagers. The NFRC sent boats.", {"National Flood Response Centre/body/BGD/GOV"}},
    {"Japan's Liberal Democratic Party won the election.", {"Liberal Democratic Party/party/JPN/PTY"}},
    {"Malta's Labour Party congratulated the winner.", {"Malta's Labour Party/party/MLT/PTY"}},
    {"The Reagan campaign accused the press.", {"Reagan campaign/party/USA/PTY"}},
    {"The Iraqi opposition boycotted the vote.", {"Iraqi opposition/other/IRQ/OPP"}},

    // Armed groups.
    {"Al-Shabaab attacked a hotel in Mogadishu.", {"Al-Shabaab/armed_group/SOM/REB"}},
    {"The Tamil Tigers laid down their arms.", {"Tamil Tigers/armed_group/LKA/REB"}},
    {"Islamic State claimed the attack.", {"Islamic State/armed_group//REB"}},
    {"Iran-backed militants attacked a base in Iraq.", {"Iran-backed militants/armed_group/IRQ/REB"}},
    {"Pro-Russian rebels shelled the town in Ukraine.", {"Pro-Russian rebels/armed_group/UKR/REB"}},
    {"Syrian rebels took the village. The rebels then fled.", {"Syrian rebels/armed_group/SYR/REB"}},
    {"The Desert Liberation Front freed two nurses in Niger.", {"Desert Liberation Front/armed_group/NER/REB"}},

    // Firms.
    {"Hanoi Export Trading JSC signed the contract.", {"Hanoi Export Trading JSC/company/VNM/BUS"}},
    {"Tanaka Shipping Co., Ltd. bought the port.", {"Tanaka Shipping Co., Ltd./company//BUS"}},
    {"The Austrian turbine manufacturer Voithwerk sued the ministry.", {"Voithwerk/company/AUT/BUS"}},
    {"Brightwater Holdings, a Canadian company, paid the fine.", {"Brightwater Holdings/company/CAN/BUS"}},
    {"China Railway Tunnel Company built the line.", {"China Railway Tunnel Company/company/CHN/BUS"}},
    {"South Korean companies withdrew their offer.", {"South Korean companies/company/KOR/BUS"}},

    // Societies, schools, the press.
    {"Amnesty International condemned the verdict.", {"Amnesty International/ngo/GBR/NGO"}},
    {"The Swiss aid group Medair evacuated its staff.", {"Medair/ngo/CHE/NGO"}},
    {"The Foundation for Peace in the Sahel asked for help.", {"Foundation for Peace/ngo//NGO"}},
    {"Uppsala University honoured the minister.", {"Uppsala University/ngo/SWE/EDU"}},
    {"Parliamentarians for Clean Seas thanked the donors.", {"Parliamentarians for Clean Seas/ngo//NGO"}},
    {"The Kestrel news agency reported clashes.", {"Kestrel news agency/media//MED"}},

    // Peoples and crowds.
    {"Hundreds of protesters marched in Tbilisi.", {"protesters/people/GEO/CVL"}},
    {"Two soldiers were killed in Mali.", {"soldiers/body/MLI/MIL"}},
    {"Rohingya fled to the coast.", {"Rohingya/people/MMR/CVL"}},
    {"Kurds celebrated the new year.", {"Kurds/people//CVL"}},
    {"Demonstrators in Lima burned tyres.", {"Demonstrators in Lima/people/PER/CVL"}},
    {"Central American migrants crossed the river.", {"Central American migrants/people//CVL"}},
    {"Belarusian dissidents founded a paper.", {"Belarusian dissidents/people/BLR/OPP"}},
    {"Congolese villagers buried the dead.", {"Congolese villagers/people/COD/CVL"}},

    // Several states at once.
    {"European allies rejected the plan.", {"European allies/other//GOV"}},
    {"World powers urged restraint.", {"World powers/other//GOV"}},
    {"Leaders of 21 countries met in Cairo.", {"Leaders of 21 countries/other//GOV"}},
    {"U.S. allies joined the strikes.", {"U.S. allies/other//GOV"}},
    {"EU leaders agreed on new sanctions.", {"EU leaders/other/EU/IGO"}},
    {"The West accused Belarus of piracy.", {"West/other//GOV"}},
    {"Members of the African Union signed the charter.", {"Members of the African Union/other/AU/GOV"}},

    // Organisations of states.
    {"The Security Council met on Syria. The UN said so.", {"Security Council/igo/UN/IGO"}},
    {"The UN Commission on Fisheries met in Rome.", {"UN Commission on Fisheries/igo/UN/IGO"}},
};

// clang-format on

TEST(Bodies, AreFoundWithKindCountryAndSector) {
    for (const Row& row : rows) {
        const ArticleActors found = actors_of(row.text);
        std::string all;
        for (const Actor& actor : found.actors) {
            all += "\n  " + line_of(actor);
        }
        for (const std::string expected : row.actors) {
            const bool there = std::any_of(
                found.actors.begin(), found.actors.end(), [&](const Actor& actor) {
                    return line_of(actor) == expected;
                });
            EXPECT_TRUE(there) << row.text << "\nno " << expected << " among" << all;
        }
    }
}

/// The actors that the mentions of `words` name.
std::vector<std::string> named_by(const std::string& text, std::string_view words) {
    const ArticleActors found = actors_of(text);
    const std::string whole = title + "\n" + text;
    std::vector<std::string> names;
    for (const Mention& mention : found.mentions) {
        if (quote(whole, mention.span) == words) {
            for (const ActorIndex actor : mention.actors) {
                names.push_back(found.actors[actor].name);
            }
        }
    }
    return names;
}

TEST(Bodies, AcronymsAreKnownOnceTheArticleGaveThem) {
    const std::string text =
        "The Ruritanian Workers Union (RWU) called a strike. On Friday RWU blamed the "
        "king.";
    const std::vector<std::string> names = named_by(text, "RWU");
    ASSERT_FALSE(names.empty());
    for (const std::string& name : names) {
        EXPECT_EQ(name, "Ruritanian Workers Union");
    }
}

TEST(Bodies, NobodyInParticularIsNoActor) {
    for (const char* text : {"He was granted immunity from prosecution.",
                             "Ties must not be aimed at any third party.",
                             "Many countries have such laws.",
                             "It remains the mission of every generation."}) {
        EXPECT_EQ(actors_of(text).actors.size(), 0U) << text;
    }
}

}  // namespace
}  // namespace chancery
