// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/audienceexport.h"
#include "core/store/segmentshelf.h"
#include "core/store/segmentuse.h"
#include "core/store/store.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace perennial;

// 1 may be written to; 2 (a phone-only guest) was merged into 1; 3 unsubscribed; 4 bounced; 5 has a relay address;
// 6 has only a phone, and SMS consent; 7 subscribed at 9000.
constexpr auto People = R"sql(
INSERT INTO profiles(id, created_at, merged_into, import_id) VALUES (1, 1000, NULL, 1), (2, NULL, 1, 1), (3, NULL, NULL, 1),
    (4, NULL, NULL, 1), (5, NULL, NULL, 1), (6, NULL, NULL, 1), (7, NULL, NULL, 1);
INSERT INTO identifiers(kind_id, value, profile_id, flags, import_id) VALUES (1, 'ada@example.com', 1, 0, 1), (2, '+12025550101', 2, 0, 1),
    (1, 'ben@example.com', 3, 0, 1), (1, 'cara@example.com', 4, 0, 1), (1, 'x@marketplace.amazon.test', 5, 1, 1), (2, '+12025550140', 6, 0, 1),
    (1, 'gus@example.com', 7, 0, 1);
INSERT INTO consents(profile_id, channel, at, state, import_id) VALUES (1, 'email', 1, 'subscribed', 1), (3, 'email', 1, 'subscribed', 1),
    (3, 'email', 5, 'unsubscribed', 1), (4, 'email', 1, 'subscribed', 1), (5, 'email', 1, 'subscribed', 1), (6, 'sms', 1, 'subscribed', 1),
    (7, 'email', 9000, 'subscribed', 1);
INSERT INTO suppressions(profile_id, channel, at, reason, import_id) VALUES (4, 'email', 2, 'bounced', 1);
INSERT INTO properties VALUES (1, 'First Name', 'text'), (2, 'City', 'text'), (3, 'Tags', 'list'), (4, 'Birthday', 'date'), (5, 'VIP', 'boolean');
INSERT INTO property_values VALUES (1, 1, 1, 'Zoë "Z"', 1), (1, 2, 1, '=cmd', 1), (1, 2, 8000, 'Later', 1), (2, 3, 1, '["VIP","a, b"]', 1),
    (1, 4, 1, 0, 1), (1, 5, 1, 1, 1);
INSERT INTO metrics VALUES (1, 'Placed Order');
INSERT INTO events VALUES (1, 100, 1, 1, 2550, NULL, NULL, NULL, 1), (2, 86400000, 1, 2, 50, NULL, NULL, NULL, 1);
)sql";

class AudienceExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void klaviyoTakesItAsItIs();
    void aNoOfTheSameMomentKeepsAPersonOut();
    void whoIsNeverSentStaysBehindFirst();
    void plainHasWhatAnAnalystWants();
    void metaGetsHashesOnly();
    void googleGetsCountryAndZipReadable();
    void aConversionHasATimeAValueAndItsCurrency();
    void aSeedSaysWhatPeopleAreWorth();
    void jsonKeepsTypes();
    void aWorkbookKeepsTypesAndRunsNothing();
    void aLayoutNamesItsFormats();
    void spreadsheetModeGuards();
    void smsAudience();
    void leavesTheOldFileWhenItCannotWrite();
    void neverWritesOverAStore();
    void todaysConsentDecidesWhateverTheMoment();
    void stopLeavesNothing();
    void previewMatchesTheFile();
    void recordsWhatWasSent();
    void suggestsSafeNames_data();
    void suggestsSafeNames();

private:
    ExportRequest request(const QString &layout) const
    {
        return {.members = {{1}, {3}, {4}, {5}, {6}, {7}},
                .layout = exportLayout(layout).value(),
                .channel = ExportChannel::Email,
                .safety = CsvSafety::MarketingTool,
                .asOf = {7000},
                .now = {7000},
                .segmentName = "Lapsed / good",
                .document = "{}"};
    }
    QByteArray exported(const ExportRequest &request, ExportReport *report = nullptr)
    {
        const QString path = m_folder.filePath("out.csv");
        const auto done = exportAudience(*m_store, request, path, {});
        if (!done)
            return done.error().message.toUtf8();
        if (report)
            *report = *done;
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
};

