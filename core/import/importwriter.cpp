// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importwriter.h"

#include "core/sqlite/database.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>

namespace perennial {

enum class ImportWriter::Sql : int {
    Metric,
    Property,
    IdentifierKind,
    Details,
    EarlierProfile,
    Merge,
    PointToRoot,
    ForgetConsent,
    Suppress,
    EndSuppressions,
    Order,
    ClearOrderLines,
    ClearOrderEvents,
    Reject,
    Count,
};

enum class ImportWriter::Bulk : int { Profile, Identifier, PropertyValue, Consent, OrderLine, Count };

namespace {

struct BulkSql
{
    const char *head;
    int columns;
};

// In the order of ImportWriter::Bulk.
constexpr std::array Bulks{
    BulkSql{"INSERT INTO profiles(id, created_at, created_assumed, import_id)", 4},
    BulkSql{"INSERT INTO identifiers(kind_id, value, profile_id, flags, import_id)", 5},
    BulkSql{"INSERT OR REPLACE INTO property_values(profile_id, property_id, since, value, import_id)", 5},
    BulkSql{"INSERT OR IGNORE INTO consents(profile_id, channel, at, state, method, assumed, import_id)", 7},
    BulkSql{"INSERT INTO order_lines(order_id, position, name, sku, vendor, quantity, price, discount)", 8},
};

// In the order of ImportWriter::Sql.
constexpr std::array Statements{
    "INSERT INTO metrics(id, name) VALUES (?1, ?2)",
    "INSERT INTO properties(id, name, type) VALUES (?1, ?2, ?3)",
    "INSERT INTO identifier_kinds(id, name) VALUES (?1, ?2)",
    "INSERT INTO event_details(id, properties) VALUES (?1, ?2)",
    "UPDATE profiles SET created_at = ?2, created_assumed = ?3 WHERE id = ?1",
    "INSERT INTO merges(survivor_id, absorbed_id, rule, evidence, at, import_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    "UPDATE profiles SET merged_into = ?1 WHERE id = ?2 OR merged_into = ?2",
    "DELETE FROM consents WHERE profile_id = ?1 AND channel = ?2 AND import_id = ?3",
    "INSERT OR IGNORE INTO suppressions(profile_id, channel, at, reason, import_id) VALUES (?1, ?2, ?3, ?4, ?5)",
    "UPDATE suppressions SET ended_at = ?3 WHERE profile_id = ?1 AND channel = ?2 AND ended_at IS NULL",
    "INSERT INTO orders(id, source, key, number, profile_id, created_at, currency, subtotal, shipping, tax, discount, "
    "total, refunded, test, cancelled, cancelled_at, fulfilled_at, financial_status, fulfillment_status, "
    "payment_method, channel, discount_codes, tags, content_hash, import_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
    "?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25) "
    "ON CONFLICT(id) DO UPDATE SET number = excluded.number, profile_id = excluded.profile_id, "
    "created_at = excluded.created_at, currency = excluded.currency, subtotal = excluded.subtotal, "
    "shipping = excluded.shipping, tax = excluded.tax, discount = excluded.discount, total = excluded.total, "
    "refunded = excluded.refunded, test = excluded.test, cancelled = excluded.cancelled, "
    "cancelled_at = excluded.cancelled_at, fulfilled_at = excluded.fulfilled_at, "
    "financial_status = excluded.financial_status, fulfillment_status = excluded.fulfillment_status, "
    "payment_method = excluded.payment_method, channel = excluded.channel, discount_codes = excluded.discount_codes, "
    "tags = excluded.tags, content_hash = excluded.content_hash, import_id = excluded.import_id",
    "DELETE FROM order_lines WHERE order_id = ?1",
    "DELETE FROM events WHERE profile_id = ?1 AND key BETWEEN ?2 AND ?3",
    "INSERT INTO import_rejects(import_id, row, line, \"column\", reason, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};

void bindValue(Statement &statement, int parameter, const CellValue &value)
{
    switch (value.kind) {
    case CellValue::Kind::Integer:
        statement.bind(parameter, value.integer);
        return;
    case CellValue::Kind::Real:
        statement.bind(parameter, value.real);
        return;
    case CellValue::Kind::Text:
        statement.bind(parameter, value.text);
        return;
    }
}

} // namespace

ImportWriter::ImportWriter(Database &database, ImportId import, Instant now, std::size_t mostHeldEvents,
                           ChangedPeople &changed)
    : m_database(database)
    , m_import(import.value)
    , m_now(now.ms)
    , m_changed(changed)
    , m_events(database, import, mostHeldEvents, changed)
{
    static_assert(Statements.size() == static_cast<size_t>(Sql::Count));
    static_assert(Bulks.size() == static_cast<size_t>(Bulk::Count));
}

Result<void> ImportWriter::prepare()
{
    for (const char *sql : Statements) {
        auto prepared = m_database.prepare(sql);
        if (!prepared)
            return failure(prepared.error());
        m_statements.push_back(std::move(*prepared));
    }
    for (const BulkSql &sql : Bulks) {
        auto prepared = BulkInsert::prepare(m_database, sql.head, sql.columns);
        if (!prepared)
            return failure(prepared.error());
        m_bulks.push_back(std::move(*prepared));
    }
    return {};
}

Result<void> ImportWriter::write(WriteBatch &batch)
{
    if (m_statements.empty()) {
        if (auto prepared = prepare(); !prepared)
            return prepared;
    }
    Result<void> done = writeNames(batch.names);
    if (done)
        done = writeProfiles(batch);
    if (done)
        done = writeIdentifiers(batch.identifiers);
    if (done)
        done = writeMerges(batch.merges);
    if (done)
        done = writeProperties(batch.properties);
    if (done)
        done = writeConsents(batch.consents);
    if (done)
        done = writeSuppressions(batch.suppressions);
    if (done)
        done = writeOrders(batch.orders);
    if (done)
        done = m_events.take(batch.events);
    if (done)
        done = writeRejects(batch.rejects);
    notePeople(batch);
    m_changes += static_cast<qint64>(batch.names.size() + batch.profileWrites() + batch.orders.size());
    return done;
}

// Events aside, of which EventWriter knows whether they are new.
void ImportWriter::notePeople(const WriteBatch &batch)
{
    const auto note = [this](const auto &rows, auto person) {
        for (const auto &row : rows)
            m_changed.note(row.*person);
    };
    note(batch.profiles, &ProfileRow::id);
    note(batch.earlierProfiles, &ProfileRow::id);
    note(batch.identifiers, &IdentifierRow::profile);
    note(batch.merges, &MergeRow::survivor);
    note(batch.merges, &MergeRow::absorbed);
    note(batch.properties, &PropertyRow::profile);
    note(batch.consents, &ConsentWrite::profile);
    note(batch.suppressions, &SuppressionWrite::profile);
    note(batch.orders, &OrderRow::profile);
    note(batch.orders, &OrderRow::replacedProfile);
}

Result<void> ImportWriter::writeNames(std::span<const NameRow> rows)
{
    for (const NameRow &row : rows) {
        // NameRow::Table counts like the first statements.
        Statement &insert = statement(static_cast<Sql>(row.table));
        insert.bind(1, row.id).bind(2, row.name);
        if (row.table == NameRow::Table::Property)
            insert.bind(3, row.type);
        if (auto done = insert.run(); !done)
            return done;
    }
    return {};
}

Result<void> ImportWriter::writeProfiles(const WriteBatch &batch)
{
    const auto bind = [this](Statement &insert, int at, const ProfileRow &row) {
        insert.bind(at, row.id).bind(at + 1, row.createdAt).bind(at + 2, row.assumed).bind(at + 3, m_import);
    };
    if (auto done = bulk(Bulk::Profile).run(std::span<const ProfileRow>(batch.profiles), bind); !done)
        return done;
    Statement &update = statement(Sql::EarlierProfile);
    for (const ProfileRow &row : batch.earlierProfiles) {
        update.bind(1, row.id).bind(2, row.createdAt).bind(3, row.assumed);
        if (auto done = update.run(); !done)
            return done;
    }
    return {};
}

Result<void> ImportWriter::writeIdentifiers(std::span<IdentifierRow> rows)
{
    std::ranges::sort(rows, [](const IdentifierRow &a, const IdentifierRow &b) {
        return std::tie(a.kind, a.value) < std::tie(b.kind, b.value);
    });
    const auto bind = [this](Statement &insert, int at, const IdentifierRow &row) {
        insert.bind(at, row.kind).bind(at + 1, row.value).bind(at + 2, row.profile).bind(at + 3, row.flags);
        insert.bind(at + 4, m_import);
    };
    return bulk(Bulk::Identifier).run(std::span<const IdentifierRow>(rows), bind);
}

Result<void> ImportWriter::writeMerges(std::span<const MergeRow> rows)
{
    for (const MergeRow &row : rows) {
        Statement &insert = statement(Sql::Merge);
        insert.bind(1, row.survivor).bind(2, row.absorbed).bind(3, row.rule).bind(4, row.evidence);
        insert.bind(5, m_now).bind(6, m_import);
        if (auto done = insert.run(); !done)
            return done;
        Statement &point = statement(Sql::PointToRoot);
        point.bind(1, row.survivor).bind(2, row.absorbed);
        if (auto done = point.run(); !done)
            return done;
    }
    return {};
}

Result<void> ImportWriter::writeProperties(std::span<const PropertyRow> rows)
{
    const auto bind = [this](Statement &insert, int at, const PropertyRow &row) {
        insert.bind(at, row.profile).bind(at + 1, row.property).bind(at + 2, row.since);
        bindValue(insert, at + 3, row.value);
        insert.bind(at + 4, m_import);
    };
    return bulk(Bulk::PropertyValue).run(rows, bind);
}

Result<void> ImportWriter::writeConsents(std::span<const ConsentWrite> rows)
{
    const auto bind = [this](Statement &insert, int at, const ConsentWrite &row) {
        insert.bind(at, row.profile).bind(at + 1, row.channel).bind(at + 2, row.at).bind(at + 3, row.state);
        bindText(insert, at + 4, row.method);
        insert.bind(at + 5, row.assumed).bind(at + 6, m_import);
    };
    // A row that replaces another one finds that one written.
    while (!rows.empty()) {
        if (rows.front().replaces) {
            Statement &forget = statement(Sql::ForgetConsent);
            forget.bind(1, rows.front().profile).bind(2, rows.front().channel).bind(3, m_import);
            if (auto done = forget.run(); !done)
                return done;
        }
        const auto next = std::find_if(rows.begin() + 1, rows.end(), std::mem_fn(&ConsentWrite::replaces));
        const auto count = static_cast<std::size_t>(next - rows.begin());
        if (auto done = bulk(Bulk::Consent).run(rows.first(count), bind); !done)
            return done;
        rows = rows.subspan(count);
    }
    return {};
}

Result<void> ImportWriter::writeSuppressions(std::span<const SuppressionWrite> rows)
{
    for (const SuppressionWrite &row : rows) {
        Statement &change = statement(row.ends ? Sql::EndSuppressions : Sql::Suppress);
        change.bind(1, row.profile).bind(2, row.channel).bind(3, row.at);
        if (!row.ends)
            change.bind(4, row.reason).bind(5, m_import);
        if (auto done = change.run(); !done)
            return done;
    }
    return {};
}

Result<void> ImportWriter::writeOrders(std::span<const OrderRow> rows)
{
    for (const OrderRow &row : rows) {
        if (row.isReplacement) {
            if (auto done = clearOrder(row); !done)
                return done;
        }
        if (auto done = writeOrder(row); !done)
            return done;
        if (auto done = writeOrderLines(row); !done)
            return done;
    }
    return {};
}

Result<void> ImportWriter::clearOrder(const OrderRow &row)
{
    Statement &lines = statement(Sql::ClearOrderLines);
    if (auto done = lines.bind(1, row.id).run(); !done)
        return done;
    Statement &events = statement(Sql::ClearOrderEvents);
    return events.bind(1, row.replacedProfile).bind(2, row.firstEventKey).bind(3, row.lastEventKey).run();
}

Result<void> ImportWriter::writeOrder(const OrderRow &row)
{
    Statement &insert = statement(Sql::Order);
    insert.bind(1, row.id).bind(2, row.source);
    if (row.numericKey)
        insert.bind(3, *row.numericKey);
    else
        insert.bind(3, row.textKey);
    bindText(insert, 4, row.number);
    insert.bind(5, row.profile ? std::optional(row.profile) : std::nullopt)
        .bind(6, row.createdAt)
        .bind(7, row.currency);
    insert.bind(8, row.subtotal).bind(9, row.shipping).bind(10, row.tax).bind(11, row.discount).bind(12, row.total);
    insert.bind(13, row.refunded).bind(14, row.test).bind(15, row.cancelled);
    insert.bind(16, row.cancelledAt).bind(17, row.fulfilledAt);
    int parameter = 18;
    for (const std::string_view text :
         {row.financialStatus, row.fulfillmentStatus, row.paymentMethod, row.channel, row.discountCodes, row.tags})
        bindText(insert, parameter++, text);
    insert.bind(24, row.contentHash).bind(25, m_import);
    return insert.run();
}

Result<void> ImportWriter::writeOrderLines(const OrderRow &row)
{
    qint64 position = 0;
    const auto bind = [&](Statement &insert, int at, const OrderLineRow &line) {
        insert.bind(at, row.id).bind(at + 1, ++position);
        bindText(insert, at + 2, line.name);
        bindText(insert, at + 3, line.sku);
        bindText(insert, at + 4, line.vendor);
        insert.bind(at + 5, line.quantity).bind(at + 6, line.price).bind(at + 7, line.discount);
    };
    return bulk(Bulk::OrderLine).run(std::span<const OrderLineRow>(row.lines), bind);
}

Result<void> ImportWriter::finish(const Progress &progress, const ProgressStep &step)
{
    return m_events.finish(progress, step);
}

Result<void> ImportWriter::writeRejects(std::span<const RejectRow> rows)
{
    Statement &insert = statement(Sql::Reject);
    for (const RejectRow &row : rows) {
        insert.bind(1, m_import).bind(2, row.row).bind(3, row.line);
        bindText(insert, 4, row.column);
        insert.bind(5, row.reason).bind(6, row.text);
        if (auto done = insert.run(); !done)
            return done;
    }
    return {};
}

} // namespace perennial
