// Short texts of other languages, and English that is short or full of names. All made
// up. SPDX-License-Identifier: Apache-2.0
#include "ingest/language.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/ingest.h"
#include "ingest/testing.h"

namespace chancery {
namespace {

struct Row {
    std::string code;
    std::string text;
};

TEST(Language, OfShortTexts) {
    const std::vector<Row> rows{
        {"vi",
         "Bộ trưởng đã gặp đại sứ tại thủ đô vào sáng thứ Hai để bàn về thương mại."},
        {"vi", "Chủ tịch nước gửi thư chúc mừng."},
        {"fr", "Le ministre a rencontré hier son homologue pour parler de la frontière."},
        {"es", "El ministro se reunió ayer con su homólogo para hablar de la frontera."},
        {"pt", "O ministro reuniu-se ontem com o seu homólogo para falar da fronteira."},
        {"it", "Il ministro ha incontrato ieri il suo collega per parlare del confine."},
        {"de",
         "Der Minister traf gestern seinen Amtskollegen, um über die Grenze zu reden."},
        {"nl", "De minister sprak gisteren met zijn collega over de grens en de handel."},
        {"sv",
         "Ministern träffade i går sin kollega för att tala om gränsen och handeln."},
        {"pl", "Minister spotkał się wczoraj ze swoim odpowiednikiem w sprawie granicy."},
        {"cs", "Ministr se včera sešel se svým protějškem, aby jednali o hranici."},
        {"hu",
         "A miniszter tegnap találkozott kollégájával, hogy a határról tárgyaljanak."},
        {"fi",
         "Ministeri tapasi eilen kollegansa ja he keskustelivat rajasta ja kaupasta."},
        {"ro",
         "Ministrul s-a întâlnit ieri cu omologul său pentru a discuta despre graniță."},
        {"tr",
         "Bakan dün meslektaşıyla bir araya gelerek sınır ve ticaret konusunu görüştü."},
        {"id", "Menteri itu bertemu dengan rekannya kemarin untuk membahas perbatasan."},
        {"ru", "Министр встретился вчера со своим коллегой, чтобы обсудить границу."},
        {"uk", "Міністр зустрівся вчора зі своїм колегою, щоб обговорити кордон."},
        {"el", "Ο υπουργός συναντήθηκε χθες με τον ομόλογό του για τα σύνορα."},
        {"ar", "التقى الوزير أمس نظيره لبحث مسألة الحدود والتجارة."},
        {"fa", "وزیر دیروز با همتای خود درباره مرز و بازرگانی گفتگو کرد."},
        {"he", "השר נפגש אתמול עם עמיתו כדי לדון בגבול."},
        {"hi", "मंत्री ने कल अपने समकक्ष से सीमा पर बातचीत की।"},
        {"th", "รัฐมนตรีพบกับคู่เจรจาเมื่อวานนี้เพื่อหารือเรื่องชายแดน"},
        {"ja", "大臣は昨日、国境問題について相手国の大臣と会談した。"},
        {"ko", "장관은 어제 국경 문제를 논의하기 위해 상대방을 만났다."},
        {"zh", "部长昨天会见了对方，讨论边境问题。"},
    };
    for (const Row& row : rows) {
        const LanguageVerdict verdict = tell_language(row.text, "");
        EXPECT_EQ(verdict.code, row.code) << row.text << ' ' << verdict.rule;
        EXPECT_FALSE(tell_language(row.text + ' ' + row.text, "en").is_english())
            << row.text;
    }
}

TEST(Language, EnglishStaysEnglish) {
    const std::vector<std::string> rows{
        "",
        "Hanoi",
        "PM Pham Minh Chinh meets Lao leader Sonexay Siphandone",
        "Vladimir Putin, Emmanuel Macron, Recep Tayyip Erdoğan, Volodymyr Zelenskyy",
        "President Luiz Inácio Lula da Silva met Nicolás Maduro Moros in São Paulo.",
        "Tô Lâm, Phạm Minh Chính, Trần Thanh Mẫn attend Viet Nam - Laos event",
        "Annalena Baerbock, Jean-Noël Barrot, Antonio Tajani, Radosław Sikorski",
        "José Manuel Albares, Caspar Veldkamp, Espen Barth Eide, Tobias Billström",
        "Jokowi, Prabowo Subianto, Sri Mulyani Indrawati, Airlangga Hartarto in Jakarta",
        "Real Madrid 2 Atlético Madrid 1; Bayern München 3 Borussia Dortmund 0",
        "North Korea fires missile; Seoul condemns",
        "Xi Jinping, Li Qiang, Wang Yi, Zhao Leji, Wang Huning, Cai Qi, Ding Xuexiang",
    };
    for (const std::string& row : rows) {
        for (const char* declared : {"", "en", "vi", "en-US"}) {
            const LanguageVerdict verdict = tell_language(row, declared);
            EXPECT_TRUE(verdict.is_english())
                << row << ' ' << verdict.code << ' ' << declared;
        }
    }
    EXPECT_TRUE(
        tell_language("The minister met his colleague, \"Bonjour, mon ami, comment "
                      "allez-vous aujourd'hui\", he said to him after the talks.",
                      "fr")
            .is_english());
}

ArticleOrRefusal made_of(const std::string& bytes, const std::string& path) {
    IngestOptions options;
    options.rules = &shipped_rules();
    return make_article({path, "made"}, bytes, options);
}

TEST(Language, OthersAreRefusedByName) {
    const std::string text =
        "Bộ trưởng Ngoại giao đã gặp đại sứ các nước tại thủ đô vào sáng thứ Hai.\n\n"
        "Hai bên bàn về thương mại, du lịch và các vấn đề hai nước cùng quan tâm.\n";
    for (const char* path : {"made.txt", "made.html"}) {
        const bool page = std::string(path) == "made.html";
        const ArticleOrRefusal made = made_of(
            page ? "<html lang=en><body><p>" + text + "</p></body></html>" : text, path);
        const auto* refusal = std::get_if<Refusal>(&made);
        ASSERT_NE(refusal, nullptr) << path;
        EXPECT_EQ(refusal->reason, "is in Vietnamese (vi); only English is read");
        EXPECT_EQ(refusal->language, "vi");
    }
}

TEST(Language, IsKeptWithTheArticle) {
    const ArticleOrRefusal made = made_of(
        "<html lang=\"en-GB\"><body><p>The foreign minister of Ruritania met her "
        "counterpart from Elbonia on Monday and signed an agreement on the river.</p>"
        "</body></html>",
        "made.html");
    const auto& article = std::get<Article>(made);
    EXPECT_EQ(article.language, "en-GB");
    EXPECT_EQ(article.language_from.rule, "function-words");
}

}  // namespace
}  // namespace chancery