void AudienceExportTest::initTestCase()
{
    auto store = Store::create(m_folder.filePath("a.perennial"), {.name = "Fern", .currency = "EUR"});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
    const auto filled = m_store->database().execute(People);
    QVERIFY2(filled, qPrintable(filled ? QString() : filled.error().detail));
}

void AudienceExportTest::klaviyoTakesItAsItIs()
{
    ExportReport report;
    QCOMPARE(exported(request("klaviyo"), &report),
             QByteArray("Email,Phone Number,First Name,Last Name,Organization,City,State / Region,Country,Zip Code\r\n"
                        "ada@example.com,+12025550101,\"Zoë \"\"Z\"\"\",,,=cmd,,,\r\n"));
    const std::map<Exclusion, qint64> excluded{
        {Exclusion::NoIdentifier, 2}, {Exclusion::Suppressed, 1}, {Exclusion::NoConsent, 2}};
    QCOMPARE(report.excluded, excluded);
    QCOMPARE(report.rows, 1);
    QCOMPARE(report.formulaCells, 1);
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(m_folder.filePath("out.csv")).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void AudienceExportTest::aNoOfTheSameMomentKeepsAPersonOut()
{
    // Said by the guest who turned out to be Ada.
    QVERIFY(m_store->database().execute("INSERT INTO consents(profile_id, channel, at, state, import_id) "
                                        "VALUES (2, 'email', 1, 'unsubscribed', 1)"));
    ExportReport report;
    const QByteArray file = exported(request("klaviyo"), &report);
    QVERIFY(m_store->database().execute("DELETE FROM consents WHERE profile_id = 2"));
    QVERIFY2(!file.contains("ada@example.com"), file.constData());
    QCOMPARE(report.excluded.at(Exclusion::NoConsent), 3);
}

void AudienceExportTest::whoIsNeverSentStaysBehindFirst()
{
    ExportRequest asked = request("klaviyo");
    asked.neverSent = {{1}, {2}, {4}, {9}}; // Ada, and a few who would not go or are not there
    ExportReport report;
    QVERIFY(!exported(asked, &report).contains("ada@"));
    QCOMPARE(report.rows, 0);
    const std::map<Exclusion, qint64> excluded{
        {Exclusion::NeverSent, 2}, {Exclusion::NoIdentifier, 2}, {Exclusion::NoConsent, 2}};
    QCOMPARE(report.excluded, excluded);
}

void AudienceExportTest::plainHasWhatAnAnalystWants()
{
    ExportRequest wanted = request("plain");
    wanted.layout.columns.push_back({"Tags", ExportField::Property, "Tags"});
    wanted.layout.columns.push_back({"Birthday", ExportField::Property, "Birthday"});
    wanted.layout.columns.push_back({"VIP", ExportField::Property, "VIP"});
    wanted.layout.columns.push_back({"Since", ExportField::CreatedAt, {}});
    wanted.layout.columns.push_back({"Unknown", ExportField::Property, "No such property"});
    wanted.asOf = wanted.now = {172800000};
    const QByteArrayList lines = exported(wanted).split('\n');
    QCOMPARE(
        lines.at(1),
        QByteArray(
            "1,ada@example.com,+12025550101,\"Zoë \"\"Z\"\"\",,Later,,,subscribed,never,2,26.00,1970-01-02T00:00:00Z,"
            "\"VIP, a, b\",1970-01-01T00:00:00Z,true,1970-01-01T00:00:01Z,\r"));
    QVERIFY(lines.at(2).startsWith("7,gus@example.com"));
}

// SHA-256 of ada@example.com, 12025550101 and +12025550101.
constexpr auto AdaHash = "b5fc85e55755f9e0d030a10ab4429b6b2944855f9a0d60077fe832becbc41d72";
constexpr auto AdaPhoneForMeta = "67e7a951e6becf971320de27eff89a398fa38fa98bc797868234a06a48b8e9bf";
constexpr auto AdaPhoneForGoogle = "0ad2aee0d8bcfaa7761e180c8e143c29cb9196db238100a988ba7ab25c6eb049";

void AudienceExportTest::metaGetsHashesOnly()
{
    ExportReport report;
    const QByteArrayList lines = exported(request("meta"), &report).split('\n');
    QCOMPARE(lines.at(0), QByteArray("email,phone,fn,ln,ct,st,zip,country\r"));
    const QByteArrayList cells = lines.at(1).trimmed().split(',');
    QCOMPARE(cells.size(), 8);
    QCOMPARE(cells.at(0), QByteArray(AdaHash));
    QCOMPARE(cells.at(1), QByteArray(AdaPhoneForMeta));
    for (const QByteArray &cell : cells)
        QVERIFY2(cell.isEmpty() || cell.size() == 64, cell.constData());
    QCOMPARE(report.sample.front().at(0), QString::fromLatin1(AdaHash));
    QCOMPARE(report.formulaCells, 0);
}

void AudienceExportTest::googleGetsCountryAndZipReadable()
{
    QVERIFY(m_store->database().execute("INSERT INTO properties VALUES (6, 'Country', 'text'), (7, 'Zip', 'text');"
                                        "INSERT INTO property_values VALUES (1, 6, 1, 'United States', 1), "
                                        "(1, 7, 1, ' 94301-1234 ', 1)"));
    const QByteArrayList lines = exported(request("google-ads")).split('\n');
    ExportRequest forMeta = request("meta");
    const QByteArray withCountry = exported(forMeta).split('\n').at(1).trimmed();
    forMeta.layout.columns.pop_back();
    const QByteArray without = exported(forMeta).split('\n').at(1).trimmed();
    QVERIFY(m_store->database().execute("DELETE FROM property_values WHERE property_id > 5;"
                                        "DELETE FROM properties WHERE id > 5"));
    QCOMPARE(lines.at(0), QByteArray("Email,Phone,First Name,Last Name,Country,Zip\r"));
    const QByteArrayList cells = lines.at(1).trimmed().split(',');
    QCOMPARE(cells.at(0), QByteArray(AdaHash));
    QCOMPARE(cells.at(1), QByteArray(AdaPhoneForGoogle));
    QCOMPARE(cells.at(4), QByteArray("US"));
    QCOMPARE(cells.at(5), QByteArray("94301-1234"));
    QCOMPARE(withCountry.left(withCountry.lastIndexOf(',')),
             without); // zip codes are told by a country that isn't written
}

// Ada and her former self ordered for 26.00 in all; Gus may be written to and never ordered.
void AudienceExportTest::aConversionHasATimeAValueAndItsCurrency()
{
    ExportRequest asked = request("offline-conversions");
    asked.asOf = asked.now = {Instant::DayMs * 2};
    ExportReport report;
    const QByteArrayList lines = exported(asked, &report).split('\n');
    QCOMPARE(lines.at(0), QByteArray("Email,Phone Number,Conversion Time,Conversion Value,Conversion Currency\r"));
    QCOMPARE(lines.at(1), QByteArray(AdaHash) + ',' + AdaPhoneForGoogle + ",1970-01-02T00:00:00Z,26.00,EUR\r");
    QCOMPARE(report.rows, 1);
    QCOMPARE(report.excluded.at(Exclusion::NoOrder), 1);
    std::erase_if(asked.layout.columns, [](const auto &column) { return column.field == ExportField::LastOrder; });
    (void)exported(asked, &report); // whoever leaves the time out is not told of people without orders either
    QCOMPARE(report.rows, 1);
}

void AudienceExportTest::aSeedSaysWhatPeopleAreWorth()
{
    ExportRequest wanted = request("lookalike");
    wanted.asOf = {172800000};
    const QByteArrayList lines = exported(wanted).split('\n');
    QCOMPARE(lines.at(0), QByteArray("email,phone,fn,ln,ct,st,zip,country,value\r"));
    QVERIFY2(lines.at(1).startsWith(AdaHash), lines.at(1).constData());
    QVERIFY2(lines.at(1).endsWith(",26.00\r"), lines.at(1).constData());
}

void AudienceExportTest::jsonKeepsTypes()
{
    ExportRequest wanted = request("plain");
    wanted.layout.columns = {{"Email", ExportField::Email, {}},       {"Name", ExportField::Property, "First Name"},
                             {"Orders", ExportField::OrderCount, {}}, {"Value", ExportField::Revenue, {}},
                             {"Last", ExportField::LastOrder, {}},    {"Tags", ExportField::Property, "Tags"},
                             {"VIP", ExportField::Property, "VIP"},   {"Gone", ExportField::Property, "Gone"}};
    wanted.asOf = {172800000};
    const QByteArray ada = R"({"Email":"ada@example.com","Name":"Zoë \"Z\"","Orders":2,"Value":"26.00",)"
                           R"("Last":"1970-01-02T00:00:00Z","Tags":["VIP","a, b"],"VIP":true,"Gone":null})";
    wanted.format = FileFormat::NdJson;
    QCOMPARE(exported(wanted), ada + '\n');
    wanted.format = FileFormat::Json;
    QCOMPARE(exported(wanted), "[\n" + ada + "\n]\n");
    wanted.members = {{3}};
    QCOMPARE(exported(wanted), "[\n]\n");
}

