// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/evaluate/segmentengine.h"

#include <QTest>

namespace perennial {

// A document with these conditions, JSON with ' for ". Without a zone it has that of the store.
[[nodiscard]] inline QByteArray segmentText(const QByteArray &children, const char *match = "all",
                                            const char *zone = "")
{
    QByteArray text = "{'format':'perennial-segment','version':1,'zone':'" + QByteArray(zone) +
                      "','root':{'kind':'group','match':'" + match + "','children':[" + children + "]}}";
    return text.replace('\'', '"');
}

// What the engine answers.
[[nodiscard]] inline Result<SegmentAnswer> answerTo(const SegmentDoc &doc,
                                                    const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    return SegmentEngine::compile(doc, table, asOf).and_then([](const Plan &plan) {
        return SegmentEngine::evaluate(plan, Progress());
    });
}

[[nodiscard]] inline Result<SegmentAnswer> answerTo(const QByteArray &text,
                                                    const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    return SegmentDoc::fromJson(text).and_then([&](const SegmentDoc &doc) { return answerTo(doc, table, asOf); });
}

[[nodiscard]] inline std::vector<qint64> idsIn(const SegmentAnswer &answer, const ProfileTable &table)
{
    std::vector<qint64> ids;
    answer.members.forEach([&](quint32 index) { ids.push_back(table.idAt(index).value); });
    return ids;
}

// "1 4".
[[nodiscard]] inline QString textOfIds(const SegmentAnswer &answer, const ProfileTable &table)
{
    QStringList ids;
    for (const qint64 id : idsIn(answer, table))
        ids.append(QString::number(id));
    return ids.join(u' ');
}

// A table of tests: conditions, and the ids of those who meet them.
inline void askedColumns()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QString>("ids");
}

inline void askedRow(const char *name, const QByteArray &children, const char *ids)
{
    QTest::newRow(name) << children << QString(ids);
}

} // namespace perennial
