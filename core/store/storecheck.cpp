// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/storecheck.h"

#include "core/store/backup.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace perennial {

namespace {

// Each query counts rows that must not be there. One scan each, in the order of the table's key.
struct Rule
{
    std::string_view sql;
    const char *sentence;
};

constexpr Rule Rules[] = {
    {"SELECT count(*) FROM (SELECT DISTINCT profile_id FROM events WHERE profile_id <> 0) e "
     "WHERE NOT EXISTS (SELECT 1 FROM profiles p WHERE p.id = e.profile_id)",
     QT_TRANSLATE_NOOP("perennial", "%1 people have events but no profile.")},
    {"SELECT count(*) FROM events WHERE metric_id NOT IN (SELECT id FROM metrics)",
     QT_TRANSLATE_NOOP("perennial", "%1 events name a metric that does not exist.")},
    {"SELECT count(*) FROM events e WHERE e.details_id IS NOT NULL "
     "AND NOT EXISTS (SELECT 1 FROM event_details d WHERE d.id = e.details_id)",
     QT_TRANSLATE_NOOP("perennial", "%1 events name details that do not exist.")},
    {"SELECT count(*) FROM events WHERE import_id NOT IN (SELECT id FROM imports)",
     QT_TRANSLATE_NOOP("perennial", "%1 events come from an import that is not recorded.")},
    {"SELECT count(*) FROM profiles p JOIN profiles root ON root.id = p.merged_into WHERE root.merged_into IS NOT NULL",
     QT_TRANSLATE_NOOP("perennial", "%1 merged profiles do not point to the person they belong to.")},
    {"SELECT count(*) FROM profiles WHERE merged_into IS NOT NULL "
     "AND id NOT IN (SELECT absorbed_id FROM merges WHERE undone_at IS NULL)",
     QT_TRANSLATE_NOOP("perennial", "%1 profiles are merged without a record of why.")},
    {"SELECT (SELECT count(*) FROM events WHERE value NOT BETWEEN -1000000000000000 AND 1000000000000000) + "
     "(SELECT count(*) FROM order_lines WHERE price NOT BETWEEN -1000000000000000 AND 1000000000000000)",
     QT_TRANSLATE_NOOP("perennial", "%1 amounts are larger than any sale (10^15 minor units).")},
    {"SELECT count(*) FROM event_details WHERE NOT json_valid(properties)",
     QT_TRANSLATE_NOOP("perennial", "%1 sets of event details are not JSON.")},
};

// Damage that a query runs into is what the check is after; any other failure ends it.
Result<void> noteDamage(QStringList &findings, const Error &error)
{
    if (error.kind != ErrorKind::Unreadable)
        return failure(error);
    if (!findings.contains(error.message))
        findings.append(error.message);
    return {};
}

Result<void> checkForeignKeys(const Store &store, QStringList &findings)
{
    const auto rows =
        queryRows(store.database(), "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY \"table\"",
                  [](const Statement &row) { return std::pair(row.text(0), row.integer(1)); });
    if (!rows)
        return noteDamage(findings, rows.error());
    for (const auto &[table, count] : *rows)
        findings.append(QCoreApplication::translate("perennial", "%1 rows of %2 refer to rows that do not exist.")
                            .arg(count)
                            .arg(table));
    return {};
}

Result<void> checkPages(const Store &store, QStringList &findings)
{
    const auto found = checkIntegrity(store.database());
    if (!found)
        return noteDamage(findings, found.error());
    findings.append(*found);
    return {};
}

Result<void> checkRule(const Store &store, const Rule &rule, QStringList &findings)
{
    const auto count = store.database().integer(rule.sql);
    if (!count)
        return noteDamage(findings, count.error());
    if (*count > 0)
        findings.append(QCoreApplication::translate("perennial", rule.sentence).arg(*count));
    return {};
}

} // namespace

Result<QStringList> checkStore(const Store &store)
{
    QStringList findings;
    if (const auto checked = checkPages(store, findings); !checked)
        return failure(checked.error());
    if (const auto checked = checkForeignKeys(store, findings); !checked)
        return failure(checked.error());
    for (const Rule &rule : Rules) {
        if (const auto checked = checkRule(store, rule, findings); !checked)
            return failure(checked.error());
    }
    return findings;
}

} // namespace perennial