void AudienceExportTest::aWorkbookKeepsTypesAndRunsNothing()
{
    ExportRequest wanted = request("plain");
    wanted.format = FileFormat::Xlsx;
    ExportReport report;
    QVERIFY(exported(wanted, &report).startsWith("PK"));
    QCOMPARE(report.formulaCells, 0);
    QProcess python;
    python.start("python3", {"-c",
                             "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1])"
                             ".read('xl/worksheets/sheet1.xml'))",
                             m_folder.filePath("out.csv")});
    QVERIFY(python.waitForFinished());
    const QByteArray sheet = python.readAllStandardOutput();
    QVERIFY2(sheet.contains(">ada@example.com<"), sheet.constData());
    QVERIFY2(sheet.contains(">+12025550101<"), sheet.constData());
    QVERIFY2(sheet.contains(">=cmd<"), sheet.constData()); // as text
    QVERIFY2(!sheet.contains("<f>"), sheet.constData());
    QVERIFY2(sheet.contains("><v>25.5</v>"), sheet.constData()); // the order's value, as a number
}

void AudienceExportTest::aLayoutNamesItsFormats()
{
    ExportRequest wanted = request("meta");
    wanted.format = FileFormat::Xlsx;
    QCOMPARE(exported(wanted), QByteArray("The layout “Meta custom audience” is not written as XLSX."));
    QVERIFY(!previewExport(*m_store, wanted, {}));
}

