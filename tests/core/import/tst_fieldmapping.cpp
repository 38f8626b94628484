// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importformat.h"
#include "core/import/importlog.h"
#include "core/import/importpreview.h"
#include "core/import/values/writtentime.h"
#include "importfixture.h"

using namespace perennial;

// A mapping is a value that goes to JSON and back, is recognised for known headers and proposed for others.
class FieldMappingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip()
    {
        FieldMapping mapping;
        mapping.kind = RecordKind::Events;
        mapping.metric = QStringLiteral("Viewed Page");
        mapping.dateOrder = DateOrder::DayMonth;
        mapping.decimalMark = u',';
        mapping.zone = QStringLiteral("Europe/Berlin");
        mapping.currency = QStringLiteral("EUR");
        mapping.columns = {
            {QStringLiteral("Mail"), ColumnRole::Identifier, QStringLiteral("email"), FieldType::Text},
            {QStringLiteral("When"), ColumnRole::EventTime, {}, FieldType::Text},
            {QStringLiteral("Stars"), ColumnRole::EventProperty, QStringLiteral("rating"), FieldType::Number}};
        const auto back = fieldMappingFromJson(toJsonText(mapping));
        VERIFY_DONE(back);
        QCOMPARE(*back, mapping);
        QVERIFY(problemOf(*back).isEmpty());
    }

    void everyRecipeRoundTrips()
    {
        for (const ImportFormat &format : importFormats()) {
            QStringList header;
            for (const char *name : format.required)
                header.append(QString::fromLatin1(name));
            const FieldMapping mapping = mappingFor(format, header);
            const auto back = fieldMappingFromJson(toJsonText(mapping));
            VERIFY_DONE(back);
            QCOMPARE(*back, mapping);
        }
    }

    void brokenMappings_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        const QByteArray head = "{\"perennial\":\"import-mapping\",\"version\":1,\"kind\":\"profiles\"";
        QTest::newRow("no JSON") << QByteArray("{") << "byte 1";
        QTest::newRow("something else") << QByteArray("{}") << "";
        QTest::newRow("unknown key") << head + ",\"colour\":1}"
                                     << "colour";
        QTest::newRow("unknown role") << head + ",\"columns\":[{\"column\":\"A\",\"as\":\"magic\"}]}"
                                      << "columns[0]";
        QTest::newRow("unknown channel") << head +
                                                ",\"columns\":[{\"column\":\"A\",\"as\":\"consent\",\"name\":\"fax\"}]}"
                                         << "columns[0]";
        QTest::newRow("twice")
            << head + ",\"columns\":[{\"column\":\"A\",\"as\":\"skip\"},{\"column\":\"A\",\"as\":\"skip\"}]}"
            << "columns[1]";
        QTest::newRow("zone") << head + ",\"zone\":\"Mars/Olympus\"}"
                              << "zone";
    }

    void brokenMappings()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        const auto mapping = fieldMappingFromJson(json);
        QVERIFY(!mapping);
        QVERIFY(!mapping.error().message.isEmpty());
        QCOMPARE(mapping.error().where, where);
    }

    void presetsAreKept()
    {
        ImportFixture fixture;
        FieldMapping mapping;
        mapping.columns = {{QStringLiteral("Mail"), ColumnRole::Identifier, QStringLiteral("email"), FieldType::Text}};
        Database &database = fixture.store().database();
        VERIFY_DONE(savePreset(database, {QStringLiteral("Tickets"), mapping}, fixture.now));
        mapping.zone = QStringLiteral("UTC");
        VERIFY_DONE(savePreset(database, {QStringLiteral("tickets"), mapping}, fixture.now));
        const auto presets = listPresets(database);
        VERIFY_DONE(presets);
        QCOMPARE(presets->size(), size_t(1));
        QCOMPARE(presets->front().mapping, mapping);
        VERIFY_DONE(deletePreset(database, QStringLiteral("Tickets")));
        QVERIFY(listPresets(database)->empty());
    }

    void proposalLeavesCredentialsOut()
    {
        const QStringList header{"E-Mail", "firstname", "password_hash", "rp_token", "Points", "Signed up"};
        const std::vector<QStringList> rows{{"ada@example.com", "Ada", "x", "y", "12", "2025-01-01"},
                                            {"zoe@example.com", "Zoe", "x", "y", "7.5", "2025-02-01"}};
        const FieldMapping mapping = proposeMapping(header, rows, ',');
        QVERIFY(mapping.kind == RecordKind::Profiles);
        QCOMPARE(mapping.columns[0].name, QStringLiteral("email"));
        QCOMPARE(mapping.columns[1].name, QStringLiteral("First Name"));
        QVERIFY(mapping.columns[2].role == ColumnRole::Skip);
        QVERIFY(mapping.columns[3].role == ColumnRole::Skip);
        QVERIFY(mapping.columns[4].type == FieldType::Number);
        QVERIFY(mapping.columns[5].type == FieldType::Time);
    }

    void aMappedFileImports()
    {
        ImportFixture fixture;
        const QString path =
            fixture.write(QStringLiteral("points.csv"), "Who;Mail;Secret;Stars\nAda;ada@example.com;x;4,5\n");
        const auto mapping = fieldMappingFromJson(R"({"perennial": "import-mapping", "kind": "profiles", "columns": [
            {"column": "Who", "as": "property", "name": "First Name"},
            {"column": "Mail", "as": "identifier", "name": "email"},
            {"column": "Stars", "as": "property", "type": "number"}]})");
        VERIFY_DONE(mapping);
        ImportOptions options;
        options.files = {{path, {}, *mapping}};
        VERIFY_DONE(runImport(fixture.store(), options));
        QCOMPARE(fixture.text("SELECT group_concat(name || '=' || value) FROM property_values JOIN properties ON "
                              "properties.id = property_id"),
                 QStringLiteral("First Name=Ada,Stars=4.5"));
    }

    void previewSaysWhatAndWhy()
    {
        ImportFixture fixture;
        const QString path =
            fixture.write(QStringLiteral("x.csv"), "Customer ID;First Name;Last Name;Email;Total Spent;Shoe "
                                                   "size\n'7;Ada;Okafor; ADA@Example.com ;1.234,50;38\n");
        const auto preview = previewFile({path, {}, {}}, {});
        VERIFY_DONE(preview);
        QCOMPARE(preview->formatId, QStringLiteral("shopify-customers"));
        QCOMPARE(preview->why, QStringLiteral("5 of 6 columns are those of Shopify customers."));
        QCOMPARE(preview->encoding, QStringLiteral("UTF-8"));
        QVERIFY(!preview->needsMapping);
        QCOMPARE(preview->mappedRows.front(), (QStringList{"7", "Ada", "Okafor", "ada@example.com", "1234.5", "38"}));
        QVERIFY(!preview->columns.back().known);
        QVERIFY(!preview->columns.back().note.isEmpty());
    }
};

QTEST_GUILESS_MAIN(FieldMappingTest)
#include "tst_fieldmapping.moc"
