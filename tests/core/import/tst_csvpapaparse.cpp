// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvrows.h"
#include "tests/testpaths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <span>

using namespace perennial;

namespace {

struct Case
{
    QString name;
    QString description;
    QByteArray input;
    QJsonObject config;
    QJsonArray data;
};

struct NamedText
{
    const char *part; // of the case's name "core 12: description"
    const char *text;
};

// What a reader of files does not offer.
constexpr NamedText Skipped[] = {
    {"core 39:", "comments inside the table: `#1001` is data"},
    {"core 40:", "comments inside the table"},
    {"core 41:", "comments inside the table"},
    {"core 42:", "comments inside the table"},
    {"core 43:", "comments inside the table"},
    {"core 44:", "comments inside the table"},
    {"core 45:", "comments inside the table"},
    {"core 46:", "a comment sign of one's own"},
    {"core 48:", "a comment sign of one's own"},
    {"core 49:", "comments inside the table"},
    {"core 50:", "comments inside the table"},
    {"core 56:", "a comment sign of one's own"},
    {"core 57:", "preview of some rows is a matter of the caller"},
    {"parse 20:", "ASCII 30 as delimiter"},
    {"parse 21:", "ASCII 31 as delimiter"},
    {"parse 22:", "a delimiter of one's own"},
    {"parse 23:", "delimiters of several letters"},
    {"parse 24:", "delimiters of several letters"},
    {"parse 25:", "cells are text; types are the mapping's matter"},
    {"parse 26:", "cells are text"},
    {"parse 28:", "cells are text"},
    {"parse 29:", "cells are text"},
    {"parse 30:", "cells are text"},
    {"parse 31:", "cells are text"},
    {"parse 32:", "cells are text"},
    {"parse 45:", "preview"},
    {"parse 46:", "preview"},
    {"parse 49:", "preview"},
    {"parse 50:", "preview"},
    {"parse 57:", "comments inside the table"},
    {"parse 58:", "comments inside the table"},
    {"parse 63:", "a quote of one's own"},
    {"parse 67:", "comments inside the table"},
    {"parse 76:", "a quote of one's own"},
    {"parse 77:", "a quote of one's own"},
    {"parse 80:", "rows of empty cells are rows: leaving them out is the mapping's matter"},
    {"parse 81:", "rows of empty cells are rows"},
    {"parse 84:", "a number of lines to skip"},
    {"parse 85:", "a number of lines to skip"},
    {"parse 86:", "a number of lines to skip"},
    {"parse 88:", "a number of lines to skip"},
};

// Where our rules for broken text say otherwise. "!" is a rejected row, "·" stands between cells, "|" between rows.
constexpr NamedText Different[] = {
    // An unclosed quote costs its own row only, not the rest of the file.
    {"core 19:", "!|d·e·f"},
    {"core 21:", "!|d·e·f"},
    {"core 22:", "!|e·f·g"},
    {"core 23:", "!|d\"e·f·g"},
    // A quote followed by a blank is text: the cell goes on, so its row is unclosed.
    {"parse 5:", "!|!"},
    {"parse 6:", "!|!|Q·W·E·R"},
    {"parse 7:", "!|!|!"},
    {"parse 82:", "!|E·F·G·H"},
    {"parse 83:", "!|!|d·e·f"},
    // All three line ends count wherever they stand.
    {"parse 9:", "a·b·c|d·e·f|g·h·i"},
    // The last record without a line end is torn when cells are missing.
    {"parse 12:", "A·B·C|!"},
    // Surplus cells reject the row.
    {"parse 13:", "A·B·C|!|f·g·h"},
    // Names are made single by findHeader(), not by the reader.
    {"core 59:", "A·A·A·A|1·2·3·4"},
    {"core 60:", "c·c·c·c_1|1·2·3·4"},
    {"core 61:", "__proto__·__proto__·__proto__|1·2·3"},
};

[[nodiscard]] const char *find(std::span<const NamedText> table, const QString &name)
{
    for (const NamedText &entry : table) {
        if (name.startsWith(QString::fromLatin1(entry.part)))
            return entry.text;
    }
    return nullptr;
}

[[nodiscard]] QString joined(const QJsonValue &row)
{
    QStringList cells;
    for (const QJsonValue &cell : row.toArray())
        cells << cell.toString();
    return cells.join(u'·');
}

// Objects keyed by the header, as rows of cells in the header's order.
[[nodiscard]] QString joined(const QJsonObject &row, const QStringList &names)
{
    QStringList cells;
    for (const QString &name : names) {
        if (row.contains(name))
            cells << row.value(name).toString();
    }
    return cells.join(u'·');
}

// Blank lines are no rows here: `[""]` is left out of the expectation.
[[nodiscard]] QString expectedRows(const Case &test, const QStringList &names)
{
    QStringList rows;
    for (const QJsonValue &row : test.data) {
        if (row.isArray() && row.toArray() == QJsonArray{QString()})
            continue;
        rows << (row.isObject() ? joined(row.toObject(), names) : joined(row));
    }
    if (test.config.value(QStringLiteral("header")).toBool())
        rows.prepend(names.join(u'·'));
    return rows.join(u'|');
}

[[nodiscard]] std::vector<Case> casesOf(const QString &part)
{
    const QString path = sharedFile(QStringLiteral("data/csv-torture/papaparse/papaparse_%1_cases.json").arg(part));
    std::vector<Case> cases;
    const QJsonArray all = QJsonDocument::fromJson(contentsOf(path)).array();
    for (const QJsonValue &value : all) {
        const QString description = value[QStringLiteral("description")].toString();
        cases.push_back({QStringLiteral("%1 %2: %3").arg(part).arg(cases.size()).arg(description), description,
                         value[QStringLiteral("input")].toString().toUtf8(), value[QStringLiteral("config")].toObject(),
                         value[QStringLiteral("expected")][QStringLiteral("data")].toArray()});
    }
    return cases;
}

[[nodiscard]] std::vector<Row> readCase(const Case &test)
{
    auto source = TextSource::fromBytes(viewOf(test.input));
    if (!source)
        return {};
    CsvDialect dialect = detectDialect(source->head());
    const QString delimiter = test.config.value(QStringLiteral("delimiter")).toString();
    if (!delimiter.isEmpty())
        dialect.delimiter = delimiter[0].toLatin1();
    CsvReader reader(std::move(*source), dialect);
    std::vector<Row> rows;
    for (CsvRecord record; reader.next(record);) {
        if (rows.empty() && test.config.value(QStringLiteral("header")).toBool())
            reader.setExpectedCells(record.size());
        rows.push_back(toRow(record));
    }
    return rows;
}

} // namespace

