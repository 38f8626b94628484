// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/profileview.h"

#include "core/store/rows.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// The rows of a person (?1) are those of the profile and of all that were merged into it.
std::string ofPerson(std::string_view query)
{
    return std::string("WITH person(id) AS (SELECT id FROM profiles WHERE id = ?1 OR merged_into = ?1) ").append(query);
}

QVariant readValue(const Statement &row, int column)
{
    if (row.isNull(column))
        return {};
    if (row.isText(column))
        return row.text(column);
    if (row.isReal(column))
        return row.real(column);
    return row.integer(column);
}

Result<void> readHead(const Store &store, ProfileView &view, Instant)
{
    const auto rows = queryRows(
        store.database(), "SELECT created_at, created_assumed FROM profiles WHERE id = ?1",
        [&](const Statement &row) {
            if (!row.isNull(0))
                view.created = Instant{row.integer(0)};
            view.createdAssumed = row.integer(1) != 0;
            return true;
        },
        view.id.value);
    if (!rows)
        return failure(rows.error());
    if (rows->empty())
        return failure(ErrorKind::NotFound, tr("There is nobody with this id in the store."), store.path());
    return {};
}

Result<void> readIdentifiers(const Store &store, ProfileView &view, Instant)
{
    auto rows = queryRows(
        store.database(),
        ofPerson("SELECT k.name, i.value, i.flags FROM identifiers i JOIN identifier_kinds k ON k.id = i.kind_id "
                 "WHERE i.profile_id IN person ORDER BY i.kind_id, i.profile_id, i.value"),
        [](const Statement &row) {
            return IdentifierView{row.text(0), row.text(1), (row.integer(2) & 1) == 0};
        },
        view.id.value);
    if (!rows)
        return failure(rows.error());
    view.identifiers = std::move(*rows);
    return {};
}

Result<void> readProperties(const Store &store, ProfileView &view, Instant moment)
{
    // max() makes SQLite take the other columns from that very row: the newest up to the moment, else the earliest.
    auto rows = queryRows(
        store.database(),
        ofPerson("SELECT p.name, p.type, v.value, v.since, "
                 "max(iif(v.since <= ?2, v.since, -4611686018427387904 - v.since)) "
                 "FROM property_values v JOIN properties p ON p.id = v.property_id "
                 "WHERE v.profile_id IN person GROUP BY v.property_id ORDER BY p.name"),
        [&](const Statement &row) {
            const Instant since{row.integer(3)};
            return PropertyView{row.text(0), row.text(1), readValue(row, 2), since, since > moment};
        },
        view.id.value, moment.ms);
    if (!rows)
        return failure(rows.error());
    std::erase_if(*rows, [](const PropertyView &property) { return property.value.isNull(); });
    view.properties = std::move(*rows);
    return {};
}

Result<void> readConsents(const Store &store, ProfileView &view, Instant moment)
{
    auto rows = queryRows(
        store.database(),
        ofPerson("SELECT channel, state, at, coalesce(method, ''), assumed, "
                 "max(at * 4 + CASE state WHEN 'unsubscribed' THEN 2 WHEN 'never' THEN 1 ELSE 0 END) "
                 "FROM consents WHERE profile_id IN "
                 "person AND at <= ?2 GROUP BY channel ORDER BY channel"),
        [](const Statement &row) {
            return ConsentView{row.text(0), row.text(1), {row.integer(2)}, row.text(3), row.integer(4) != 0};
        },
        view.id.value, moment.ms);
    if (!rows)
        return failure(rows.error());
    view.consents = std::move(*rows);
    auto suppressions = queryRows(
        store.database(),
        ofPerson("SELECT channel, reason, min(at) FROM suppressions WHERE profile_id IN person AND at <= ?2 "
                 "AND coalesce(ended_at > ?2, TRUE) GROUP BY channel, reason ORDER BY channel, reason"),
        [](const Statement &row) {
            return SuppressionView{row.text(0), row.text(1), {row.integer(2)}};
        },
        view.id.value, moment.ms);
    if (!suppressions)
        return failure(suppressions.error());
    view.suppressions = std::move(*suppressions);
    return {};
}

