// Sentence to actors and mentions, row by row. The notation is that of testing.h.
// SPDX-License-Identifier: Apache-2.0
#include "actors/resolve.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "actors/testing.h"

namespace chancery {
namespace {

struct Row {
    const char* notation;
    const char* summary;
};

// clang-format off
constexpr Row rows[] = {
    {"General Secretary of the Lao People 's Revolutionary Party and President of Laos {Thongloun Sisoulith} emphasised_v trust_n",
     "General Secretary of the Lao People's Revolutionary Party and President of Laos Thongloun Sisoulith = Thongloun Sisoulith/person/LAO/GOV; Lao People's Revolutionary Party = Lao People's Revolutionary Party/party/LAO/PTY; Laos = Laos/state/LAO/"},
    {"{Takaichi Sanae} , Prime Minister of Japan , visited_v Hanoi",
     "Takaichi Sanae, Prime Minister of Japan = Takaichi Sanae/person/JPN/GOV; Japan = Japan/state/JPN/; Hanoi = Vietnam/state/VNM/"},
    {"{Xi Jinping} , General Secretary of the CPC Central Committee and President of China , sent_v a message_n",
     "Xi Jinping, General Secretary of the CPC Central Committee and President of China = Xi Jinping/person/CHN/GOV; the CPC Central Committee = CPC Central Committee/party/CHN/PTY; China = China/state/CHN/"},
    {"{Sergey Syrankov} , First Secretary of the Central Committee of the Communist Party of Belarus , arrived_v",
     "Sergey Syrankov, First Secretary of the Central Committee of the Communist Party of Belarus = Sergey Syrankov/person//PTY; the Central Committee of the Communist Party of Belarus = Central Committee of the Communist Party of Belarus/party//PTY"},
    {"Co ~- ~President {Rosario Murillo} wrote_v",
     "Co-President Rosario Murillo = Rosario Murillo/person//GOV"},
    {"Samdech Techo {Hun Sen} met_v him",
     "Samdech Techo Hun Sen = Hun Sen/person//"},
    {"President {Lee Jae Myung} spoke_v",
     "President Lee Jae Myung = Lee Jae Myung/person/KOR/GOV"},
    {"US Secretary of State {Marco Rubio} arrived_v in Seoul",
     "US = US/state/USA/; US Secretary of State Marco Rubio = Marco Rubio/person/USA/GOV; @Seoul KOR"},
    {"Lee 's special_n envoy_n met_v {Wang Yi}",
     "Lee = Lee/person/KOR/GOV; special envoy = special envoy/person/KOR/GOV; Wang Yi = Wang Yi/person/CHN/GOV"},
    {"then_r ~- ~foreign_a minister_n {Anna Berg} resigned_v",
     "then-foreign minister Anna Berg = Anna Berg/person//GOV"},
    {"the late_a King Bhumibol praised_v peace_n",
     "the late King Bhumibol = Bhumibol/person//GOV"},
    {"{Wang Yi} spoke_v .\nWang_n thanked_v China", 
     "Wang Yi = Wang Yi/person/CHN/GOV; Wang = Wang Yi/person/CHN/GOV; China = China/state/CHN/"},
    {"<Putin> met_v {Wang Yi} .\nPresident {Vladimir Putin} spoke_v", 
     "Putin = Vladimir Putin/person/RUS/GOV; Wang Yi = Wang Yi/person/CHN/GOV; President Vladimir Putin = Vladimir Putin/person/RUS/GOV"},
    {"special_n envoy_n of President {Vladimir Putin} met_v him", 
     "special envoy = special envoy/person/RUS/GOV; President Vladimir Putin = Vladimir Putin/person/RUS/GOV; him = Vladimir Putin/person/RUS/GOV"},
    {"{To Lam} , Prime Minister , met_v Putin",
     "To Lam, Prime Minister = To Lam/person/VNM/GOV; Putin = Putin/person/RUS/GOV"},
    {"{Tô Lâm} spoke_v .\nGeneral Secretary Lam thanked_v Putin",
     "Tô Lâm = Tô Lâm/person/VNM/PTY; General Secretary Lam = Tô Lâm/person/VNM/PTY; Putin = Putin/person/RUS/GOV"},
    {"Mr Xi met_v {Vladimir Putin}",
     "Mr Xi = Xi/person/CHN/GOV; Vladimir Putin = Vladimir Putin/person/RUS/GOV"},
    {"XI MEETS_v PUTIN",
     "XI = XI/person/CHN/GOV; PUTIN = PUTIN/person/RUS/GOV"},
    {"{Sanae Takaichi} spoke_v",
     "Sanae Takaichi = Sanae Takaichi/person/JPN/GOV"},
    {"{Miguel Diaz ~- ~Canel} spoke_v",
     "Miguel Diaz-Canel = Miguel Diaz-Canel/person/CUB/GOV"},
    {"{Boris Johnson} , a former_a leader_n , spoke_v",
     "Boris Johnson, a former leader = Boris Johnson/person/GBR/GOV"},
    {"{Vladimir Poutine} spoke_v",
     "Vladimir Poutine = Vladimir Poutine/person/RUS/GOV"},
    {"President {Vladimir Putyn} spoke_v",
     "President Vladimir Putyn = Vladimir Putyn/person/RUS/GOV"},
    {"the Cuban president_n spoke_v",
     "the Cuban president = Cuban president/person/CUB/GOV"},
    {"the Thai king_n spoke_v",
     "the Thai king = Thai king/person/THA/GOV"},
    {"Japan 's prime_a minister_n spoke_v",
     "Japan = Japan/state/JPN/; Japan's prime minister = Japan's prime minister/person/JPN/GOV"},
    {"President Biden spoke_v",
     "President Biden = Biden/person/USA/GOV"},
    {"{Thongloun Sisoulith} , President of Laos , spoke_v .\nthe Lao leader_n thanked_v Viet Nam .\nhe left_v",
     "Thongloun Sisoulith, President of Laos = Thongloun Sisoulith/person/LAO/GOV; Laos = Laos/state/LAO/; the Lao leader = Thongloun Sisoulith/person/LAO/GOV; Viet Nam = Viet Nam/state/VNM/; he = Thongloun Sisoulith/person/LAO/GOV"},
    {"President {Thongloun Sisoulith} of Laos met_v {Anna Berg} .\nshe thanked_v him",
     "President Thongloun Sisoulith of Laos = Thongloun Sisoulith/person/LAO/GOV; Laos = Laos/state/LAO/; Anna Berg = Anna Berg/person/LAO/; she = Anna Berg/person/LAO/; him = Thongloun Sisoulith/person/LAO/GOV"},
    {"in his letter_n , President {Xi Jinping} congratulated_v Laos",
     "his = Xi Jinping/person/CHN/GOV; President Xi Jinping = Xi Jinping/person/CHN/GOV; Laos = Laos/state/LAO/"},
    {"{Sergey Lavrov} met_v his Chinese counterpart_n {Wang Yi}",
     "Sergey Lavrov = Sergey Lavrov/person/RUS/GOV; his = Sergey Lavrov/person/RUS/GOV; his Chinese counterpart Wang Yi = Wang Yi/person/CHN/GOV"},
    {"{Sergey Lavrov} met_v his Chinese counterpart_n",
     "Sergey Lavrov = Sergey Lavrov/person/RUS/GOV; his = Sergey Lavrov/person/RUS/GOV; his Chinese counterpart = Chinese counterpart/person/CHN/GOV"},
    {"Seoul will_x explain_v its position_n",
     "Seoul = South Korea/state/KOR/; its = South Korea/state/KOR/"},
    {"Moscow talked_v with Beijing",
     "Moscow = Russia/state/RUS/; Beijing = China/state/CHN/"},
    {"the summit_n was_v in Seoul",
     "@Seoul KOR"},
    {"Lam flew_v to Beijing",
     "Lam = Lam/person/VNM/PTY; Beijing = China/state/CHN/; @Beijing CHN"},
    {"the Kremlin denied_v it",
     "Kremlin = Kremlin/body/RUS/GOV"},
    {"Hanoi , Vietnam",
     "Vietnam = Vietnam/state/VNM/; @Hanoi VNM; @Vietnam VNM"},
    {"the summit_n in Gyeongju was_v a success_n",
     "@Gyeongju KOR"},
    {"Vietnamese Ministry of Foreign Affairs protested_v",
     "Vietnamese Ministry of Foreign Affairs = Vietnamese Ministry of Foreign Affairs/body/VNM/GOV"},
    {"the Foreign Ministry of Viet Nam protested_v .\nthe ministry_n warned_v Cambodia",
     "the Foreign Ministry of Viet Nam = Foreign Ministry of Viet Nam/body/VNM/GOV; Viet Nam = Viet Nam/state/VNM/; the ministry = Foreign Ministry of Viet Nam/body/VNM/GOV; Cambodia = Cambodia/state/KHM/"},
    {"the Philippine Coast Guard chased_v ships_s",
     "the Philippine Coast Guard = Philippine Coast Guard/body/PHL/COP"},
    {"Russian forces_s left_v",
     "Russian forces = Russian forces/body/RUS/MIL"},
    {"the State Department spoke_v",
     "State Department = State Department/body/USA/GOV"},
    {"Israeli settlers_s attacked_v a village_n",
     "Israeli settlers = Israeli settlers/people/ISR/CVL"},
    {"protesters_s in Seoul burned_v flags_s",
     "protesters in Seoul = protesters in Seoul/people/KOR/CVL; @Seoul KOR"},
    {"police_n arrested_v protesters_s in Thailand",
     "police = police/body/THA/COP; protesters in Thailand = protesters in Thailand/people/THA/CVL; Thailand = Thailand/state/THA/; @Thailand THA"},
    {"Hamas met_v Hanwha Aerospace",
     "Hamas = Hamas/armed_group/PSE/REB; Hanwha Aerospace = Hanwha Aerospace/company/KOR/BUS"},
    {"<Kasetsart University> signed_v",
     "Kasetsart University = Kasetsart University/ngo//EDU"},
    {"<Ministry of Public Works> signed_v",
     "Ministry of Public Works = Ministry of Public Works/body//GOV"},
    {"who_n met_v the WHO",
     "WHO = WHO/igo/WHO/IGO"},
    {"us_h met_v the US",
     "US = US/state/USA/"},
    {"Nato met_v ASEAN",
     "Nato = Nato/igo/NATO/IGO; ASEAN = ASEAN/igo/ASEAN/IGO"},
    {"UN Secretary General {Antonio Guterres} spoke_v",
     "UN = UN/igo/UN/IGO; UN Secretary General Antonio Guterres = Antonio Guterres/person/UN/IGO"},
    {"the Chinese delegation_n met_v South Korean companies_s",
     "the Chinese delegation = Chinese delegation/other/CHN/GOV; South Korean companies = South Korean companies/company/KOR/BUS"},
    {"Presidents Putin and Xi met_v",
     "Putin = Putin/person/RUS/GOV; Xi = Xi/person/CHN/GOV"},
    {"{Vladimir Putin} met_v {Xi Jinping} .\nthe two leaders_s spoke_v",
     "Vladimir Putin = Vladimir Putin/person/RUS/GOV; Xi Jinping = Xi Jinping/person/CHN/GOV; the two leaders = Vladimir Putin/person/RUS/GOV + Xi Jinping/person/CHN/GOV"},
    {"Laos thanked_v Vietnam .\nboth sides_s agreed_v",
     "Laos = Laos/state/LAO/; Vietnam = Vietnam/state/VNM/; both sides = Laos/state/LAO/ + Vietnam/state/VNM/"},
    {"{Vladimir Putin} and {Xi Jinping} met_v .\nthey agreed_v",
     "Vladimir Putin = Vladimir Putin/person/RUS/GOV; Xi Jinping = Xi Jinping/person/CHN/GOV; they = Vladimir Putin/person/RUS/GOV + Xi Jinping/person/CHN/GOV"},
    {"Laos thanked_v Vietnam for its help_n",
     "Laos = Laos/state/LAO/; Vietnam = Vietnam/state/VNM/; its = Laos/state/LAO/"},
    {"the Presidents of Laos and Russia met_v",
     "the Presidents of Laos and Russia = president of Laos/person/LAO/GOV + president of Russia/person/RUS/GOV; Laos = Laos/state/LAO/; Russia = Russia/state/RUS/"},
    {"Health Minister {Budi Gunadi} visited_v Thailand",
     "Health Minister Budi Gunadi = Budi Gunadi/person/THA/GOV; Thailand = Thailand/state/THA/"},
    {"Russian invasion_n",
     "Russian = Russia/state/RUS/"},
    {"Russians protested_v",
     "Russians = Russians/people/RUS/CVL"},
    {"Chinese Party General Secretary and President {Xi Jinping} wrote_v",
     "Chinese Party General Secretary and President Xi Jinping = Xi Jinping/person/CHN/GOV"},
    {"President of the Cambodian People 's Party {Hun Sen} wrote_v",
     "President of the Cambodian People's Party Hun Sen = Hun Sen/person/KHM/PTY; Cambodian People's Party = Cambodian People's Party/party/KHM/PTY"},
    {"Foreign Ministry spokesperson_n {Mao Ning} spoke_v .\nthe spokesperson_n left_v",
     "Foreign Ministry spokesperson Mao Ning = Mao Ning/person//GOV; the spokesperson = Mao Ning/person//GOV"},
    {"Chairman of the National Assembly of Vietnam {Tran Thanh Man} spoke_v",
     "Chairman of the National Assembly of Vietnam Tran Thanh Man = Tran Thanh Man/person/VNM/LEG; the National Assembly of Vietnam = National Assembly of Vietnam/body/VNM/LEG; Vietnam = Vietnam/state/VNM/"},
    {"the Prime Minister of Cambodia , {Hun Manet} , spoke_v",
     "the Prime Minister of Cambodia, Hun Manet = Hun Manet/person/KHM/GOV; Cambodia = Cambodia/state/KHM/"},
    {"Israeli prime_a minister_n {Binyamin Kish} and health_n minister_n {Marco Levi} met_v",
     "Israeli prime minister Binyamin Kish = Binyamin Kish/person/ISR/GOV; health minister Marco Levi = Marco Levi/person/ISR/GOV"},
    {"Yonhap reported_v",
     "Yonhap = Yonhap/media/KOR/MED"},
    {"{Jordan Henderson} spoke_v",
     "Jordan Henderson = Jordan Henderson/person//"},
    {"a nice_a day_n",
     ""},
    {"Vietnam 's {To Lam} met_v Laos",
     "Vietnam = Vietnam/state/VNM/; To Lam = To Lam/person/VNM/PTY; Laos = Laos/state/LAO/"},
    {"\" I will_x go_v , \" said_v President {Xi Jinping}",
     "President Xi Jinping = Xi Jinping/person/CHN/GOV"},
};

// clang-format on

TEST(Resolve, Rows) {
    for (const Row& row : rows) {
        const testing::Sample made = testing::sample(row.notation);
        const ArticleActors found =
            resolve_actors(made.article, made.reading, testing::small_tables());
        EXPECT_EQ(testing::summary(found, made.article.text), row.summary)
            << row.notation;
    }
}

/// What coding relies on: spans in the text, heads inside, indexes that agree.
bool is_sound(const Mention& mention, const ArticleActors& found, std::size_t text) {
    const bool ordered =
        mention.first < mention.last && mention.last <= found.mention_at.size() &&
        mention.span.begin < mention.span.end && mention.span.end <= text;
    const bool headed = mention.head >= mention.first && mention.head < mention.last;
    const bool named = !mention.actors.empty() &&
                       std::all_of(mention.actors.begin(),
                                   mention.actors.end(),
                                   [&](ActorIndex a) { return a < found.actors.size(); });
    return ordered && headed && named && found.mention_of_head[mention.head] >= 0 &&
           found.mention_at[mention.first] >= 0;
}

TEST(Resolve, MentionsAreSound) {
    for (const Row& row : rows) {
        const testing::Sample made = testing::sample(row.notation);
        const ArticleActors found =
            resolve_actors(made.article, made.reading, testing::small_tables());
        EXPECT_EQ(found.mention_at.size(), made.reading.tokens.size());
        for (const Mention& mention : found.mentions) {
            EXPECT_TRUE(is_sound(mention, found, made.article.text.size()))
                << row.notation;
        }
    }
}

TEST(Resolve, SameEveryTime) {
    for (const Row& row : rows) {
        const testing::Sample made = testing::sample(row.notation);
        const auto once = [&] {
            return dump(
                resolve_actors(made.article, made.reading, testing::small_tables()),
                made.article.text);
        };
        EXPECT_EQ(once(), once());
    }
}

/// The holder of an office is that of the article's date.
TEST(Resolve, AsOfTheDate) {
    testing::Sample made = testing::sample("the US president_n spoke_v");
    const auto holder = [&](int year) {
        made.article.published = Day::from_civil(year, 6, 1);
        return resolve_actors(made.article, made.reading, testing::small_tables())
            .actors.front()
            .table_name;
    };
    EXPECT_EQ(holder(2023), "Joe Biden");
    EXPECT_EQ(holder(2026), "Donald Trump");
}

TEST(Resolve, AnEmptyArticleHasNoActors) {
    const ArticleActors found = resolve_actors({}, {}, testing::small_tables());
    EXPECT_TRUE(found.actors.empty());
    EXPECT_TRUE(found.mentions.empty());
}

}  // namespace
}  // namespace chancery