void AudienceExportTest::spreadsheetModeGuards()
{
    ExportRequest wanted = request("klaviyo");
    wanted.safety = CsvSafety::Spreadsheet;
    ExportReport report;
    QVERIFY(exported(wanted, &report).contains(",'=cmd,"));
    QCOMPARE(report.formulaCells, 1);
    QCOMPARE(report.sample.front().at(5), "'=cmd");
}

void AudienceExportTest::smsAudience()
{
    ExportRequest wanted = request("klaviyo");
    wanted.channel = ExportChannel::Sms;
    ExportReport report;
    QVERIFY(exported(wanted, &report).contains("\r\n,+12025550140,"));
    QCOMPARE(report.rows, 1);
    QCOMPARE(report.excluded.at(Exclusion::NoConsent), 1); // Ada's phone is known, her consent is not
}

void AudienceExportTest::leavesTheOldFileWhenItCannotWrite()
{
    const auto folder = exportAudience(*m_store, request("plain"), m_folder.path(), {});
    QVERIFY(!folder);
    QCOMPARE(folder.error().kind, ErrorKind::Refused);
    const auto missing = exportAudience(*m_store, request("plain"), m_folder.filePath("none/out.csv"), {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().message, "The folder does not exist.");
    const auto full = exportAudience(*m_store, request("plain"), "/dev/full/out.csv", {});
    QVERIFY(!full);
}

void AudienceExportTest::neverWritesOverAStore()
{
    auto other = Store::create(m_folder.filePath("other.perennial"), {.name = "Other"});
    QVERIFY(other);
    for (const char *name : {"a.perennial", "a.perennial-wal", "a.perennial-lock", "other.perennial"}) {
        const auto done = exportAudience(*m_store, request("plain"), m_folder.filePath(name), {});
        QVERIFY2(!done, name);
        QVERIFY(done.error().kind == ErrorKind::Refused);
    }
    QVERIFY(Store::openReader(m_folder.filePath("other.perennial")));
    const auto device = exportAudience(*m_store, request("plain"), "/dev/null", {});
    QVERIFY(!device);
}

void AudienceExportTest::todaysConsentDecidesWhateverTheMoment()
{
    ExportRequest wanted = request("klaviyo");
    wanted.asOf = {3}; // Ben was still subscribed, Gus not yet
    wanted.now = {10000};
    const QByteArray file = exported(wanted);
    QVERIFY(!file.contains("ben@example.com"));
    QVERIFY(!file.contains("cara@example.com"));
    QVERIFY(file.contains("gus@example.com"));
}

void AudienceExportTest::stopLeavesNothing()
{
    QFile before(m_folder.filePath("kept.csv"));
    QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
    before.close();
    std::stop_source stop;
    stop.request_stop();
    const auto done = exportAudience(*m_store, request("plain"), before.fileName(), Progress(stop.get_token()));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Stopped);
    QVERIFY(before.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), "before");
    QVERIFY(QDir(m_folder.path()).entryList({"*.unfinished"}, QDir::Files | QDir::Hidden).isEmpty());
}

