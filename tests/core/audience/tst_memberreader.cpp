// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/exportvalue.h"
#include "core/audience/memberreader.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace perennial;

namespace {

constexpr int People = 120;
constexpr qint64 Now = 50;
constexpr std::array States{"subscribed", "unsubscribed", "never"};
constexpr std::array Channels{"email", "sms", "push"};

QString sql(const char *text, std::initializer_list<QString> values)
{
    QString filled = QString::fromLatin1(text);
    for (const QString &value : values)
        filled = filled.arg(value);
    return filled;
}

// A small world in which much coincides: moments, merges of neighbours and strangers, several rows of everything.
class RandomStore
{
public:
    explicit RandomStore(unsigned seed)
        : m_random(seed)
    {
    }

    QString script()
    {
        m_sql =
            "INSERT INTO properties VALUES (1,'Name','text'),(2,'Size','number'),(3,'VIP','boolean'),"
            "(4,'Born','date'),(5,'Tags','list');INSERT INTO metrics VALUES (1,'Viewed Product'),(2,'Placed Order');";
        for (int id = 1; id <= People; ++id)
            addProfile(id);
        for (int id = 1; id <= People; ++id)
            addRows(id);
        for (const auto &[absorbed, survivor] : m_merges)
            m_sql += sql("UPDATE profiles SET merged_into = %2 WHERE id = %1;",
                         {QString::number(absorbed), QString::number(survivor)});
        return m_sql;
    }

private:
    int below(int n) { return int(m_random() % unsigned(n)); }
    QString number(int n) { return QString::number(below(n)); }

    void addProfile(int place)
    {
        const int id = (m_ids.empty() ? 0 : m_ids.back()) + 1 + below(8);
        m_ids.push_back(id);
        m_sql += sql("INSERT INTO profiles(id, created_at, import_id) VALUES (%1,%2,1);",
                     {QString::number(id), below(2) ? number(100) : "NULL"});
        if (place > 10 && below(3) == 0)
            m_merges.push_back({id, m_ids[size_t(below(10))]});
    }

    void addRows(int place)
    {
        const QString id = QString::number(m_ids[size_t(place - 1)]);
        for (int i = below(3); i-- > 0;)
            m_sql += sql("INSERT OR IGNORE INTO identifiers VALUES (%1,'v%2',%3,%4,1);",
                         {QString::number(1 + below(3)), number(1000), id, number(3)});
        for (int i = below(4); i-- > 0;)
            m_sql += sql("INSERT OR IGNORE INTO consents(profile_id, channel, at, state, import_id) "
                         "VALUES (%1,'%2',%3,'%4',1);",
                         {id, Channels[size_t(below(3))], QString::number(40 + below(20)), States[size_t(below(3))]});
        if (below(4) == 0)
            m_sql += sql("INSERT INTO suppressions VALUES (%1,'%2',%3,'bounced',%4,1);",
                         {id, Channels[size_t(below(3))], QString::number(40 + below(20)),
                          below(2) ? QString::number(40 + below(20)) : "NULL"});
        for (int i = below(6); i-- > 0;)
            addValue(id, 1 + below(5));
        for (int i = below(4); i-- > 0;)
            m_sql += sql("INSERT OR IGNORE INTO events VALUES (%1,%2,%3,%4,%5,%6,NULL,NULL,1);",
                         {id, number(100), QString::number(1 + below(2)), number(9), below(4) ? number(1000) : "NULL",
                          below(3) ? "NULL" : "'USD'"});
    }

    void addValue(const QString &id, int property)
    {
        const std::array values{QString("'text %1'").arg(below(99)), QString::number(below(99) / 4.0),
                                QString::number(below(2)), QString::number(below(1000)),
                                QString("'[\"a\",\"b, %1\"]'").arg(below(9))};
        m_sql += sql("INSERT OR IGNORE INTO property_values VALUES (%1,%2,%3,%4,1);",
                     {id, QString::number(property), QString::number(id.toInt() % 7 + 10 * below(9)),
                      below(8) ? values[size_t(property - 1)] : "NULL"});
    }

    std::mt19937 m_random;
    QString m_sql;
    std::vector<int> m_ids;
    std::vector<std::pair<int, int>> m_merges;
};

// One question to the store for each thing that is known of one person: slow, and plain to see.
class PlainReading
{
public:
    PlainReading(const Store &store, qint64 person)
        : m_store(store)
        , m_person(person)
    {
    }