// PapaParse's own cases, read as files: what it promises for well-formed text holds here too.
class CsvPapaParseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void readsTheSame_data();
    void readsTheSame();
    void sampleFiles_data();
    void sampleFiles();

private:
    std::vector<Case> m_cases;
};

void CsvPapaParseTest::readsTheSame_data()
{
    QTest::addColumn<int>("index");
    for (const char *part : {"core", "parse"}) {
        for (Case &test : casesOf(QString::fromLatin1(part))) {
            QTest::newRow(qPrintable(test.name)) << int(m_cases.size());
            m_cases.push_back(std::move(test));
        }
    }
    QCOMPARE(m_cases.size(), size_t(62 + 89));
}

void CsvPapaParseTest::readsTheSame()
{
    QFETCH(int, index);
    const Case &test = m_cases[size_t(index)];
    if (const char *reason = find(Skipped, test.name))
        QSKIP(qPrintable(QStringLiteral("Not offered: %1.").arg(QString::fromUtf8(reason))));
    const auto rows = readCase(test);
    QStringList read;
    for (const Row &row : rows)
        read << (row.reject == CsvReject::None ? row.cells.join(u'·') : QStringLiteral("!"));
    const char *different = find(Different, test.name);
    const QStringList names = rows.empty() ? QStringList() : rows[0].cells;
    QCOMPARE(read.join(u'|'), different ? QString::fromUtf8(different) : expectedRows(test, names));
}

void CsvPapaParseTest::sampleFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("rejected");
    QTest::newRow("sample") << "sample.csv" << 2 << 0;
    QTest::newRow("with header") << "sample-header.csv" << 3 << 0;
    QTest::newRow("with mark") << "utf-8-bom-sample.csv" << 2 << 0;
    QTest::newRow("long") << "long-sample.csv" << 8 << 0;
    QTest::newRow("very long") << "verylong-sample.csv" << 2001 << 0;
    // Line 3 has a cell too many, line 8 opens a quote, the last has no line end but all its cells.
    QTest::newRow("malformed") << "malformed.tsv" << 10 << 2;
}

void CsvPapaParseTest::sampleFiles()
{
    QFETCH(QString, file);
    QFETCH(int, rows);
    QFETCH(int, rejected);
    auto source = TextSource::open(sharedFile("data/csv-torture/papaparse/" + file));
    QVERIFY(source);
    const CsvDialect dialect = detectDialect(source->head());
    CsvReader reader(std::move(*source), dialect);
    reader.setExpectedCells(dialect.commonCells);
    const auto read = readRows(reader);
    QCOMPARE(int(read.size()), rows);
    QCOMPARE(int(std::count_if(read.begin(), read.end(), [](const Row &row) { return row.reject != CsvReject::None; })),
             rejected);
}

QTEST_APPLESS_MAIN(CsvPapaParseTest)
#include "tst_csvpapaparse.moc"
