// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columnarchive.h"
#include "core/segment/columns/jsonbytes.h"
#include "tests/core/segment/columns/keptcolumns.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace perennial;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

auto changed(const auto &column, size_t at, auto value)
{
    std::vector values(column.begin(), column.end());
    values.at(at) = value;
    return values;
}

} // namespace

// The file of kept columns: it brings back what was built, and nothing else is believed.
class TestColumnFile : public QObject, private KeptColumns
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void whatIsKeptIsWhatWasBuilt();
    void jsonValuesComeBackExactly();
    void everyFlippedByteIsNoticed();
    void everyTruncationIsNoticed();
    void aNewerFormatIsLeftAlone();
    void eventsThatWouldLeadOutsideAreRefused();
    void peopleThatWouldLeadOutsideAreRefused();
    void propertiesThatWouldLeadOutsideAreRefused();
    void consentsAndOrdersThatWouldLeadOutsideAreRefused();
    void detailsThatWouldLeadOutsideAreRefused();
    void detailsThatNoStoreHadAreNotBelieved();

private:
    [[nodiscard]] quint32 peopleCount() const { return static_cast<quint32>(m_columns.ids.size()); }
    template <class Spoil>
    void refuses(Spoil spoil);
};

void TestColumnFile::whatIsKeptIsWhatWasBuilt()
{
    for (quint32 seed = 20; seed < 40; ++seed) {
        const QString path = m_folder->filePath(QStringLiteral("s%1.perennial").arg(seed));
        QVERIFY(RandomStore(seed).write(path));
        const TableColumns columns = built(path);
        m_cache->keep(columns);
        const auto found = m_cache->find(columns.mark.storeId);
        QVERIFY(found.has_value());
        QCOMPARE(found->columns.mark, columns.mark);
        QCOMPARE(textOf(found->columns), textOf(columns));
        QCOMPARE(opened(path), textOf(columns));
    }
}

void TestColumnFile::jsonValuesComeBackExactly()
{
    const QJsonArray list = QJsonDocument::fromJson(R"([1, 1.0, -0.0, 1e300, 9007199254740993, "", "Zoë", "\ud800",
        true, false, null, [], {}, [1, [2.0, {"a": null}]], {"b": {"c": [3]}, "": 1}])")
                                .array();
    QCOMPARE(list.size(), 15);
    for (const QJsonValue &value : list) {
        QByteArray bytes, again;
        appendJsonBytes(bytes, value);
        const auto back = jsonFromBytes(bytes);
        QVERIFY(back.has_value());
        QCOMPARE(*back, value);
        QCOMPARE(back->toVariant().typeId(), value.toVariant().typeId());
        appendJsonBytes(again, *back);
        QCOMPARE(again, bytes);
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!jsonFromBytes(bytes.first(size)));
        QVERIFY(!jsonFromBytes(bytes + 'n'));
    }
    QVERIFY(!jsonFromBytes(QByteArray("a\x01\0\0\0", 5).repeated(5000) + 'n'));
}

void TestColumnFile::everyFlippedByteIsNoticed()
{
    const QByteArray whole = bytesOf(file());
    QVERIFY(whole.size() > 4096);
    for (qsizetype at = 0; at < whole.size(); at += at < 2048 ? 1 : 5) {
        QByteArray flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << at % 8));
        QVERIFY(put(file(), flipped));
        QVERIFY2(!m_cache->find(m_columns.mark.storeId), qPrintable(QString::number(at)));
        if (at % 40 == 0) { // built anew, and kept anew
            QCOMPARE(opened(m_store), m_text);
            QVERIFY(m_cache->find(m_columns.mark.storeId));
        }
    }
}

void TestColumnFile::everyTruncationIsNoticed()
{
    const QByteArray whole = bytesOf(file());
    // Sections begin at multiples of 64.
    for (qsizetype border = 0; border < whole.size(); border += 64) {
        for (const qsizetype size : {border - 1, border, border + 1}) {
            if (size < 0 || size >= whole.size())
                continue;
            QVERIFY(put(file(), whole.first(size)));
            QVERIFY(!m_cache->find(m_columns.mark.storeId));
        }
    }
    QVERIFY(put(file(), whole + QByteArray(64, '\0')));
    QVERIFY(!m_cache->find(m_columns.mark.storeId));
    QCOMPARE(opened(m_store), m_text);
}

void TestColumnFile::aNewerFormatIsLeftAlone()
{
    QByteArray newer = bytesOf(file());
    newer[8] = static_cast<char>(newer[8] + 1);
    QVERIFY(put(file(), newer));
    QString reason;
    QVERIFY(!ColumnFile::open(file(), reason));
    QVERIFY(reason.contains(QLatin1String("format")));
    QCOMPARE(opened(m_store), m_text);
}

// A file whose checksums are right and whose content is not.
template <class Spoil>
void TestColumnFile::refuses(Spoil spoil)
{
    TableColumns columns = m_columns;
    spoil(columns);
    m_cache->keep(columns);
    QVERIFY(!m_cache->find(columns.mark.storeId));
    QCOMPARE(opened(m_store), m_text);
    QVERIFY(m_cache->find(columns.mark.storeId));
}

