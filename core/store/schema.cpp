// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema.h"

#include "core/sqlite/database.h"
#include "core/sqlite/transaction.h"

#include <array>

namespace perennial {

namespace {

// docs/store.md describes every table. Times are Unix milliseconds UTC, money is minor units of its currency.
// Texts that repeat are integer keys; tables that are read by person are clustered by person (WITHOUT ROWID), so that
// a timeline is one range and an import that follows people appends.
constexpr auto Version1 = R"sql(
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE imports(
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    source TEXT NOT NULL,
    mapping TEXT,
    zone TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    read INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    warnings TEXT NOT NULL DEFAULT '[]',
    CHECK (read = stored + unchanged + rejected)) STRICT;

CREATE TABLE import_rejects(
    import_id INTEGER NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "column" TEXT,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY(import_id, row)) STRICT, WITHOUT ROWID;

CREATE TABLE import_presets(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    mapping TEXT NOT NULL,
    updated_at INTEGER NOT NULL) STRICT;

CREATE TABLE profiles(
    id INTEGER PRIMARY KEY,
    created_at INTEGER,
    created_assumed INTEGER NOT NULL DEFAULT 0,
    merged_into INTEGER REFERENCES profiles(id),
    import_id INTEGER NOT NULL) STRICT;
CREATE INDEX profiles_by_merged_into ON profiles(merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE identifier_kinds(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO identifier_kinds VALUES (1, 'email'), (2, 'phone'), (3, 'cookie');

CREATE TABLE identifiers(
    kind_id INTEGER NOT NULL REFERENCES identifier_kinds(id),
    value TEXT NOT NULL,
    profile_id INTEGER NOT NULL REFERENCES profiles(id),
    flags INTEGER NOT NULL DEFAULT 0,
    import_id INTEGER NOT NULL,
    PRIMARY KEY(kind_id, value)) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_by_profile ON identifiers(profile_id);

CREATE TABLE merges(
    id INTEGER PRIMARY KEY,
    survivor_id INTEGER NOT NULL REFERENCES profiles(id),
    absorbed_id INTEGER NOT NULL REFERENCES profiles(id),
    rule TEXT NOT NULL,
    evidence TEXT NOT NULL,
    at INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    undone_at INTEGER) STRICT;

CREATE TABLE properties(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL CHECK (type IN ('text', 'number', 'boolean', 'date', 'list'))) STRICT;

CREATE TABLE property_values(
    profile_id INTEGER NOT NULL REFERENCES profiles(id),
    property_id INTEGER NOT NULL REFERENCES properties(id),
    since INTEGER NOT NULL,
    value ANY,
    import_id INTEGER NOT NULL,
    PRIMARY KEY(profile_id, property_id, since)) STRICT, WITHOUT ROWID;

CREATE TABLE consents(
    profile_id INTEGER NOT NULL REFERENCES profiles(id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'push', 'whatsapp')),
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('subscribed', 'unsubscribed', 'never')),
    method TEXT,
    assumed INTEGER NOT NULL DEFAULT 0,
    import_id INTEGER NOT NULL,
    PRIMARY KEY(profile_id, channel, at)) STRICT, WITHOUT ROWID;

CREATE TABLE suppressions(
    profile_id INTEGER NOT NULL REFERENCES profiles(id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'push', 'whatsapp')),
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    ended_at INTEGER,
    import_id INTEGER NOT NULL,
    PRIMARY KEY(profile_id, channel, at, reason)) STRICT, WITHOUT ROWID;

CREATE TABLE metrics(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE event_details(
    id INTEGER PRIMARY KEY,
    properties TEXT NOT NULL UNIQUE) STRICT;

-- profile_id 0 is "nobody known". key tells events of one moment apart and makes a second import find them.
CREATE TABLE events(
    profile_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    metric_id INTEGER NOT NULL,
    key INTEGER NOT NULL,
    value INTEGER,
    currency TEXT,
    order_key ANY,
    details_id INTEGER,
    import_id INTEGER NOT NULL,
    PRIMARY KEY(profile_id, at, metric_id, key)) STRICT, WITHOUT ROWID;

CREATE TABLE orders(
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    key ANY NOT NULL,
    number TEXT,
    profile_id INTEGER REFERENCES profiles(id),
    created_at INTEGER NOT NULL,
    currency TEXT NOT NULL,
    subtotal INTEGER,
    shipping INTEGER,
    tax INTEGER,
    discount INTEGER,
    total INTEGER,
    refunded INTEGER NOT NULL DEFAULT 0,
    test INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0,
    cancelled_at INTEGER,
    fulfilled_at INTEGER,
    financial_status TEXT,
    fulfillment_status TEXT,
    payment_method TEXT,
    channel TEXT,
    discount_codes TEXT,
    tags TEXT,
    content_hash INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    UNIQUE(source, key)) STRICT;
CREATE INDEX orders_by_profile ON orders(profile_id);
CREATE INDEX orders_by_key ON orders(key);

CREATE TABLE order_lines(
    order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT,
    sku TEXT,
    vendor TEXT,
    quantity INTEGER NOT NULL,
    price INTEGER,
    discount INTEGER,
    PRIMARY KEY(order_id, position)) STRICT, WITHOUT ROWID;

CREATE TABLE segments(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER) STRICT;
CREATE UNIQUE INDEX segments_by_name ON segments(name) WHERE deleted_at IS NULL;

CREATE TABLE segment_versions(
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    document TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY(segment_id, version)) STRICT, WITHOUT ROWID;

CREATE TABLE exports(
    id INTEGER PRIMARY KEY,
    segment_name TEXT NOT NULL,
    document TEXT NOT NULL,
    layout TEXT NOT NULL,
    mode TEXT NOT NULL,
    path TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    at INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    excluded TEXT NOT NULL) STRICT;

CREATE TABLE audit_log(
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL) STRICT;

-- One row a living person, merged profiles folded in: what a BI tool counts.
CREATE VIEW people AS SELECT id, created_at, created_assumed FROM profiles WHERE merged_into IS NULL;

-- Events with their person, metric and details spelt out.
CREATE VIEW event_log AS
    SELECT coalesce(p.merged_into, e.profile_id) AS profile_id, m.name AS metric, e.at, e.value, e.currency, e.order_key,
           d.properties, e.key, e.import_id
    FROM events e
    JOIN metrics m ON m.id = e.metric_id
    LEFT JOIN profiles p ON p.id = e.profile_id
    LEFT JOIN event_details d ON d.id = e.details_id;
)sql";

// Lists, saved queries, and what is needed to bring columns up to date without reading everything again.
constexpr auto Version2 = R"sql(
ALTER TABLE consents ADD COLUMN double_opt_in INTEGER;

CREATE TABLE lists(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    note TEXT,
    created_at INTEGER NOT NULL) STRICT;

CREATE TABLE list_members(
    list_id INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
    profile_id INTEGER NOT NULL REFERENCES profiles(id),
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY(list_id, profile_id, since)) STRICT, WITHOUT ROWID;

CREATE TABLE flow_stays(
    flow TEXT NOT NULL COLLATE NOCASE,
    step TEXT NOT NULL COLLATE NOCASE,
    profile_id INTEGER NOT NULL REFERENCES profiles(id),
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY(flow, step, profile_id, since)) STRICT, WITHOUT ROWID;

CREATE TABLE sql_templates(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    query TEXT NOT NULL,
    parameters TEXT NOT NULL DEFAULT '[]',
    note TEXT,
    updated_at INTEGER NOT NULL) STRICT;

-- Whose rows became others with a revision; profile 0: anybody's may have.
CREATE TABLE changed_profiles(
    revision INTEGER NOT NULL,
    profile_id INTEGER NOT NULL,
    PRIMARY KEY(revision, profile_id)) STRICT, WITHOUT ROWID;
)sql";

