// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowstore.h"

#include "core/base/money.h"
#include "core/store/store.h"

#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

class RowReader
{
public:
    explicit RowReader(const Store &store)
        : m_database(store.database())
    {
        m_rows.path = store.path();
        m_rows.currency = store.settings().currency;
        m_rows.homeZone = store.homeZone();
        m_rows.minorUnits = 1;
        for (int digit = minorDigits(m_rows.currency); digit > 0; --digit)
            m_rows.minorUnits *= 10;
    }

    RowStore read()
    {
        readPeople();
        readEvents();
        readProperties();
        readConsents();
        readStays();
        readOrders();
        readSaved();
        return std::move(m_rows);
    }

private:
    template <class Use>
    void each(const char *sql, Use use)
    {
        auto statement = m_database.prepare(sql);
        if (!statement)
            qFatal("%s: %s", sql, qPrintable(statement.error().detail));
        if (const auto done = forEachRow(*statement, use); !done)
            qFatal("%s: %s", sql, qPrintable(done.error().detail));
    }

    // For rows whose first column is a profile; those of nobody known are passed over.
    template <class Use>
    void eachOfPerson(const char *sql, Use use)
    {
        each(sql, [&](const Statement &row) {
            if (const auto found = m_rows.personOf.find(row.integer(0)); found != m_rows.personOf.end())
                use(m_rows.people[found->second], row);
        });
    }

    static std::optional<qint64> integer(const Statement &row, int column)
    {
        return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
    }
    static std::optional<QString> text(const Statement &row, int column)
    {
        return row.isNull(column) ? std::nullopt : std::optional(row.text(column));
    }

    void readPeople();
    void readEvents();
    void readProperties();
    void readConsents();
    void readStays();
    void readOrders();
    void readSaved();

    const Database &m_database;
    RowStore m_rows;
};

void RowReader::readPeople()
{
    each("SELECT id, created_at FROM profiles WHERE merged_into IS NULL ORDER BY id", [&](const Statement &row) {
        m_rows.personOf[row.integer(0)] = m_rows.people.size();
        RowPerson person;
        person.id = row.integer(0);
        person.created = integer(row, 1);
        m_rows.people.push_back(person);
    });
    each("SELECT id, merged_into FROM profiles WHERE merged_into IS NOT NULL",
         [&](const Statement &row) { m_rows.personOf[row.integer(0)] = m_rows.personOf.at(row.integer(1)); });
    eachOfPerson("SELECT i.profile_id, k.name FROM identifiers i JOIN identifier_kinds k ON k.id = i.kind_id",
                 [](RowPerson &person, const Statement &row) {
                     person.hasEmail |= row.text(1) == QLatin1String("email");
                     person.hasPhone |= row.text(1) == QLatin1String("phone");
                 });
}

void RowReader::readEvents()
{
    eachOfPerson("SELECT e.profile_id, e.at, e.key, m.name, e.value, e.currency, "
                 "typeof(e.order_key) || ' ' || e.order_key, d.properties FROM events e JOIN metrics m ON m.id = "
                 "e.metric_id LEFT JOIN event_details d ON d.id = e.details_id",
                 [](RowPerson &person, const Statement &row) {
                     person.events.push_back({row.integer(0), row.integer(1), row.integer(2), row.text(3),
                                              integer(row, 4), row.text(5), row.text(6),
                                              QJsonDocument::fromJson(row.text(7).toUtf8()).object()});
                 });
    for (RowPerson &person : m_rows.people)
        std::ranges::sort(person.events, {},
                          [](const RowEvent &e) { return std::tuple(e.at, e.profile, e.key, e.metric); });
}

void RowReader::readProperties()
{
    each("SELECT name, type FROM properties", [&](const Statement &row) { m_rows.types[row.text(0)] = row.text(1); });
    m_rows.types[CreatedAtProperty] = QStringLiteral("date");
    eachOfPerson("SELECT v.profile_id, v.since, p.name, v.value FROM property_values v JOIN properties p "
                 "ON p.id = v.property_id",
                 [](RowPerson &person, const Statement &row) {
                     QVariant value;
                     if (row.isText(3))
                         value = row.text(3);
                     else if (row.isReal(3))
                         value = row.real(3);
                     else if (!row.isNull(3))
                         value = row.integer(3);
                     person.properties[row.text(2)].push_back({row.integer(0), row.integer(1), value});
                 });
}

void RowReader::readConsents()
{
    eachOfPerson("SELECT profile_id, channel, at, state, method, double_opt_in FROM consents",
                 [](RowPerson &person, const Statement &row) {
                     const auto opted = integer(row, 5);
                     person.consents[row.text(1)].push_back({row.integer(0), row.integer(2), row.text(3), text(row, 4),
                                                             opted ? std::optional(*opted != 0) : std::nullopt});
                 });
}

void RowReader::readStays()
{
    eachOfPerson("SELECT profile_id, channel, reason, at, ended_at FROM suppressions",
                 [](RowPerson &person, const Statement &row) {
                     person.suppressions.push_back({row.text(1), row.text(2), row.integer(3), integer(row, 4)});
                 });
    eachOfPerson("SELECT m.profile_id, lower(l.name), m.since, m.until FROM list_members m JOIN lists l ON l.id = "
                 "m.list_id",
                 [](RowPerson &person, const Statement &row) {
                     person.lists.push_back({row.text(1), {}, row.integer(2), integer(row, 3)});
                 });
    eachOfPerson("SELECT profile_id, lower(flow), lower(step), since, until FROM flow_stays",
                 [](RowPerson &person, const Statement &row) {
                     person.flows.push_back({row.text(1), row.text(2), row.integer(3), integer(row, 4)});
                 });
}

void RowReader::readOrders()
{
    std::map<qint64, std::vector<RowLine>> lines;
    each("SELECT order_id, name, sku, vendor, quantity, price, discount FROM order_lines ORDER BY order_id, position",
         [&](const Statement &row) {
             lines[row.integer(0)].push_back(
                 {text(row, 1), text(row, 2), text(row, 3), row.integer(4), integer(row, 5), integer(row, 6)});
         });
    eachOfPerson("SELECT profile_id, id, created_at, currency, test, cancelled, cancelled_at, tags, discount_codes "
                 "FROM orders ORDER BY created_at, id",
                 [&](RowPerson &person, const Statement &row) {
                     person.orders.push_back({row.integer(1), row.integer(2), row.text(3), row.integer(4) != 0,
                                              row.integer(5) != 0, integer(row, 6), row.text(7), row.text(8),
                                              lines[row.integer(1)]});
                 });
}

void RowReader::readSaved()
{
    each("SELECT lower(s.name), v.document FROM segments s JOIN segment_versions v ON v.segment_id = s.id "
         "WHERE s.deleted_at IS NULL ORDER BY s.id, v.version",
         [&](const Statement &row) {
             if (const auto doc = SegmentDoc::fromJson(row.text(1).toUtf8()))
                 m_rows.segments[row.text(0)] = *doc;
         });
    m_rows.lifecycle = defaultLifecycle();
    each("SELECT document FROM lifecycle",
         [&](const Statement &row) { m_rows.lifecycle = Lifecycle::fromJson(row.text(0).toUtf8()).value(); });
    each("SELECT lower(name), query FROM sql_templates",
         [&](const Statement &row) { m_rows.queries[row.text(0)] = row.text(1); });
}

} // namespace

RowStore readRows(const QString &path)
{
    const auto store = Store::openReader(path);
    if (!store)
        qFatal("%s", qPrintable(store.error().message));
    return RowReader(*store).read();
}

} // namespace perennial
