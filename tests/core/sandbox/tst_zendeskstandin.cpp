// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sandbox/standintalk.h"

#include <QJsonArray>
#include <QTest>

using namespace perennial;
using namespace std::chrono_literals;

class ZendeskStandInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobIsDoneLaterUserByUser();
    void whoHasNoNameIsNotMade();
    void aJobThatIsSpoiltFails();
    void takesNoMoreThanPublished();
    void knowsBothKindsOfKey();
    void ratesAreToldAndKept();
};

namespace {

const QString Many = QStringLiteral("/api/v2/users/create_or_update_many");

QByteArray user(const QByteArray &email, const QByteArray &more = ",\"name\":\"Ana\"")
{
    return "{\"email\":\"" + email + "\",\"skip_verify_email\":true" + more + '}';
}

QByteArray users(const QByteArrayList &all)
{
    return "{\"users\":[" + all.join(',') + "]}";
}

QJsonObject jobIn(const HttpResponse &answer)
{
    return toldBy(answer)[u"job_status"].toObject();
}

QString pathOf(const QJsonObject &job)
{
    return QStringLiteral("/api/v2/job_statuses/") + job[u"id"].toString();
}

} // namespace

void ZendeskStandInTest::aJobIsDoneLaterUserByUser()
{
    StandInTalk there("zendesk");
    const QByteArray fields = ",\"name\":\"Ana\",\"user_fields\":{\"in_win_back\":true,\"No Such\":1}";
    const QString job =
        pathOf(jobIn(there.ask("POST", Many, users({user("Ana@example.com", fields), user("nobody")}))));
    const auto status = [&] { return jobIn(there.ask("GET", job))[u"status"].toString(); };
    QCOMPARE(status(), QStringLiteral("queued"));
    there.now = 1s;
    QCOMPARE(status(), QStringLiteral("working"));
    there.now = 4s;
    QCOMPARE(status(), QStringLiteral("completed"));
    const QJsonArray results = jobIn(there.ask("GET", job))[u"results"].toArray();
    QCOMPARE(results[0][u"status"].toString(), QStringLiteral("Created"));
    QCOMPARE(results[1][u"index"].toInt(), 1);
    QCOMPARE(results[1][u"success"], QJsonValue(false));
    QCOMPARE(there.ask("GET", QStringLiteral("/api/v2/job_statuses/None")).status, 404);
    const Ledger ledger = there.ledger();
    QCOMPARE(ledger.contacts(), size_t(1));
    QCOMPARE(ledger.entries().size(), size_t(2)); // the name, and the one field
    QCOMPARE(ledger.effects("ana@example.com", "in_win_back=true"), 1);
}

void ZendeskStandInTest::whoHasNoNameIsNotMade()
{
    StandInTalk there("zendesk");
    there.ask("POST", Many, users({user("ana@example.com")}));
    const QByteArray leaves = ",\"user_fields\":{\"in_win_back\":false}";
    const QString job = pathOf(jobIn(there.ask("POST", Many,
                                               users({user("ana@example.com", leaves), user("bo@example.com", leaves),
                                                      user("ana@example.com", ",\"name\":\" \"")}))));
    there.now = 4s;
    const QJsonArray results = jobIn(there.ask("GET", job))[u"results"].toArray();
    QCOMPARE(results[0][u"status"].toString(), QStringLiteral("Updated"));
    QVERIFY(results[1][u"details"].toString().startsWith(u"Name"));
    QVERIFY(results[2][u"details"].toString().startsWith(u"Name"));
    QCOMPARE(there.ledger().contacts(), size_t(1));
}

void ZendeskStandInTest::aJobThatIsSpoiltFails()
{
    StandInTalk there("zendesk", QStringLiteral("bad-batch"));
    const QString job = pathOf(jobIn(there.ask("POST", Many, users({user("ana@example.com")}))));
    there.now = 4s;
    const QJsonObject failed = jobIn(there.ask("GET", job));
    QCOMPARE(failed[u"status"].toString(), QStringLiteral("failed"));
    QVERIFY(!failed[u"message"].toString().isEmpty());
    QCOMPARE(there.ledger().contacts(), size_t(0));
}

void ZendeskStandInTest::takesNoMoreThanPublished()
{
    StandInTalk there("zendesk");
    for (const int people : {0, 100, 101})
        QCOMPARE(there.ask("POST", Many, users(QByteArrayList(people, user("ana@example.com")))).status,
                 people == 100 ? 200 : 400);
    for (int job = 2; job <= 30; ++job)
        QCOMPARE(there.ask("POST", Many, users({user("ana@example.com")})).status, 200);
    HttpResponse answer = there.ask("POST", Many, users({user("ana@example.com")}));
    QCOMPARE(answer.status, 429);
    QCOMPARE(toldBy(answer)[u"error"].toString(), QStringLiteral("TooManyJobs"));
    there.now = 4s;
    QCOMPARE(there.ask("POST", Many, users({user("ana@example.com")})).status, 200);
}

void ZendeskStandInTest::knowsBothKindsOfKey()
{
    StandInTalk there("zendesk");
    const auto ask = [&](const QByteArray &key) {
        return there.ask("POST", Many, users({user("ana@example.com")}), {{"Authorization", key}}).status;
    };
    QCOMPARE(ask("Basic " + QByteArray("me@example.com/token:sandbox-key").toBase64()), 200);
    QCOMPARE(ask("Bearer sandbox-key"), 200);
    QCOMPARE(ask("Basic " + QByteArray("me@example.com:sandbox-key").toBase64()), 401);
    QCOMPARE(ask("Bearer another"), 401);
}

void ZendeskStandInTest::ratesAreToldAndKept()
{
    StandInTalk there("zendesk");
    const QString none = QStringLiteral("/api/v2/job_statuses/None");
    for (int i = 1; i <= 200; ++i)
        QCOMPARE(there.ask("GET", none).header("X-Rate-Limit-Remaining"), QByteArray::number(200 - i));
    there.now = 20s;
    const HttpResponse answer = there.ask("POST", Many, users({user("ana@example.com")}));
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.header("Retry-After"), QByteArray("40"));
    there.now = 60s;
    QCOMPARE(there.ask("GET", none).status, 404);
}

QTEST_GUILESS_MAIN(ZendeskStandInTest)
#include "tst_zendeskstandin.moc"
