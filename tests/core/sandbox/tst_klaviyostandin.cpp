// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/httpclient.h"
#include "core/sandbox/standin.h"
#include "tests/core/sandbox/klaviyobodies.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <atomic>

using namespace perennial;

namespace {

QJsonObject jsonOf(const HttpResponse &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

QByteArray idOf(const QJsonValue &resource)
{
    return resource[u"id"].toString().toUtf8();
}

} // namespace

class KlaviyoStandInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anImportIsDoneLater();
    void anImportSaysWhichRowsFailed();
    void aListIsMadeFoundAndFilled();
    void profilesAreFoundByFilter();
    void anEventCountsOnce();
    void suppressionsComeAndGo();
    void refusesWhatIsNotPublished_data();
    void refusesWhatIsNotPublished();
    void takesNoMoreThanPublished();
    void ratesAreThoseOfTheClock();
    void everyFault_data();
    void everyFault();
    void aBadRowIsTheSameEveryTime();
    void theSameSeedPlaysTheSame();
    void aPlanThatIsNoneIsTold();

private:
    void begin(const char *faults = "", quint64 seed = 1, bool rates = false)
    {
        StandInOptions options;
        options.token = "pk_test";
        options.rates = rates;
        options.clock = [this] { return std::chrono::milliseconds(m_now.load()); };
        options.faults = FaultPlan::parse(QString::fromLatin1(faults), seed).value();
        options.faults.slowness = std::chrono::milliseconds(150);
        m_there.reset();
        m_there = StandIn::start(QStringLiteral("klaviyo"), options).value();
    }
    HttpResponse ask(const QByteArray &method, const QString &path, const QByteArray &body = {},
                     HttpPatience patience = {}, const std::vector<HttpHeader> &headers = usual()) const
    {
        HttpRequest request{method, QUrl(m_there->url().toString() + path), headers, body};
        HttpClient client(patience);
        HttpResponse answer;
        QEventLoop loop;
        client.send(request, [&](const HttpResponse &response) {
            answer = response;
            loop.quit();
        });
        loop.exec();
        return answer;
    }
    static std::vector<HttpHeader> usual()
    {
        return {{"Authorization", "Klaviyo-API-Key pk_test"},
                {"revision", "2026-07-15"},
                {"Content-Type", "application/vnd.api+json"}};
    }
    [[nodiscard]] QByteArray makeList(const QByteArray &name) const
    {
        const auto made = ask("POST", QStringLiteral("/api/lists"),
                              R"({"data":{"type":"list","attributes":{"name":")" + name + R"("}}})");
        return made.status == 201 ? idOf(jsonOf(made)[u"data"]) : QByteArray();
    }

    std::atomic<qint64> m_now = 0;
    std::unique_ptr<StandIn> m_there;
};

const QString Imports = QStringLiteral("/api/profile-bulk-import-jobs");

void KlaviyoStandInTest::init()
{
    m_now = 0;
    begin();
}

void KlaviyoStandInTest::anImportIsDoneLater()
{
    const auto taken = ask("POST", Imports, importOf({person("Ana@example.com"), person("bo@example.com")}));
    QCOMPARE(taken.status, 202);
    const QString job = Imports + u'/' + QString::fromLatin1(idOf(jsonOf(taken)[u"data"]));
    const auto state = [&] { return jsonOf(ask("GET", job))[u"data"][u"attributes"].toObject(); };
    QCOMPARE(state()[u"status"].toString(), QStringLiteral("queued"));
    m_now = 600;
    QCOMPARE(state()[u"status"].toString(), QStringLiteral("processing"));
    QCOMPARE(jsonOf(ask("GET", QStringLiteral("/api/profiles")))[u"data"].toArray().size(), 0);
    m_now = 1'500;
    QCOMPARE(state()[u"status"].toString(), QStringLiteral("complete"));
    QCOMPARE(state()[u"completed_count"].toInt(), 2);
    QCOMPARE(jsonOf(ask("GET", QStringLiteral("/api/profiles")))[u"data"].toArray().size(), 2);
    QCOMPARE(m_there->ledger().contacts(), size_t(2));
    QCOMPARE(m_there->ledger().effects("ana@example.com", "profile"), 1);
}