    [[nodiscard]] QString line() const
    {
        QStringList cells{QString::number(m_person)};
        for (const char *kind : {"1", "2"})
            cells += first(sql("SELECT value FROM identifiers WHERE profile_id IN person AND kind_id = %1 "
                               "ORDER BY flags, profile_id, value LIMIT 1",
                               {kind}));
        cells += first("SELECT coalesce((SELECT (flags & 1) = 0 FROM identifiers WHERE profile_id IN person AND "
                       "kind_id = 1 ORDER BY flags, profile_id, value LIMIT 1), 0)");
        for (const char *channel : {"email", "sms"})
            cells += consent(channel);
        for (int property = 1; property <= 5; ++property)
            cells += value(property);
        cells += first("SELECT count(*) FROM events WHERE profile_id IN person AND metric_id = 2 AND at <= 50");
        cells += first("SELECT coalesce(sum(value), 0) FROM events WHERE profile_id IN person AND metric_id = 2 "
                       "AND at <= 50 AND (currency IS NULL OR currency = 'EUR')");
        cells += first("SELECT max(at) FROM events WHERE profile_id IN person AND metric_id = 2 AND at <= 50");
        cells += first("SELECT min(created_at) FROM profiles WHERE id IN person");
        return cells.join('|');
    }

private:
    [[nodiscard]] QString first(const QString &question) const
    {
        const QString person = sql("WITH person(id) AS (SELECT id FROM profiles WHERE id = %1 OR merged_into = %1) ",
                                   {QString::number(m_person)});
        const auto text = m_store.database().text((person + question).toStdString());
        return text ? *text : text.error().detail;
    }

    [[nodiscard]] QString consent(const char *channel) const
    {
        const QString state = first(sql("SELECT coalesce((SELECT state FROM consents WHERE profile_id IN person AND "
                                        "channel = '%1' AND at <= 50 ORDER BY at DESC, state = 'unsubscribed' DESC, "
                                        "state = 'never' DESC LIMIT 1), 'never')",
                                        {channel}));
        return state + first(sql("SELECT count(*) > 0 FROM suppressions WHERE profile_id IN person AND channel = '%1' "
                                 "AND at <= 50 AND (ended_at IS NULL OR ended_at > 50)",
                                 {channel}));
    }

    [[nodiscard]] QString value(int property) const
    {
        return first(sql("SELECT CASE WHEN property_id = 3 THEN CASE value WHEN 0 THEN 'false' WHEN 1 THEN 'true' END "
                         "WHEN property_id = 4 THEN '@' || value WHEN property_id = 2 AND value IS NOT NULL "
                         "THEN printf('%.15g', value) "
                         "ELSE value END FROM property_values WHERE profile_id IN person AND property_id = %1 "
                         "ORDER BY CASE WHEN since <= 50 THEN since ELSE -since END DESC, profile_id LIMIT 1",
                         {QString::number(property)}));
    }

    const Store &m_store;
    qint64 m_person;
};

QString lineOf(const ExportMember &member)
{
    QStringList cells{QString::number(member.id.value),
                      QString::fromStdString(member.email),
                      QString::fromStdString(member.phone),
                      QString::number(member.emailReachable),
                      QString::fromStdString(member.emailConsent) + QString::number(member.emailSuppressed),
                      QString::fromStdString(member.smsConsent) + QString::number(member.smsSuppressed)};
    for (const FieldValue &value : member.properties) {
        if (const auto *at = std::get_if<Instant>(&value))
            cells += '@' + QString::number(at->ms);
        else if (const auto *items = std::get_if<QStringList>(&value))
            cells += "[\"" + items->join("\",\"") + "\"]";
        else
            cells += QString::fromStdString(cellText(value, TimeFormat::Iso));
    }
    cells += QString::number(member.orders);
    cells += QString::number(member.revenue);
    cells += member.lastOrder ? QString::number(member.lastOrder->ms) : QString();
    cells += member.created ? QString::number(member.created->ms) : QString();
    return cells.join('|');
}

std::vector<ExportColumn> everyColumn()
{
    std::vector<ExportColumn> columns{{"Orders", ExportField::OrderCount, {}}, {"Since", ExportField::CreatedAt, {}}};
    for (const char *name : {"Name", "Size", "VIP", "Born", "Tags"})
        columns.push_back({name, ExportField::Property, name});
    return columns;
}

} // namespace

class MemberReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithThePlainReading_data();
    void agreesWithThePlainReading();
    void twoColumnsMayShowOneProperty();
    void cellsSayWhatIsKnown_data();
    void cellsSayWhatIsKnown();

private:
    Result<Store> filled(const QString &name, const QString &script)
    {
        auto store = Store::create(m_folder.filePath(name), {.name = "Fern", .currency = "EUR"});
        if (!store)
            return store;
        if (const auto done = store->database().execute(script.toUtf8()); !done)
            return failure(done.error());
        return store;
    }

    QTemporaryDir m_folder;
};

void MemberReaderTest::agreesWithThePlainReading_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void MemberReaderTest::agreesWithThePlainReading()
{
    QFETCH(unsigned, seed);
    const auto store = filled(QString("%1.perennial").arg(seed), RandomStore(seed).script());
    QVERIFY2(store, store ? "" : qPrintable(store.error().detail));
    auto reader = MemberReader::make(*store, everyColumn(), {{Now}, {Now}});
    QVERIFY(reader);
    const auto all = queryRows(store->database(), "SELECT id FROM profiles ORDER BY id",
                               [](const Statement &row) { return ProfileId{row.integer(0)}; });
    QVERIFY(all);
    std::vector<ProfileId> asked;
    std::mt19937 random(seed);
    std::ranges::copy_if(*all, std::back_inserter(asked), [&](ProfileId) { return random() % 3 != 0; });
    std::vector<ExportMember> members;
    for (int round = 0; round < 2; ++round)
        QVERIFY(reader->read(asked, members));
    QCOMPARE(members.size(), asked.size());
    for (size_t i = 0; i < asked.size(); ++i) {
        QCOMPARE(lineOf(members[i]), PlainReading(*store, asked[i].value).line());
        QCOMPARE(*reader->read(asked[i]), members[i]);
    }
    auto forMany = MemberReader::make(*store, everyColumn(), {{Now}, {Now}});
    QVERIFY(forMany && forMany->prepareForMany(*store));
    std::vector<ExportMember> same;
    QVERIFY(forMany->read(asked, same));
    QCOMPARE(same, members);
}

void MemberReaderTest::twoColumnsMayShowOneProperty()
{
    const auto store = filled("two.perennial", "INSERT INTO profiles(id, import_id) VALUES (1, 1);"
                                               "INSERT INTO properties VALUES (1, 'City', 'text');"
                                               "INSERT INTO property_values VALUES (1, 1, 1, 'Rome', 1);");
    QVERIFY(store);
    auto reader = MemberReader::make(
        *store, {{"City", ExportField::Property, "City"}, {"Town", ExportField::Property, "City"}}, {{Now}, {Now}});
    QVERIFY(reader);
    QCOMPARE(reader->read({1})->properties, (std::vector<FieldValue>{std::string("Rome"), std::string("Rome")}));
}

void MemberReaderTest::cellsSayWhatIsKnown_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const FieldValue &value, const char *expected,
                        TimeFormat times = TimeFormat::Iso) {
        QTest::newRow(name) << QByteArray::fromStdString(cellText(value, times)) << QByteArray(expected);
    };
    row("nothing", {}, "");
    row("whole number", 26.0, "26");
    row("decimals", 0.1, "0.1");
    row("many zeros", 100000.0, "100000");
    row("huge", 1e300, "1e+300");
    row("tiny", -2.5e-9, "-2.5e-09");
    row("moment", Instant{86400007}, "1970-01-02T00:00:00.007Z");
    row("before 1970", Instant{-1000}, "1969-12-31T23:59:59Z");
    row("with a blank", Instant{86400007}, "1970-01-02 00:00:00+00:00", TimeFormat::Blank);
    row("list", QStringList{"a", "b"}, "a, b");
    ExportMember member;
    member.revenue = -5;
    const ExportColumn revenue{"Order value", ExportField::Revenue, {}};
    row("cents", valueOf(member, revenue, 0, 2), "-0.05");
    row("yen", valueOf(member, revenue, 0, 0), "-5");
    member.revenue = 10794840;
    row("euros", valueOf(member, revenue, 0, 2), "107948.40");
}

void MemberReaderTest::cellsSayWhatIsKnown()
{
    QFETCH(QByteArray, cell);
    QFETCH(QByteArray, expected);
    QCOMPARE(cell, expected);
}

QTEST_GUILESS_MAIN(MemberReaderTest)
#include "tst_memberreader.moc"
