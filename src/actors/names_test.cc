// Names and offices over many cultures, with the tables and the model that are shipped:
// sentence to persons, row by row. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "actors/groups.h"
#include "actors/resolve.h"
#include "actors/tables.h"
#include "reading/reader.h"

namespace chancery {
namespace {

const ActorTables& shipped_tables() {
    static const Result<ActorTables> tables =
        ActorTables::open(std::string(CHANCERY_SOURCE_DIR) + "/data/actors");
    return *tables;
}

const Reader& shipped_reader() {
    static const Result<Reader> reader =
        Reader::open(std::string(CHANCERY_SOURCE_DIR) + "/models/reading.model");
    return *reader;
}

/// "Name|CODE|SECTOR|office; office" for each person, in the order of the actors; offices
/// that the sentence says, with "past ", "acting " or "elect " before where it says so.
std::string persons_of(const ArticleActors& found) {
    std::string out;
    for (const Actor& actor : found.actors) {
        if (actor.kind != ActorKind::person) {
            continue;
        }
        out += out.empty() ? "" : " + ";
        out +=
            actor.name + '|' + actor.code + '|' + std::string(name(actor.sector)) + '|';
        std::string separator;
        for (const HeldOffice& office : actor.offices) {
            if (office.from_table) {
                continue;
            }
            out += separator;
            out += name(office.tenure);
            out += office.tenure == Tenure::held ? "" : " ";
            out += office.title;
            separator = "; ";
        }
    }
    return out;
}

ArticleActors resolve_text(const std::string& text, Day date) {
    Article article;
    article.text = text;
    article.published = date;
    const auto end = static_cast<std::uint32_t>(text.size());
    article.blocks.push_back({BlockKind::paragraph, Span{0, end}, "test"});
    Reader::Workspace workspace;
    const Span block{0, end};
    Reading reading =
        shipped_reader().read(article.text, std::span(&block, 1), workspace);
    ArticleNames names(article, reading, shipped_tables());
    shipped_reader().join(article.text, names.groups(), reading, workspace);
    return resolve_actors(std::move(names));
}

struct Row {
    const char* text;
    const char* persons;
};

// clang-format off
constexpr Row rows[] = {
    // Offices before and after names.
    {"President of the Liberal Democratic Party and Prime Minister of Japan Takaichi Sanae sent a letter.",
     "Takaichi Sanae|JPN|GOV|President of the Liberal Democratic Party; Prime Minister of Japan"},
    {"Xi Jinping, General Secretary of the CPC Central Committee and President of China, sent a message.",
     "Xi Jinping|CHN|GOV|General Secretary of the CPC Central Committee; President of China"},
    {"Sergey Syrankov, First Secretary of the Central Committee of the Communist Party of Belarus, arrived on Monday.",
     "Sergey Syrankov|BLR|PTY|First Secretary of the Central Committee of the Communist Party of Belarus"},
    {"Co-President Rosario Murillo wrote to him.",
     "Rosario Murillo|NIC|GOV|Co-President"},
    {"Samdech Techo Hun Sen met a delegation in Phnom Penh.",
     "Hun Sen|KHM|PTY|"},
    {"Germany's then-foreign minister Sigmar Gabriel visited Tehran in 2015.",
     "Sigmar Gabriel|DEU|GOV|past Germany's then-foreign minister"},
    {"Acting President Anita Lombe of Zambia opened the session.",
     "Anita Lombe|ZMB|GOV|acting Acting President"},
    {"Former Peruvian prime minister Rodrigo Salazar Vega was arrested on Friday.",
     "Rodrigo Salazar Vega|PER|GOV|past Former Peruvian prime minister"},
    {"Prime Minister-designate Karel Havranek of the Czech Republic named his cabinet.",
     "Karel Havranek|CZE|GOV|elect Prime Minister-designate"},
    {"President-elect Tomas Arriaga of Honduras thanked voters.",
     "Tomas Arriaga|HND|GOV|elect President-elect"},
    {"Deputy Foreign Minister of Kazakhstan Yerlan Tokbergenov received the ambassador.",
     "Yerlan Tokbergenov|KAZ|GOV|Deputy Foreign Minister of Kazakhstan + ambassador|KAZ|GOV|ambassador"},
    {"Outgoing Slovenian Foreign Minister Tanja Kovac met her Austrian colleague.",
     "Tanja Kovac|SVN|GOV|Outgoing Slovenian Foreign Minister + Austrian colleague|AUT|GOV|"},
    {"The presidents of Laos and Cambodia exchanged messages.",
     "president of Laos|LAO|GOV| + president of Cambodia|KHM|GOV|"},
    {"President of Russia Vladimir Putin congratulated him.",
     "Vladimir Putin|RUS|GOV|President of Russia"},
    {"Chairman of the United Russia party Dmitry Medvedev wrote to him.",
     "Dmitry Medvedev|RUS|PTY|Chairman of the United Russia party"},
    {"ASEAN Secretary-General Kao Kim Hourn visited Hanoi.",
     "Kao Kim Hourn|ASEAN|IGO|ASEAN Secretary-General"},
    {"Nathalie Roux, the French president's diplomatic adviser, flew to Geneva.",
     "Nathalie Roux|FRA|GOV|diplomatic adviser + French president|FRA|GOV|"},
    {"The Prime Minister of Iceland, Sigridur Jonsdottir, spoke in Reykjavik.",
     "Sigridur Jonsdottir|ISL|GOV|Prime Minister of Iceland"},
    {"Ireland's Minister for Foreign Affairs and Trade, Niamh O'Sullivan, met diplomats.",
     "Niamh O'Sullivan|IRL|GOV|Ireland's Minister for Foreign Affairs and Trade"},
    {"Palestinian President and Chairman of the Executive Committee of the Palestine Liberation Organisation (PLO) Mahmoud Abbas stressed unity.",
     "Mahmoud Abbas|PSE|GOV|Palestinian President; Chairman of the Executive Committee of the Palestine Liberation Organisation (PLO)"},
    {"US Sen. Martha Hollis, R-Texas, criticised the deal.",
     "Martha Hollis|USA|LEG|US Sen."},
    {"Rep. Daniel Whitlock (D-Ohio) voted against it.",
     "Daniel Whitlock|USA|LEG|Rep."},
    {"The Russian ambassador to the United Nations walked out.",
     "Russian ambassador to the United Nations|RUS|GOV|Russian ambassador to the United Nations"},
    {"While in Brussels President Emmanuel Macron met allies.",
     "Emmanuel Macron|FRA|GOV|President"},
    {"Zakharova told reporters in Moscow Thursday that talks go on.",
     "Zakharova|RUS|GOV|"},
    {"Daniel Adeyemi is a Nigerian journalist.",
     "Daniel Adeyemi|NGA|MED|Nigerian journalist"},
    {"He met Kim Yo-jong, the sister of North Korean leader Kim Jong-un.",
     "Kim Yo-jong|PRK|CVL|sister + Kim Jong-un|PRK|GOV|North Korean leader"},
    {"Xinhua said Sen. Paula Merton (D-Ohio) would come.",
     "Paula Merton|USA|LEG|Sen."},
    {"Liu Haoran arrived in Laos as a special envoy of China.",
     "Liu Haoran|CHN|GOV|special envoy of China"},
    // Order of names.
    {"Japanese Prime Minister Sanae Takaichi spoke with Seoul.",
     "Sanae Takaichi|JPN|GOV|Japanese Prime Minister"},
    {"Mongolian President Ukhnaa Khurelsukh sent greetings.",
     "Ukhnaa Khurelsukh|MNG|GOV|Mongolian President"},
    {"President Khurelsukh Ukhnaa of Mongolia sent greetings.",
     "Khurelsukh Ukhnaa|MNG|GOV|President"},
    {"Hungarian Prime Minister Orban Viktor addressed parliament.",
     "Orban Viktor|HUN|GOV|Hungarian Prime Minister"},
    {"Viktor Orbán left for Brussels.",
     "Viktor Orbán|HUN|GOV|"},
    // Short forms.
    {"General Secretary Lam received the guests in Hanoi.",
     "Lam|VNM|PTY|General Secretary"},
    {"Xi met Putin in Beijing.",
     "Xi|CHN|GOV| + Putin|RUS|GOV|"},
    {"To Lam met Hun Sen. Hun Sen thanked Lam.",
     "To Lam|VNM|PTY| + Hun Sen|KHM|PTY|"},
    {"Xi's envoy met Modi's adviser.",
     "Xi|CHN|GOV| + Modi|IND|GOV| + envoy|CHN|GOV|envoy + adviser|IND|GOV|adviser"},
    // Initials, hyphens, possessives, capitals.
    {"External Affairs Minister S. Jaishankar spoke to reporters.",
     "S. Jaishankar|IND|GOV|External Affairs Minister"},
    {"Vice President J. D. Vance landed in Rome.",
     "J. D. Vance|USA|GOV|Vice President"},
    {"JD Vance landed in Rome.",
     "JD Vance|USA|GOV|"},
    {"Vice President J.D. Vance landed in Rome.",
     "J.D. Vance|USA|GOV|Vice President"},
    {"XI JINPING MEETS TO LAM IN BEIJING",
     "XI JINPING|CHN|GOV| + TO LAM|VNM|PTY|"},
    {"Jens' party lost. Jens Halvorsen, Norway's finance minister, resigned.",
     "Jens Halvorsen|NOR|GOV|Norway's finance minister"},
    // Diacritics and transcriptions.
    {"Miguel Díaz-Canel Bermúdez spoke in Havana.",
     "Miguel Díaz-Canel Bermúdez|CUB|GOV|"},
    {"Miguel Diaz-Canel spoke in Havana.",
     "Miguel Diaz-Canel|CUB|GOV|"},
    {"Ukrainian President Volodymyr Zelensky met allies.",
     "Volodymyr Zelensky|UKR|GOV|Ukrainian President"},
    {"Volodymyr Zelenskyy met allies.",
     "Volodymyr Zelenskyy|UKR|GOV|"},
    {"Belarusian President Alexander Lukashenko met him.",
     "Alexander Lukashenko|BLR|GOV|Belarusian President"},
    {"Belarusian President Aliaksandr Lukashenka met him.",
     "Aliaksandr Lukashenka|BLR|GOV|Belarusian President"},
    {"Iranian Foreign Minister Abbas Araghchi landed in Muscat.",
     "Abbas Araghchi|IRN|GOV|Iranian Foreign Minister"},
    {"Abbas Araqchi landed in Muscat.",
     "Abbas Araqchi|IRN|GOV|"},
    {"Tô Lâm received the ambassador of Cuba.",
     "Tô Lâm|VNM|PTY| + ambassador of Cuba|CUB|GOV|ambassador of Cuba"},
    // Arabic.
    {"Saudi Crown Prince Mohammed bin Salman received him.",
     "Mohammed bin Salman|SAU|GOV|Saudi Crown Prince"},
    {"Egyptian President Abdel Fattah el-Sisi opened the summit.",
     "Abdel Fattah el-Sisi|EGY|GOV|Egyptian President"},
    {"Qatar's Prime Minister Sheikh Mohammed bin Abdulrahman Al Thani called him.",
     "Mohammed bin Abdulrahman Al Thani|QAT|GOV|Qatar's Prime Minister"},
    {"Iraqi Defence Minister Abd al-Rahman al-Jubouri visited Basra.",
     "Abd al-Rahman al-Jubouri|IRQ|GOV|Iraqi Defence Minister"},
    {"Sheikh Tamim bin Hamad Al Thani, the emir of Qatar, arrived.",
     "Tamim bin Hamad Al Thani|QAT|GOV|emir of Qatar"},
    // Spanish and Portuguese.
    {"Nicaraguan President Daniel Ortega Saavedra wrote a letter.",
     "Daniel Ortega Saavedra|NIC|GOV|Nicaraguan President"},
    {"Mexican Foreign Secretary Juan Ramón de la Fuente replied.",
     "Juan Ramón de la Fuente|MEX|GOV|Mexican Foreign Secretary"},
    {"Colombian senator María Fernanda Ospina Restrepo was injured.",
     "María Fernanda Ospina Restrepo|COL|LEG|Colombian senator"},
    {"Brazilian President Luiz Inácio Lula da Silva spoke. Lula thanked the guests.",
     "Luiz Inácio Lula da Silva|BRA|GOV|Brazilian President"},
    {"Portuguese judge João Paulo dos Santos e Melo ruled on Monday.",
     "João Paulo dos Santos e Melo|PRT|JUD|Portuguese judge"},
    // South-East Asia.
    {"Myanmar's Senior General Min Aung Hlaing addressed troops.",
     "Min Aung Hlaing|MMR|MIL|Myanmar's Senior General"},
    {"Daw Aung San Suu Kyi was moved to house arrest in Myanmar.",
     "Aung San Suu Kyi|MMR|GOV|"},
    {"Indonesian Foreign Minister Sugiono met reporters.",
     "Sugiono|IDN|GOV|Indonesian Foreign Minister"},
    {"Indonesia's coordinating minister Suharyanto resigned.",
     "Suharyanto|IDN|GOV|Indonesia's coordinating minister"},
    {"Lao Prime Minister Sonexay Siphandone met investors.",
     "Sonexay Siphandone|LAO|GOV|Lao Prime Minister"},
    {"Thai Prime Minister Anutin Charnvirakul dissolved the house.",
     "Anutin Charnvirakul|THA|GOV|Thai Prime Minister"},
    {"Malaysian Prime Minister Datuk Seri Anwar Ibrahim flew home.",
     "Anwar Ibrahim|MYS|GOV|Malaysian Prime Minister"},
    {"Malaysian minister Zulkifli bin Hasan met Siti Nurhaliza binti Tarudin.",
     "Zulkifli bin Hasan|MYS|GOV|Malaysian minister + Siti Nurhaliza binti Tarudin|MYS||"},
    {"Vietnamese Deputy Prime Minister Nguyen Thi Thanh Ha chaired the meeting.",
     "Nguyen Thi Thanh Ha|VNM|GOV|Vietnamese Deputy Prime Minister"},
    {"Philippine President Ferdinand R. Marcos Jr. signed the law.",
     "Ferdinand R. Marcos Jr.|PHL|GOV|Philippine President"},
    {"Cambodian Prime Minister Samdech Thipadei Hun Manet visited Beijing.",
     "Hun Manet|KHM|GOV|Cambodian Prime Minister"},
    {"Philippine President Ferdinand \u201cBongbong\u201d Marcos Jr. signed the law.",
     "Ferdinand \u201cBongbong\u201d Marcos Jr.|PHL|GOV|Philippine President"},
    // East Asia.
    {"South Korean President Lee Jae-myung called Tokyo.",
     "Lee Jae-myung|KOR|GOV|South Korean President"},
    {"Seoul's Trade Minister Yeo Han-koo left for Washington.",
     "Yeo Han-koo|KOR|GOV|Seoul's Trade Minister"},
    {"North Korean leader Kim Jong-un inspected a factory.",
     "Kim Jong-un|PRK|GOV|North Korean leader"},
    {"Chinese Vice Premier He Lifeng met him.",
     "He Lifeng|CHN|GOV|Chinese Vice Premier"},
    // Elsewhere.
    {"Icelandic minister Þorgerður Katrín Gunnarsdóttir agreed.",
     "Þorgerður Katrín Gunnarsdóttir|ISL|GOV|Icelandic minister"},
    {"Turkish President Recep Tayyip Erdoğan spoke. Erdogan left later.",
     "Recep Tayyip Erdoğan|TUR|GOV|Turkish President"},
    {"Ethiopian Prime Minister Abiy Ahmed Ali opened the dam. Abiy praised the workers.",
     "Abiy Ahmed Ali|ETH|GOV|Ethiopian Prime Minister"},
    {"Ethiopian minister Gedion Timothewos Hessebon spoke in Addis Ababa.",
     "Gedion Timothewos Hessebon|ETH|GOV|Ethiopian minister"},
    {"Russian Foreign Minister Sergey Viktorovich Lavrov spoke.",
     "Sergey Viktorovich Lavrov|RUS|GOV|Russian Foreign Minister"},
    {"Russian colonel Igor Petrovich Samoilov was arrested in Moscow.",
     "Igor Petrovich Samoilov|RUS|MIL|Russian colonel"},
    {"European Commission President Ursula von der Leyen met him.",
     "Ursula von der Leyen|EU|IGO|European Commission President"},
    {"Dutch Defence Minister Ruben van den Berg visited Kyiv.",
     "Ruben van den Berg|NLD|GOV|Dutch Defence Minister"},
    {"Kenyan police chief Wanjiru Kamau-Otieno denied it.",
     "Wanjiru Kamau-Otieno|KEN|COP|Kenyan police chief"},
    {"Iranian judge Seyyed Ebrahim Hosseini-Nejad sentenced her.",
     "Ebrahim Hosseini-Nejad|IRN|JUD|Iranian judge"},
    {"Indian Army chief General Upendra Dwivedi visited the base.",
     "Upendra Dwivedi|IND|MIL|Indian Army chief General"},
    {"Georgian opposition leader Nika Gvaramia was detained in Tbilisi.",
     "Nika Gvaramia|GEO|PTY|Georgian opposition leader"},
    {"Canadian journalist Marie-Ève Tremblay-Roy was freed.",
     "Marie-Ève Tremblay-Roy|CAN|MED|Canadian journalist"},
    {"Malaysia's Sultan Ismail Petra Shah received the envoy.",
     "Ismail Petra Shah|MYS|GOV|Malaysia's Sultan + envoy|MYS|GOV|envoy"},
};

// clang-format on

TEST(Names, Rows) {
    const Day date = Day::from_civil(2026, 1, 25);
    for (const Row& row : rows) {
        EXPECT_EQ(persons_of(resolve_text(row.text, date)), row.persons) << row.text;
    }
}

/// The persons of a text by their names in the tables; "?" for who is not there.
std::string known_persons(const std::string& text, int year, int month, int day) {
    std::string out;
    for (const Actor& actor :
         resolve_text(text, Day::from_civil(year, month, day)).actors) {
        if (actor.kind == ActorKind::person) {
            out += out.empty() ? "" : " + ";
            out += actor.table_name.empty() ? "?" : actor.table_name;
            out += '|' + actor.code;
        }
    }
    return out;
}

struct DatedRow {
    const char* text;
    int year, month, day;
    const char* persons;
};

// clang-format off
constexpr DatedRow dated_rows[] = {
    {"The Cuban leader sent a letter.", 2026, 1, 25, "Miguel Diaz-Canel|CUB"},
    {"The Cuban leader sent a letter.", 2012, 5, 1, "Raul Castro|CUB"},
    {"US President Bush spoke in Washington.", 1991, 2, 1, "George H. W. Bush|USA"},
    {"US President Bush spoke in Washington.", 2003, 4, 1, "George W. Bush|USA"},
    {"President George Bush spoke in Washington.", 1991, 2, 1, "George H. W. Bush|USA"},
    {"President George Bush spoke in Washington.", 2003, 4, 1, "George W. Bush|USA"},
    {"George W. Bush praised his father, George H. W. Bush.", 2018, 12, 3,
     "George W. Bush|USA + George H. W. Bush|USA"},
    {"North Korean leader Kim inspected a factory.", 2005, 4, 1, "Kim Jong Il|PRK"},
    {"North Korean leader Kim inspected a factory.", 2015, 4, 1, "Kim Jong Un|PRK"},
    {"Kim Jong Un visited the tomb of Kim Jong Il.", 2015, 4, 1,
     "Kim Jong Un|PRK + Kim Jong Il|PRK"},
    {"The British prime minister resigned.", 2022, 7, 7, "Boris Johnson|GBR"},
    {"The British prime minister resigned.", 2024, 8, 7, "Keir Starmer|GBR"},
    {"The Presidents of Russia and the United States met.", 2023, 5, 1,
     "Vladimir Putin|RUS + Joe Biden|USA"},
};

// clang-format on

TEST(Names, AsOfTheDate) {
    for (const DatedRow& row : dated_rows) {
        EXPECT_EQ(known_persons(row.text, row.year, row.month, row.day), row.persons)
            << row.text << ' ' << row.year;
    }
}

/// What nobody writes in good faith gives some answer.
TEST(Names, HostileText) {
    std::string names;
    for (int i = 0; i < 100; ++i) {
        names += "President Zo" + std::to_string(i) + "r of Laos, D-Ohio, Kim's \u200f";
    }
    for (const std::string& text :
         {"President A" + std::string(10'000, 'b') + " spoke.",
          std::string(
              "General Secretary \u202eXi\u202c \u0425\u0456 J\u0456np\u0456ng spoke."),
          names,
          std::string(
              "the late late former then-acting deputy vice president-elect of of the"),
          std::string("X, Y's, Z's, the W's, (D- R-), Jr., Sr."),
          std::string("-'s of and and the Dr. Mr. He")}) {
        const ArticleActors found = resolve_text(text, Day::from_civil(2026, 1, 25));
        EXPECT_EQ(persons_of(found),
                  persons_of(resolve_text(text, Day::from_civil(2026, 1, 25))));
        for (const Mention& mention : found.mentions) {
            EXPECT_LE(mention.span.end, text.size());
        }
    }
}

/// People of one name are kept apart by country, office and suffix.
TEST(Names, Namesakes) {
    constexpr Row namesakes[] = {
        {"Kenyan minister John Mwangi met Ugandan minister John Mwangi in Kampala.",
         "John Mwangi|KEN|GOV|Kenyan minister + John Mwangi|UGA|GOV|Ugandan minister"},
        {"Philippine President Ferdinand Marcos Jr. spoke of Ferdinand Marcos Sr. in "
         "Manila.",
         "Ferdinand Marcos Jr.|PHL|GOV|Philippine President + Ferdinand Marcos "
         "Sr.|PHL||"},
        {"Vietnamese minister Nguyen Van Hung met Nguyen Thi Lan. Hung thanked Lan.",
         "Nguyen Van Hung|VNM|GOV|Vietnamese minister + Nguyen Thi Lan|VNM||"},
        {"The late King Norodom Sihanouk married Queen Norodom Monineath Sihanouk of "
         "Cambodia.",
         "Norodom Sihanouk|KHM|GOV|past late King + Norodom Monineath "
         "Sihanouk|KHM|GOV|Queen"},
        {"Samuel Okello, Jr. wrote about Samuel Okello, Sr. of Uganda.",
         "Samuel Okello, Jr.|UGA|| + Samuel Okello, Sr.|UGA||"},
    };
    for (const Row& row : namesakes) {
        EXPECT_EQ(persons_of(resolve_text(row.text, Day::from_civil(2026, 1, 25))),
                  row.persons)
            << row.text;
    }
}

}  // namespace
}  // namespace chancery