// What somebody makes around segments: templates of one's own, tags, an owner; and where a list comes from.
constexpr auto Version3 = R"sql(
CREATE TABLE segment_templates(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    template TEXT NOT NULL,
    updated_at INTEGER NOT NULL) STRICT;

CREATE TABLE segment_tags(
    segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
    tag TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY(segment_id, tag)) STRICT, WITHOUT ROWID;

ALTER TABLE segments ADD COLUMN owner TEXT;
ALTER TABLE segments ADD COLUMN last_used INTEGER;

-- The segment, its version and the moment that a frozen list was made of, and the definition as it was.
ALTER TABLE lists ADD COLUMN segment_id INTEGER REFERENCES segments(id);
ALTER TABLE lists ADD COLUMN segment_version INTEGER;
ALTER TABLE lists ADD COLUMN as_of INTEGER;
ALTER TABLE lists ADD COLUMN document TEXT;
)sql";

// The stages that people pass through, where they are not those of everybody; one row at most.
constexpr auto Version4 = R"sql(
CREATE TABLE lifecycle(
    id INTEGER PRIMARY KEY CHECK(id = 1),
    document TEXT NOT NULL,
    updated_at INTEGER NOT NULL) STRICT;
)sql";

// Flows, kept as segments are.
constexpr auto Version5 = R"sql(
CREATE TABLE flows(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER) STRICT;
CREATE UNIQUE INDEX flows_by_name ON flows(name) WHERE deleted_at IS NULL;