void AudienceExportTest::previewMatchesTheFile()
{
    ExportReport report;
    const QByteArray file = exported(request("plain"), &report);
    const auto preview = previewExport(*m_store, request("plain"), {});
    QVERIFY(preview);
    QCOMPARE(*preview, report);
    QCOMPARE(preview->bytes, file.size());
    QCOMPARE(preview->sample.size(), 1U);
}

void AudienceExportTest::recordsWhatWasSent()
{
    ExportReport report;
    exported(request("klaviyo"), &report);
    const auto segment = SegmentShelf(*m_store).save(request("klaviyo").segmentName, "{}", {2});
    QVERIFY(segment);
    QVERIFY(recordExport(*m_store, request("klaviyo"), report, "/tmp/x.csv", {5}));
    QCOMPARE(lastUses(*m_store)->at(segment->id), (SegmentUse{{5}, UseKind::Exported, "klaviyo"}));
    QCOMPARE(
        m_store->database().text("SELECT layout || ' ' || mode || ' ' || rows || ' ' || excluded FROM exports").value(),
        "klaviyo marketing-tool 1 {\"no-consent\":2,\"no-identifier\":2,\"suppressed\":1}");
}

void AudienceExportTest::suggestsSafeNames_data()
{
    QTest::addColumn<QString>("segment");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << "Lapsed / good"
                           << "lapsed-good-klaviyo.csv";
    QTest::newRow("climbing out") << "../../etc/passwd"
                                  << "etc-passwd-klaviyo.csv";
    QTest::newRow("letters of any script") << "Käufer 日本"
                                           << "käufer-日本-klaviyo.csv";
    QTest::newRow("nothing left") << "///"
                                  << "audience-klaviyo.csv";
}

void AudienceExportTest::suggestsSafeNames()
{
    QFETCH(QString, segment);
    QFETCH(QString, name);
    ExportRequest wanted = request("klaviyo");
    wanted.segmentName = segment;
    QCOMPARE(suggestedFileName(wanted, 3), name);
    wanted.safety = CsvSafety::Spreadsheet;
    QVERIFY(suggestedFileName(wanted, 3).endsWith("-guarded-3-cells.csv"));
}

QTEST_GUILESS_MAIN(AudienceExportTest)
#include "tst_audienceexport.moc"
