// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/matching.h"
#include "tests/testpaths.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace perennial;

namespace {

const QHash<QString, MatchField> &fieldNames()
{
    static const QHash<QString, MatchField> names{{"email", MatchField::Email},
                                                  {"phone", MatchField::Phone},
                                                  {"given_name", MatchField::FirstName},
                                                  {"family_name", MatchField::LastName},
                                                  {"region_code", MatchField::Country},
                                                  {"postal_code", MatchField::Zip},
                                                  {"EMAIL", MatchField::Email},
                                                  {"PHONE", MatchField::Phone},
                                                  {"FN", MatchField::FirstName},
                                                  {"LN", MatchField::LastName},
                                                  {"CT", MatchField::City},
                                                  {"ST", MatchField::State},
                                                  {"ZIP", MatchField::Zip},
                                                  {"COUNTRY", MatchField::Country},
                                                  {"GEN", MatchField::Gender},
                                                  {"DOBY", MatchField::BirthYear},
                                                  {"DOBM", MatchField::BirthMonth},
                                                  {"DOBD", MatchField::BirthDay},
                                                  {"MADID", MatchField::DeviceId},
                                                  {"EXTERN_ID", MatchField::OwnId}};
    return names;
}

} // namespace

class MatchingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithThePublishedVectors_data();
    void agreesWithThePublishedVectors();
    void readsWhatStoresHold_data();
    void readsWhatStoresHold();
    void neverHashesTwice();
    void leavesOutWhatIsEmpty();
};

void MatchingTest::agreesWithThePublishedVectors_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(sharedFile("contracts/hashing/vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The contracts do not lie beside the checkout.");
    const QJsonArray vectors = QJsonDocument::fromJson(file.readAll()).object()["vectors"].toArray();
    QVERIFY(vectors.size() >= 45);
    for (qsizetype i = 0; i < vectors.size(); ++i) {
        const QJsonObject vector = vectors[i].toObject();
        const QString name =
            QString("%1 %2 %3 '%4'")
                .arg(i)
                .arg(vector["platform"].toString(), vector["field"].toString(), vector["input"].toString());
        QTest::newRow(name.toUtf8().constData()) << vector;
    }
}

void MatchingTest::agreesWithThePublishedVectors()
{
    QFETCH(QJsonObject, vector);
    const std::string input = vector["input"].toString().toStdString();
    const QString platform = vector["platform"].toString();
    if (platform == "mailchimp") {
        QCOMPARE(QString::fromStdString(mailchimpSubscriberHash(input)), vector["md5"].toString());
        return;
    }
    const MatchPlatform rule = platform == "google" ? MatchPlatform::Google : MatchPlatform::Meta;
    QVERIFY(fieldNames().contains(vector["field"].toString()));
    const MatchField field = fieldNames().value(vector["field"].toString());
    QCOMPARE(QString::fromStdString(normalisedForMatching(rule, field, input)), vector["normalised"].toString());
    const QString sent = vector[isHashedForMatching(rule, field) ? "sha256" : "sent_as"].toString();
    QCOMPARE(QString::fromStdString(matchKey(rule, field, input)), sent);
}

void MatchingTest::readsWhatStoresHold_data()
{
    QTest::addColumn<MatchPlatform>("rule");
    QTest::addColumn<MatchField>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("country");
    QTest::addColumn<QByteArray>("normalised");
    const auto row = [](const char *name, MatchPlatform rule, MatchField field, const char *value, const char *country,
                        const char *normalised) {
        QTest::newRow(name) << rule << field << QByteArray(value) << QByteArray(country) << QByteArray(normalised);
    };
    const auto google = MatchPlatform::Google, meta = MatchPlatform::Meta;
    row("no country code", meta, MatchField::Phone, "0151 1234567", "", "");
    row("no country code either", google, MatchField::Phone, "0151 1234567", "", "");
    row("dialled abroad", google, MatchField::Phone, "0044 113 496 0987", "", "+441134960987");
    row("country by name", meta, MatchField::Country, "Germany", "", "de");
    row("country of files", google, MatchField::Country, "usa", "", "US");
    row("not the ISO code", google, MatchField::Country, "UK", "", "GB");
    row("no country", google, MatchField::Country, "Atlantis", "", "");
    row("state by name", meta, MatchField::State, "North Carolina", "US", "nc");
    row("a state elsewhere", meta, MatchField::State, "Georgia", "DE", "georgia");
    row("German postcode", meta, MatchField::Zip, "10 115", "DE", "10115");
    row("nine digits", meta, MatchField::Zip, "940351234", "United States", "94035");
    row("nine digits elsewhere", meta, MatchField::Zip, "12345-6789", "SA", "12345-6789");
    row("prefix", google, MatchField::FirstName, "Mrs. Ada", "", "ada");
    row("suffix", google, MatchField::LastName, "Smith Jr.", "", "smith");
    row("only a suffix", google, MatchField::LastName, "Jr.", "", "jr");
    row("curly apostrophe", meta, MatchField::LastName, "O’Brien", "", "obrien");
    row("beyond the first plane", meta, MatchField::FirstName, "𠮷野", "", "𠮷野");
    row("not told", meta, MatchField::Gender, "unknown", "", "");
    row("no month", meta, MatchField::BirthMonth, "13", "", "");
    row("not used by Google", google, MatchField::City, "Rome", "", "");
    row("tag only at Gmail", google, MatchField::Email, "a.b+c@mail.example.com", "", "a.b+c@mail.example.com");
    row("blanks within", google, MatchField::Email, "a. b+c@Gmail .com", "", "ab@gmail.com");
}

void MatchingTest::readsWhatStoresHold()
{
    QFETCH(MatchPlatform, rule);
    QFETCH(MatchField, field);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, country);
    QFETCH(QByteArray, normalised);
    QCOMPARE(QByteArray::fromStdString(normalisedForMatching(rule, field, value.toStdString(), country.toStdString())),
             normalised);
}

void MatchingTest::neverHashesTwice()
{
    const std::string hash = sha256Hex("ada@example.com");
    QCOMPARE(matchKey(MatchPlatform::Meta, MatchField::Email, hash), hash);
    QCOMPARE(matchKey(MatchPlatform::Google, MatchField::Phone, QString::fromStdString(hash).toUpper().toStdString()),
             hash);
    QVERIFY(matchKey(MatchPlatform::Meta, MatchField::Email, hash.substr(1)) != hash.substr(1));
}

void MatchingTest::leavesOutWhatIsEmpty()
{
    for (const MatchField field : fieldNames()) {
        for (const MatchPlatform rule : {MatchPlatform::Google, MatchPlatform::Meta})
            QCOMPARE(matchKey(rule, field, " \t"), std::string());
    }
}

QTEST_GUILESS_MAIN(MatchingTest)
#include "tst_matching.moc"