CREATE TABLE flow_versions(
    flow_id INTEGER NOT NULL REFERENCES flows(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    document TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY(flow_id, version)) STRICT, WITHOUT ROWID;
)sql";

// Where people are sent, whom it was told of, and what is on its way: written here before it leaves.
constexpr auto Version6 = R"sql(
CREATE TABLE destinations(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE,
    document TEXT NOT NULL,
    remote_ids TEXT NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER) STRICT;
CREATE UNIQUE INDEX destinations_by_name ON destinations(name) WHERE deleted_at IS NULL;

CREATE TABLE destination_people(
    destination_id INTEGER PRIMARY KEY REFERENCES destinations(id) ON DELETE CASCADE,
    run_id INTEGER NOT NULL,
    people BLOB NOT NULL) STRICT;

CREATE TABLE push_runs(
    id INTEGER PRIMARY KEY,
    destination_id INTEGER NOT NULL REFERENCES destinations(id) ON DELETE CASCADE,
    destination TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'done', 'failed', 'cancelled')),
    due_at INTEGER,
    as_of INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    session INTEGER NOT NULL,
    joins INTEGER NOT NULL,
    stays INTEGER NOT NULL,
    leaves INTEGER NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    skipped TEXT NOT NULL DEFAULT '{}',
    requests INTEGER NOT NULL DEFAULT 0,
    repeats INTEGER NOT NULL DEFAULT 0,
    plan BLOB NOT NULL,
    cut INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX push_runs_by_destination ON push_runs(destination_id, id);
CREATE UNIQUE INDEX push_runs_by_due ON push_runs(destination_id, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE push_batches(
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES push_runs(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('prepare', 'rows', 'finish')),
    op TEXT NOT NULL CHECK (op IN ('add', 'take-out')),
    rows INTEGER NOT NULL,
    content BLOB NOT NULL,
    is_last INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'asked', 'done', 'split')),
    stage TEXT NOT NULL DEFAULT '',
    memo BLOB NOT NULL DEFAULT x'',
    tries INTEGER NOT NULL DEFAULT 0,
    asked_at INTEGER,
    done_at INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE(run_id, number)) STRICT;

CREATE TABLE push_rows(
    run_id INTEGER NOT NULL REFERENCES push_runs(id) ON DELETE CASCADE,
    profile_id INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('failed', 'skipped')),
    status INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(run_id, profile_id)) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array Steps{SchemaStep{1, Version1}, SchemaStep{2, Version2}, SchemaStep{3, Version3},
                           SchemaStep{4, Version4}, SchemaStep{5, Version5}, SchemaStep{6, Version6}};

Result<void> runStep(Database &database, const SchemaStep &step)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return failure(transaction.error());
    if (const auto done = database.execute(step.sql); !done)
        return done;
    const QByteArray stamp = "PRAGMA user_version=" + QByteArray::number(step.version) +
                             ";PRAGMA application_id=" + QByteArray::number(StoreApplicationId);
    if (const auto stamped = database.execute(stamp); !stamped)
        return stamped;
    return transaction->commit();
}

} // namespace

std::span<const SchemaStep> schemaSteps()
{
    return Steps;
}

int newestSchemaVersion()
{
    return Steps.back().version;
}

Result<void> migrate(Database &database, std::span<const SchemaStep> steps)
{
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    for (const SchemaStep &step : steps) {
        if (step.version <= *version)
            continue;
        if (const auto done = runStep(database, step); !done)
            return done;
    }
    return {};
}

} // namespace perennial