Result<void> readOrders(const Store &store, ProfileView &view, Instant moment)
{
    auto rows = queryRows(
        store.database(),
        ofPerson(
            "SELECT coalesce(o.number, o.key), o.created_at, o.currency, coalesce(o.total, 0), o.refunded, "
            "o.test, o.cancelled, "
            "coalesce(o.financial_status, ''), coalesce(o.fulfillment_status, ''), "
            "(SELECT group_concat(quantity || ' × ' || coalesce(name, sku, ''), char(10)) FROM order_lines "
            " WHERE order_id = o.id) "
            "FROM orders o WHERE o.profile_id IN person AND o.created_at <= ?2 ORDER BY o.created_at DESC, o.id DESC"),
        [](const Statement &row) {
            return OrderView{row.text(0),         {row.integer(1)},
                             row.text(2),         row.integer(3),
                             row.integer(4),      row.integer(5) != 0,
                             row.integer(6) != 0, row.text(7),
                             row.text(8),         row.text(9).split(u'\n', Qt::SkipEmptyParts)};
        },
        view.id.value, moment.ms);
    if (!rows)
        return failure(rows.error());
    view.orders = std::move(*rows);
    return {};
}

EventView readEvent(const Statement &row)
{
    EventView event{.metric = row.text(0),
                    .at = {row.integer(1)},
                    .value = {},
                    .currency = row.text(3),
                    .order = row.text(4),
                    .properties = {}};
    if (!row.isNull(2))
        event.value = row.integer(2);
    const std::string_view json = row.bytes(5);
    event.properties = QByteArray(json.data(), static_cast<qsizetype>(json.size()));
    return event;
}

Result<void> readEvents(const Store &store, ProfileView &view, Instant moment, int limit)
{
    auto rows = queryRows(
        store.database(),
        ofPerson(
            "SELECT m.name, e.at, e.value, coalesce(e.currency, ?2), "
            "coalesce((SELECT number FROM orders WHERE key = e.order_key), e.order_key), d.properties FROM events e "
            "JOIN metrics m ON m.id = e.metric_id LEFT JOIN event_details d ON d.id = e.details_id "
            "WHERE e.profile_id IN person AND e.at <= ?3 ORDER BY e.at DESC, e.metric_id, e.key LIMIT ?4"),
        readEvent, view.id.value, store.settings().currency, moment.ms, limit);
    if (!rows)
        return failure(rows.error());
    view.events = std::move(*rows);
    return {};
}

Result<void> readMerges(const Store &store, ProfileView &view, Instant)
{
    auto rows = queryRows(
        store.database(),
        ofPerson("SELECT id, absorbed_id, rule, evidence, at FROM merges WHERE undone_at IS NULL AND absorbed_id IN "
                 "person ORDER BY id"),
        [](const Statement &row) {
            return MergeView{row.integer(0), {row.integer(1)}, row.text(2), row.text(3), {row.integer(4)}};
        },
        view.id.value);
    if (!rows)
        return failure(rows.error());
    view.merges = std::move(*rows);
    return {};
}

} // namespace

Result<ProfileId> findProfile(const Store &store, const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.trimmed().toLongLong(&isNumber);
    // An identifier wins over our own number: people paste what they see in the shop.
    const auto rows = queryRows(
        store.database(),
        "SELECT coalesce(p.merged_into, p.id) FROM ("
        "  SELECT profile_id AS id, kind_id AS rank FROM identifiers "
        "  WHERE kind_id IN (SELECT id FROM identifier_kinds) AND value IN (?1, ?2)"
        "  UNION ALL SELECT id, 1000000 FROM profiles WHERE id = ?3) found "
        "JOIN profiles p ON p.id = found.id ORDER BY found.rank LIMIT 1",
        [](const Statement &row) { return ProfileId{row.integer(0)}; }, text.trimmed(), text.trimmed().toLower(),
        isNumber ? number : qint64(0));
    if (!rows)
        return failure(rows.error());
    if (rows->empty())
        return failure(ErrorKind::NotFound, tr("Nobody in the store has this e-mail, phone or id."), store.path());
    return rows->front();
}

Result<ProfileView> viewProfile(const Store &store, ProfileId id, Instant moment, int eventLimit)
{
    ProfileView view;
    view.id = id;
    for (const auto read : {readHead, readIdentifiers, readProperties, readConsents, readOrders, readMerges}) {
        if (const auto done = read(store, view, moment); !done)
            return failure(done.error());
    }
    if (const auto done = readEvents(store, view, moment, eventLimit); !done)
        return failure(done.error());
    return view;
}

} // namespace perennial