void KlaviyoStandInTest::anImportSaysWhichRowsFailed()
{
    const auto taken = ask("POST", Imports, importOf({person("ana@example.com"), person("nobody"), person("x@y")}));
    m_now = 2'000;
    const QString job = Imports + u'/' + QString::fromLatin1(idOf(jsonOf(taken)[u"data"]));
    QCOMPARE(jsonOf(ask("GET", job))[u"data"][u"attributes"][u"failed_count"].toInt(), 2);
    QJsonObject page = jsonOf(ask("GET", job + QStringLiteral("/import-errors?page%5Bsize%5D=1")));
    QCOMPARE(page[u"data"][0][u"attributes"][u"source"][u"pointer"].toString(),
             QStringLiteral("/data/attributes/profiles/data/1/attributes/email"));
    const QUrl next(page[u"links"][u"next"].toString());
    page = jsonOf(ask("GET", next.toString(QUrl::FullyEncoded | QUrl::RemoveScheme | QUrl::RemoveAuthority)));
    QCOMPARE(page[u"data"][0][u"attributes"][u"original_payload"][u"attributes"][u"email"].toString(),
             QStringLiteral("x@y"));
    QVERIFY(page[u"links"][u"next"].isNull());
    QCOMPARE(m_there->ledger().contacts(), size_t(1));
}

void KlaviyoStandInTest::aListIsMadeFoundAndFilled()
{
    const QByteArray list = makeList("Win-back");
    const QString path = QStringLiteral("/api/lists/") + QString::fromLatin1(list);
    QCOMPARE(jsonOf(ask("GET", path))[u"data"][u"attributes"][u"name"].toString(), QStringLiteral("Win-back"));
    const auto found = ask("GET", QStringLiteral("/api/lists?filter=equals(name%2C%22Win-back%22)"));
    QCOMPARE(idOf(jsonOf(found)[u"data"][0]), list);
    QCOMPARE(ask("GET", QStringLiteral("/api/lists/None")).status, 404);
    ask("POST", Imports, importOf({person("ana@example.com"), person("bo@example.com")}, list));
    m_now = 1'500;
    const QJsonArray people = jsonOf(ask("GET", QStringLiteral("/api/profiles")))[u"data"].toArray();
    const QByteArray ids = membersOf({idOf(people[0]), idOf(people[1])});
    const QString members = path + QStringLiteral("/relationships/profiles");
    QCOMPARE(ask("DELETE", members, ids).status, 204);
    QCOMPARE(ask("DELETE", members, ids).status, 204);
    QCOMPARE(ask("POST", members, ids).status, 204);
    const auto onList = m_there->ledger();
    QCOMPARE(onList.effects("ana@example.com", "list+ " + list.toStdString()), 2);
    QCOMPARE(onList.effects("ana@example.com", "list- " + list.toStdString()), 1);
    QCOMPARE(ask("POST", members, membersOf({"01Jnobody"})).status, 404);
}

// A plus that is not encoded is a blank.
void KlaviyoStandInTest::profilesAreFoundByFilter()
{
    ask("POST", Imports, importOf({person("ana+vip@example.com"), person("bo@example.com")}));
    m_now = 1'500;
    const auto found = [&](const char *filter) {
        return jsonOf(ask("GET", QStringLiteral("/api/profiles?filter=") + QLatin1String(filter)))[u"data"]
            .toArray()
            .size();
    };
    QCOMPARE(found("any(email%2C%5B%22ana%2Bvip%40example.com%22%2C%22bo%40example.com%22%2C%22x%40y.com%22%5D)"), 2);
    QCOMPARE(found("any(email%2C%5B%22ana+vip%40example.com%22%5D)"), 0);
    QCOMPARE(ask("GET", QStringLiteral("/api/profiles?filter=equals(age%2C%221%22)")).status, 400);
    QCOMPARE(ask("GET", QStringLiteral("/api/profiles?page%5Bsize%5D=101")).status, 400);
}

void KlaviyoStandInTest::anEventCountsOnce()
{
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ask("POST", QStringLiteral("/api/events"), eventOf("ana@example.com", "7-1")).status, 202);
    QCOMPARE(m_there->ledger().entries("ana@example.com"),
             (std::vector<LedgerEntry>{{"ana@example.com", "event Joined", "7-1", 1, 2}}));
}

