// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/matching.h"
#include "tests/core/connect/googlesample.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace perennial;
using Kind = BatchStep::Kind;
using std::chrono::minutes;

namespace {

constexpr const char *Lists = "https://datamanager.googleapis.com/v1/accountTypes/GOOGLE_ADS/accounts/1234567890/"
                              "userLists";

QByteArray hashed(const char *text)
{
    return '"' + QByteArray::fromStdString(sha256Hex(text)) + '"';
}

} // namespace

class GoogleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsPeople();
    void takesPeopleOutByTheirAddresses();
    void goesThroughAManagerAccount();
    void claimsConsentOnlyWhereItWasGiven();
    void sendsAnAddressWholeOrNotAtAll();
    void takesTenThousandAtOnceAndKeepsItsRates();
    void findsTheListByItsName();
    void makesTheListOnce();
    void keepsTheKeyToAuthorize();
    void goesToTheStandIn();
};

void GoogleTest::addsPeople()
{
    Destination destination = destinationOf();
    destination.fields = {{QStringLiteral("given_name"), QStringLiteral("{{ First Name }}")},
                          {QStringLiteral("family_name"), QStringLiteral("{{ Last Name }}")},
                          {QStringLiteral("region_code"), QStringLiteral("{{ Country }}")},
                          {QStringLiteral("postal_code"), QStringLiteral("{{ Zip }}")}};
    const auto connector = connectorOf(destination);
    const PushBatch batch = batchOf({person(1, " Ada.L+shop@Gmail.com", "+4915112345678",
                                            {std::string("Mrs. Ada"), std::string("Love lace"),
                                             std::string("United States"), std::string("94\"045 🎈")}),
                                     person(2, "", "+14155550100")});
    const QByteArray wanted =
        "POST https://datamanager.googleapis.com/v1/audienceMembers:ingest\n"
        R"({"destinations":[{"operatingAccount":{"accountType":"GOOGLE_ADS","accountId":"1234567890"},)"
        R"("productDestinationId":"99"}],"encoding":"HEX",)"
        R"("termsOfService":{"customerMatchTermsOfServiceStatus":"ACCEPTED"},)"
        R"("consent":{"adUserData":"CONSENT_GRANTED","adPersonalization":"CONSENT_GRANTED"},"audienceMembers":[)"
        R"({"userData":{"userIdentifiers":[{"emailAddress":)" +
        hashed("adal@gmail.com") + R"(},{"phoneNumber":)" + hashed("+4915112345678") + R"(},{"address":{"givenName":)" +
        hashed("ada") + R"(,"familyName":)" + hashed("lovelace") +
        R"(,"regionCode":"US","postalCode":"94\"045 🎈"}}]}},{"userData":{"userIdentifiers":[{"phoneNumber":)" +
        hashed("+14155550100") + "}]}}]}";
    QCOMPARE(written(connector->request(batch, {})), wanted);
    QCOMPARE(connector->request(batch, {}), connector->request(batch, {}));
}

void GoogleTest::takesPeopleOutByTheirAddresses()
{
    Destination destination = destinationOf();
    destination.fields = {{QStringLiteral("given_name"), QStringLiteral("{{ First Name }}")}};
    const auto connector = connectorOf(destination);
    const PushBatch batch = batchOf({person(1, "ada@example.com", "+4915112345678")}, RowOp::TakeOut);
    const QByteArray wanted =
        "POST https://datamanager.googleapis.com/v1/audienceMembers:remove\n"
        R"({"destinations":[{"operatingAccount":{"accountType":"GOOGLE_ADS","accountId":"1234567890"},)"
        R"("productDestinationId":"99"}],"encoding":"HEX","audienceMembers":[)"
        R"({"userData":{"userIdentifiers":[{"emailAddress":)" +
        hashed("ada@example.com") + R"(},{"phoneNumber":)" + hashed("+4915112345678") + "}]}}]}";
    QCOMPARE(written(connector->request(batch, {})), wanted);
}

void GoogleTest::goesThroughAManagerAccount()
{
    Destination destination = destinationOf();
    destination.account.insert(QStringLiteral("manager"), QStringLiteral("987-654-3210"));
    const auto connector = connectorOf(destination);
    QVERIFY(connector->request(people(1), {})
                .body.contains(R"("loginAccount":{"accountType":"GOOGLE_ADS","accountId":"9876543210"})"));
    QCOMPARE(connector->request(preparing(), {}).headers,
             (std::vector<HttpHeader>{{"login-account", "accountTypes/GOOGLE_ADS/accounts/9876543210"}}));
}

void GoogleTest::claimsConsentOnlyWhereItWasGiven()
{
    Destination destination = destinationOf();
    destination.consentSource.clear();
    QVERIFY(!connectorOf(destination)->request(people(1), {}).body.contains("consent"));
}

void GoogleTest::sendsAnAddressWholeOrNotAtAll()
{
    Destination destination = destinationOf(ExportChannel::Email);
    destination.fields = {{QStringLiteral("given_name"), QStringLiteral("{{ First Name }}")},
                          {QStringLiteral("family_name"), QStringLiteral("{{ Last Name }}")},
                          {QStringLiteral("region_code"), QStringLiteral("{{ Country }}")},
                          {QStringLiteral("postal_code"), QStringLiteral("{{ Zip }}")}};
    const auto connector = connectorOf(destination);
    const auto row = [&](std::vector<FieldValue> values) {
        QByteArray body;
        connector->appendRow(person(1, "ada@example.com", "+4915112345678", std::move(values)), RowOp::Add, body);
        return body;
    };
    const QByteArray alone = R"({"userData":{"userIdentifiers":[{"emailAddress":)" + hashed("ada@example.com") + "}]}}";
    const std::string ada = "Ada", lovelace = "Lovelace", country = "DE", zip = "10115";
    QCOMPARE(row({ada, lovelace, country, FieldValue()}), alone);
    QCOMPARE(row({ada, lovelace, country, std::numeric_limits<double>::quiet_NaN()}), alone);
    QCOMPARE(row({ada, std::string("?!"), country, zip}), alone);
    QCOMPARE(row({ada, lovelace, std::string("Atlantis"), zip}), alone);
    QVERIFY(row({ada, lovelace, country, zip}).contains(R"("regionCode":"DE","postalCode":"10115")"));
    QVERIFY(row({ada, lovelace, country, 10115.0}).contains(R"("postalCode":"10115")"));
}

void GoogleTest::takesTenThousandAtOnceAndKeepsItsRates()
{
    const auto connector = connectorOf(destinationOf());
    QCOMPARE(connector->limits(RowOp::Add).rows, 10'000);
    QCOMPARE(connector->limits(RowOp::TakeOut).rows, 10'000);
    const QString uploads = connector->endpoint(people(1), {});
    QCOMPARE(connector->endpoint(people(1), {QStringLiteral("status"), {}}), uploads);
    QCOMPARE(connector->rates(uploads),
             (std::vector<RateWindow>{{300, minutes(1)}, {100'000, std::chrono::hours(24)}}));
    const QString lists = connector->endpoint(preparing(), {});
    QVERIFY(lists != uploads);
    QCOMPARE(connector->rates(lists), (std::vector<RateWindow>{{300, minutes(1)}, {50'000, std::chrono::hours(24)}}));
}

void GoogleTest::findsTheListByItsName()
{
    const auto connector = connectorOf(destinationOf(), {});
    QVERIFY(connector->wantsPrepare());
    const QByteArray first = "GET " + QByteArray(Lists) + "?pageSize=1000";
    QCOMPARE(written(connector->request(preparing(), {})), first);
    const BatchStep next = stepOf(*connector, preparing(), {}, answer(200, R"({"userLists":[
        {"id":"1","displayName":"VIP","ingestedUserListInfo":{"uploadKeyTypes":["CONTACT_ID"]}},
        {"id":"2","displayName":"Win \"back\"","ingestedUserListInfo":{"uploadKeyTypes":["MOBILE_ID"]}},
        {"id":"3","displayName":"Win \"back\"","readOnly":true,"ingestedUserListInfo":{"uploadKeyTypes":["CONTACT_ID"]}}],
        "nextPageToken":"a+b="})"));
    QCOMPARE(next.kind, Kind::Next);
    QCOMPARE(written(connector->request(preparing(), next.next)), first + "&pageToken=a%2Bb%3D");
    const BatchStep found = stepOf(*connector, preparing(), next.next, answer(200, R"({"userLists":[
        {"id":"4","displayName":"Win \"back\"","ingestedUserListInfo":{"uploadKeyTypes":["CONTACT_ID"]}}]})"));
    QCOMPARE(found.kind, Kind::Done);
    QCOMPARE(found.remoteIds, (QJsonObject{{"list", "4"}}));
}

void GoogleTest::makesTheListOnce()
{
    const auto connector = connectorOf(destinationOf(), {});
    QCOMPARE(stepOf(*connector, preparing(), {}, answer(200, "{}")).next, Make);
    QCOMPARE(written(connector->request(preparing(), Make)),
             "POST " + QByteArray(Lists) +
                 "\n"
                 R"({"displayName":"Win \"back\"","membershipDuration":"46656000s","ingestedUserListInfo":)"
                 R"({"uploadKeyTypes":["CONTACT_ID"],"contactIdInfo":)"
                 R"({"dataSourceType":"DATA_SOURCE_TYPE_FIRST_PARTY"}}})");
    QCOMPARE(stepOf(*connector, preparing(), Make, answer(200, R"({"id":"5"})")).remoteIds,
             (QJsonObject{{"list", "5"}}));
    QCOMPARE(stepOf(*connector, preparing(), Make, answer(200, R"({"id":"5/6"})")).kind, Kind::Again);
    // Whether it was made is asked before it is made again.
    QCOMPARE(connector->afterCrash(preparing(), Make), Talk());
}

void GoogleTest::keepsTheKeyToAuthorize()
{
    const auto connector = connectorOf(destinationOf());
    HttpRequest request = connector->request(people(1), {});
    connector->authorize(request, "ya29.secret", Instant{});
    QCOMPARE(request.headers.back(), (HttpHeader{"Authorization", "Bearer ya29.secret"}));
    QVERIFY(!written(request).contains("secret"));
}

void GoogleTest::goesToTheStandIn()
{
    const auto connector =
        connectorOf(destinationOf(), QStringLiteral("99"), QUrl(QStringLiteral("http://127.0.0.1:8")));
    QCOMPARE(connector->request(people(1), {}).url,
             QUrl(QStringLiteral("http://127.0.0.1:8/v1/audienceMembers:ingest")));
}

QTEST_GUILESS_MAIN(GoogleTest)
#include "tst_google.moc"