void TestColumnFile::eventsThatWouldLeadOutsideAreRefused()
{
    const quint32 people = peopleCount();
    refuses([&](TableColumns &c) { c.metrics[0].people = changed(c.metrics[0].people, 0, people); });
    refuses([&](TableColumns &c) {
        c.metrics[0].people = changed(c.metrics[0].people, c.metrics[0].people.size() - 1, people);
    });
    refuses([&](TableColumns &c) { c.metrics[0].starts = changed(c.metrics[0].starts, 0, 1u); });
    refuses([&](TableColumns &c) { c.metrics[0].starts = changed(c.metrics[0].starts, 1, 0xfffffff0u); });
    refuses([&](TableColumns &c) {
        c.metrics[0].smallDetails = changed(c.metrics[0].smallDetails, 0, static_cast<quint16>(c.details.size()));
    });
    refuses([&](TableColumns &c) {
        c.metrics[0].smallDetails = {};
        c.metrics[0].details = std::vector<quint32>(c.metrics[0].eventCount(), c.details.size());
    });
    refuses([&](TableColumns &c) { c.metrics[0].seconds = {}, c.metrics[0].millis = {}; });
    refuses([&](TableColumns &c) { c.metrics[0].starts = {}; });
    refuses([&](TableColumns &c) { c.metrics[0].baseSeconds = std::numeric_limits<qint64>::max(); });
    refuses([&](TableColumns &c) { c.metrics[0].firstMs = c.metrics[0].lastMs + 1; });
}

void TestColumnFile::peopleThatWouldLeadOutsideAreRefused()
{
    const quint32 people = peopleCount();
    refuses([&](TableColumns &c) { c.ids = changed(c.ids, 1, c.ids[0]); });
    refuses([&](TableColumns &c) { c.knownSince = std::vector<qint64>(3); });
    refuses([&](TableColumns &c) { c.haveEmail = ProfileSet(people + 64); });
    refuses([&](TableColumns &c) { c.havePhone.words().back() = ~quint64(0); });
}

void TestColumnFile::propertiesThatWouldLeadOutsideAreRefused()
{
    const quint32 people = peopleCount();
    const auto text = std::ranges::find(m_columns.properties, ValueType::Text, &PropertyColumn::type);
    QVERIFY(text != m_columns.properties.end() && people % 64 != 0);
    const auto place = static_cast<size_t>(text - m_columns.properties.begin());
    refuses([&](TableColumns &c) {
        c.properties[place].codes = changed(c.properties[place].codes, 0, quint32(c.properties[place].texts.size()));
    });
    refuses([&](TableColumns &c) { c.properties[place].texts.clear(); });
    refuses([&](TableColumns &c) { c.properties[place].type = ValueType::Number; });
    refuses([&](TableColumns &c) { c.properties[place].type = ValueType::Any; });
    refuses([&](TableColumns &c) { c.properties[place].histories = std::vector<PropertyColumn::Earlier>{{0, 0, -1}}; });
    refuses([&](TableColumns &c) {
        c.properties[place].histories = std::vector<PropertyColumn::Earlier>{{people, 0, 0}};
    });
}

void TestColumnFile::consentsAndOrdersThatWouldLeadOutsideAreRefused()
{
    const quint32 people = peopleCount();
    refuses([&](TableColumns &c) {
        c.channels[0].consents = std::vector<ConsentRow>{{people, 0, 0, ConsentState::Never, OptIn::NotTold}};
    });
    refuses([&](TableColumns &c) {
        c.channels[0].consents = std::vector<ConsentRow>{{0, 0, 0, static_cast<ConsentState>(9), OptIn::NotTold}};
    });
    refuses([&](TableColumns &c) {
        c.channels[1].suppressions = std::vector<SuppressionRow>{{1, false, 0, 0}, {0, false, 0, 0}};
    });
    refuses([&](TableColumns &c) {
        c.channels[0].consents = std::vector<ConsentRow>{{0, 900, 0, ConsentState::Never, OptIn::NotTold}};
    });
    refuses([&](TableColumns &c) { c.lists = {{QStringLiteral("VIP"), {}, std::vector<StayRow>{{people, 0, 0}}}}; });
    refuses([&](TableColumns &c) { c.orders.people = std::vector<OrderRun>{{0, 0, 5}}; });
    refuses([&](TableColumns &c) {
        c.orders.people = std::vector<OrderRun>{{0, 0, 1}};
        c.orders.times = c.orders.cancelledAt = std::vector<qint64>{0};
        c.orders.lineStarts = std::vector<quint32>{0, 4};
    });
}

void TestColumnFile::detailsThatWouldLeadOutsideAreRefused()
{
    const auto spoilt = [&](auto spoil) {
        refuses([&](TableColumns &c) {
            std::vector<DetailColumn> details = c.details.columns();
            spoil(details[0]);
            c.details = DetailTable(c.details.size(), std::move(details));
        });
    };
    spoilt([&](DetailColumn &c) { c.details = changed(c.details, c.details.size() - 1, m_columns.details.size()); });
    spoilt([&](DetailColumn &c) { c.codes = changed(c.codes, 0, quint32(c.values.size())); });
    spoilt([&](DetailColumn &c) { c.values.clear(); });
    const auto last = static_cast<quint32>(m_columns.mark.lastDetails);
    for (const quint32 size : {last + 1, 0xfffffff0u, 0xffffffffu})
        refuses([&](TableColumns &c) { c.details = DetailTable(size, c.details.columns()); });
    refuses([&](TableColumns &c) {
        c.details = DetailTable(0xffffffff, c.details.columns());
        c.mark.lastDetails = qint64(1) << 40;
    });
}

// The store says how many details it has had.
void TestColumnFile::detailsThatNoStoreHadAreNotBelieved()
{
    TableColumns columns = m_columns;
    columns.details = DetailTable(0xfffffff0u, columns.details.columns());
    columns.mark.lastDetails = qint64(1) << 40;
    m_cache->keep(columns);
    QCOMPARE(opened(m_store), m_text);
    m_cache->keep(columns);
    QVERIFY(change(m_store, "UPDATE settings SET value = value", 1));
    QCOMPARE(opened(m_store), textOf(built(m_store)));
}

QTEST_GUILESS_MAIN(TestColumnFile)
#include "tst_columnfile.moc"