void KlaviyoStandInTest::suppressionsComeAndGo()
{
    const auto ana = QByteArrayList{person("ana@example.com")};
    const QByteArray create = suppressionOf("profile-suppression-bulk-create-job", ana);
    const QString away = QStringLiteral("/api/profile-suppression-bulk-create-jobs");
    const QString back = QStringLiteral("/api/profile-suppression-bulk-delete-jobs");
    QCOMPARE(ask("POST", away, create).status, 202);
    QCOMPARE(ask("POST", away, create).status, 202);
    QCOMPARE(ask("POST", back, suppressionOf("profile-suppression-bulk-delete-job", ana)).status, 202);
    QCOMPARE(ask("POST", back, create).status, 400);
    QCOMPARE(m_there->ledger().effects("ana@example.com", "suppress"), 1);
    QCOMPARE(m_there->ledger().effects("ana@example.com", "unsuppress"), 1);
    QCOMPARE(
        ask("POST", away, suppressionOf("profile-suppression-bulk-create-job", QByteArrayList(101, ana[0]))).status,
        400);
}

void KlaviyoStandInTest::refusesWhatIsNotPublished_data()
{
    QTest::addColumn<QByteArray>("without");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray good = importOf({person("ana@example.com")});
    QTest::newRow("good") << QByteArray() << good << 202;
    QTest::newRow("no key") << QByteArray("Authorization") << good << 401;
    QTest::newRow("no revision") << QByteArray("revision") << good << 400;
    QTest::newRow("no media type") << QByteArray("Content-Type") << good << 415;
    QTest::newRow("no JSON") << QByteArray() << good.chopped(1) << 400;
    QTest::newRow("two documents") << QByteArray() << good + good << 400;
    QTest::newRow("nobody") << QByteArray() << importOf({}) << 400;
    QTest::newRow("another type") << QByteArray() << QByteArray(good).replace("bulk-import", "import") << 400;
    QTest::newRow("an unknown field") << QByteArray() << QByteArray(good).replace("email", "mail") << 400;
    QTest::newRow("an unknown list") << QByteArray() << importOf({person("ana@example.com")}, "None") << 404;
}

void KlaviyoStandInTest::refusesWhatIsNotPublished()
{
    QFETCH(const QByteArray, without);
    QFETCH(const QByteArray, body);
    std::vector<HttpHeader> headers = usual();
    if (!without.isEmpty())
        std::erase_if(headers, [&](const HttpHeader &header) { return header.name == without; });
    if (without == "Content-Type") // Qt would write one of its own
        headers.push_back({without, "application/json"});
    QTEST(ask("POST", Imports, body, {}, headers).status, "status");
    m_now = 1'500;
    QFETCH(const int, status);
    QCOMPARE(m_there->ledger().contacts(), size_t(status == 202));
}

