// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace perennial {

// A segment of an example and the names of those who are in it, in the order of the page.
struct ExampleQuestion
{
    int line = 0;
    QByteArray segment; // JSON of the root, or of its one condition
    QString asOf;
    QString zone;
    QString weekStart;
    QStringList in;
};

// One box of docs/segment-semantics.md: a few rows of a store as text, and segments with who is in them.
//
//     Ada | did | Placed Order | 2026-03-22T11:00:00Z | 25.00 | {"size": 41}
//     Ada | has | City | Austin | 2026-01-01T00:00:00Z
//     Ada | said | email unsubscribed | 2026-03-01T00:00:00Z
//     Ada | is suppressed on | email | HARD_BOUNCED | 2026-03-01T00:00:00Z
//     Ada | ordered | 2026-03-02T10:00:00Z | 2 × Shoes at 12.50 | cancelled 2026-03-05T10:00:00Z
//     Ada | joined | VIPs | 2026-03-02T10:00:00Z | left 2026-03-05T10:00:00Z
//     Ada | came | 2026-03-01T00:00:00Z
//     Ada 2 | is | Ada
//     asked 2026-03-29T11:00:00Z, Europe/Berlin
//     {"kind": …}
//     in: Ada, Bo
//
// Whoever is named exists, from the beginning unless they "came", and has an e-mail address. "asked" holds until the
// next one.
struct Example
{
    int line = 0;
    QByteArray sql;
    std::map<QString, qint64> ids;
    std::vector<ExampleQuestion> questions;
    QString problem; // what could not be read
};

[[nodiscard]] std::vector<Example> examplesIn(const QString &markdown);

} // namespace perennial
