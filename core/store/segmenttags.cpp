// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmenttags.h"

#include "core/sqlite/transaction.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <algorithm>

namespace perennial {

namespace {

struct Tag
{
    SegmentId segment;
    QString text;
};

bool comesBefore(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) < 0;
}

QString spelledAs(const QString &tag, const QStringList &known)
{
    for (const QString &other : known) {
        if (other.compare(tag, Qt::CaseInsensitive) == 0)
            return other;
    }
    return tag;
}

} // namespace

QStringList tidyTags(const QStringList &tags)
{
    QStringList tidy;
    for (const QString &tag : tags) {
        const QString text = tag.simplified();
        if (!text.isEmpty() && !tidy.contains(text, Qt::CaseInsensitive))
            tidy.append(text);
    }
    std::ranges::sort(tidy, comesBefore);
    return tidy;
}

Result<TagsBySegment> SegmentTags::all() const
{
    const auto rows =
        queryRows(m_store.database(), "SELECT segment_id, tag FROM segment_tags", [](const Statement &row) {
            return Tag{{row.integer(0)}, row.text(1)};
        });
    if (!rows)
        return failure(rows.error());
    TagsBySegment tags;
    for (const Tag &tag : *rows)
        tags[tag.segment].append(tag.text);
    for (auto &[segment, texts] : tags)
        std::ranges::sort(texts, comesBefore);
    return tags;
}

Result<QStringList> SegmentTags::of(SegmentId id) const
{
    const auto rows = queryRows(
        m_store.database(), "SELECT tag FROM segment_tags WHERE segment_id = ?1",
        [](const Statement &row) { return row.text(0); }, id.value);
    return rows ? tidyTags(QStringList(rows->begin(), rows->end())) : Result<QStringList>(failure(rows.error()));
}

Result<void> SegmentTags::set(const TagsBySegment &tags)
{
    auto transaction = Transaction::begin(m_store.database());
    if (!transaction)
        return failure(transaction.error());
    const auto before = all();
    if (!before)
        return failure(before.error());
    QStringList known;
    for (const auto &[segment, texts] : *before) {
        if (!tags.contains(segment))
            known += texts;
    }
    for (const auto &[segment, texts] : tags) {
        QStringList spelled;
        for (const QString &tag : tidyTags(texts))
            spelled.append(spelledAs(tag, known));
        if (const auto written = write(segment, spelled); !written)
            return written;
    }
    return transaction->commit();
}

Result<void> SegmentTags::write(SegmentId id, const QStringList &tags)
{
    auto clear = m_store.database().prepare("DELETE FROM segment_tags WHERE segment_id = ?1");
    if (!clear)
        return failure(clear.error());
    if (const auto cleared = clear->bind(1, id.value).run(); !cleared)
        return cleared;
    for (const QString &tag : tags) {
        auto insert = m_store.database().prepare("INSERT INTO segment_tags(segment_id, tag) VALUES(?1, ?2)");
        if (!insert)
            return failure(insert.error());
        if (const auto inserted = insert->bind(1, id.value).bind(2, tag).run(); !inserted)
            return inserted;
    }
    return {};
}

} // namespace perennial