void KlaviyoStandInTest::takesNoMoreThanPublished()
{
    QByteArrayList people(10'000, person("ana@example.com"));
    QCOMPARE(ask("POST", Imports, importOf(people)).status, 202);
    people.append(person("ana@example.com"));
    QCOMPARE(ask("POST", Imports, importOf(people)).status, 400);
    const auto big = [](qsizetype bytes) {
        return R"({"type":"profile","attributes":{"email":"ana@example.com","title":")" + QByteArray(bytes, 'x') +
               R"("}})";
    };
    QCOMPARE(ask("POST", Imports, importOf({big(99'000)})).status, 202);
    QCOMPARE(ask("POST", Imports, importOf({big(100'000)})).status, 400);
    QCOMPARE(ask("POST", Imports, importOf(QByteArrayList(51, big(99'000)))).status, 413);
}

// 10 in a second and 150 in a minute, as the page of bulk imports says.
void KlaviyoStandInTest::ratesAreThoseOfTheClock()
{
    begin("", 1, true);
    const QString job = Imports + QStringLiteral("/none");
    for (int i = 0; i < 10; ++i)
        QCOMPARE(ask("GET", job).status, 404);
    m_now = 400;
    const auto refused = ask("GET", job);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.header("Retry-After"), QByteArray("1"));
    QVERIFY(refused.header("RateLimit-Limit").isEmpty());
    QCOMPARE(ask("POST", Imports, importOf({person("ana@example.com")})).status, 202); // counts by itself
    for (int second = 1; second < 15; ++second) {
        m_now = second * 1'000;
        for (int i = 0; i < 10; ++i)
            QCOMPARE(ask("GET", job).status, 404);
    }
    m_now = 15'000;
    QCOMPARE(ask("GET", job).header("Retry-After"), QByteArray("45"));
    m_now = 60'000;
    const auto again = ask("GET", job);
    QCOMPARE(again.status, 404);
    QCOMPARE(again.header("RateLimit-Limit"), QByteArray("150"));
    QCOMPARE(again.header("RateLimit-Remaining"), QByteArray("149"));
    QCOMPARE(again.header("RateLimit-Reset"), QByteArray("60"));
    size_t throttled = 0;
    for (const RequestNote &note : m_there->requests())
        throttled += note.throttled;
    QCOMPARE(throttled, size_t(2));
}

void KlaviyoStandInTest::everyFault_data()
{
    QTest::addColumn<int>("status"); // 0: none came, or none that may be read
    QTest::addColumn<bool>("isApplied");
    const auto row = [](const char *fault, int status, bool isApplied) { QTest::newRow(fault) << status << isApplied; };
    for (const char *throttle : {"throttle", "throttle-date", "throttle-nonsense", "throttle-bare"})
        row(throttle, 429, false);
    row("500", 500, false);
    row("503", 503, false);
    row("401", 401, false);
    row("403", 403, false);
    row("413", 413, false);
    row("redirect", 307, false);
    row("cut-before", 0, false);
    row("cut-after", 0, true);
    row("cut-body", 0, true);
    row("truncated", 202, true);
    row("not-json", 200, true);
    row("silent", 0, true);
    row("slow", 202, true);
}

void KlaviyoStandInTest::everyFault()
{
    QFETCH(const int, status);
    QFETCH(const bool, isApplied);
    const QByteArray fault = QTest::currentDataTag();
    begin((fault + "@1").constData());
    HttpPatience patience;
    if (fault == "silent")
        patience.idle = patience.whole = std::chrono::milliseconds(300);
    QElapsedTimer took;
    took.start();
    const auto answer = ask("POST", Imports, importOf({person("ana@example.com")}), patience);
    if (status == 0)
        QVERIFY(answer.fault != HttpFault::None);
    else
        QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("Retry-After").isEmpty(), !fault.startsWith("throttle") || fault == "throttle-bare");
    QCOMPARE(jsonOf(answer).isEmpty(), status == 0 || status == 307 || fault == "truncated" || fault == "not-json");
    if (fault == "slow")
        QVERIFY(took.elapsed() >= 150);
    QCOMPARE(m_there->ledger().contacts(), size_t(isApplied));
    QCOMPARE(ask("POST", Imports, importOf({person("ana@example.com")})).status, 202); // only the first was struck
}

void KlaviyoStandInTest::aBadRowIsTheSameEveryTime()
{
    QByteArrayList people;
    for (int i = 0; i < 1'000; ++i)
        people.append(person("p" + QByteArray::number(i) + "@example.com"));
    begin("bad-rows:0.1", 3);
    std::vector<int> failed;
    for (int round = 0; round < 2; ++round) {
        const auto taken = ask("POST", Imports, importOf(people));
        m_now += 2'000;
        const QString job = Imports + u'/' + QString::fromLatin1(idOf(jsonOf(taken)[u"data"]));
        failed.push_back(jsonOf(ask("GET", job))[u"data"][u"attributes"][u"failed_count"].toInt());
    }
    QVERIFY(failed[0] > 60 && failed[0] < 140);
    QCOMPARE(failed[0], failed[1]);
    QCOMPARE(m_there->ledger().contacts(), size_t(1'000 - failed[0]));
    begin("bad-batch:0.1", 3);
    QCOMPARE(ask("POST", Imports, importOf(people)).status, 400);
    QCOMPARE(m_there->ledger().contacts(), size_t(0));
}

void KlaviyoStandInTest::theSameSeedPlaysTheSame()
{
    const auto play = [&](quint64 seed) {
        begin("throttle:0.2,500:0.2", seed);
        QByteArrayList answers;
        for (int i = 0; i < 40; ++i) {
            const auto answer = ask("POST", Imports, importOf({person("ana@example.com")}));
            answers.append(QByteArray::number(answer.status) + answer.body);
        }
        return answers;
    };
    const QByteArrayList once = play(5);
    QCOMPARE(play(5), once);
    QVERIFY(play(6) != once);
}

void KlaviyoStandInTest::aPlanThatIsNoneIsTold()
{
    for (const char *plan : {"thunder", "500:x", "500:1.5", "500@"})
        QVERIFY2(!FaultPlan::parse(QString::fromLatin1(plan), 1), plan);
}

QTEST_GUILESS_MAIN(KlaviyoStandInTest)
#include "tst_klaviyostandin.moc"
