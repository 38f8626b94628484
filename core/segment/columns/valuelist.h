// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/operators.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace perennial {

// A value and how many people or events have it. A number stands as it is written in JSON, a moment in ISO 8601 in UTC,
// yes and no are "true" and "false".
struct ValueCount
{
    QString value;
    quint32 count = 0;

    friend bool operator==(const ValueCount &, const ValueCount &) = default;
};

// Distinct values as texts, most frequent first, made to be searched while somebody types. Immutable.
class ValueList
{
public:
    struct Entry
    {
        QByteArray text; // UTF-8
        quint32 count = 0;
    };

    ValueList() = default;
    // What nobody has is left out. Numbers and dates come in ascending order; the equally frequent stay in it, texts
    // are put in theirs.
    explicit ValueList(std::vector<Entry> values, ValueType type = ValueType::Text);

    [[nodiscard]] size_t size() const { return m_counts.size(); }
    // Number, Boolean or Date where all values are; else Text.
    [[nodiscard]] ValueType type() const { return m_type; }
    // The most frequent that begin with `text`, then the most frequent that have it within, without regard to case;
    // at most `limit`.
    [[nodiscard]] std::vector<ValueCount> find(const QString &text, int limit) const;

private:
    [[nodiscard]] ValueCount at(size_t place) const;
    [[nodiscard]] size_t placeOf(qsizetype offset) const;
    [[nodiscard]] bool beginsWith(size_t place, const QByteArray &folded) const;

    // All texts one behind the other, each begun by a zero; m_folded without regard to case. One more start than texts.
    QByteArray m_texts;
    QByteArray m_folded;
    std::vector<qsizetype> m_starts;
    std::vector<qsizetype> m_foldedStarts;
    std::vector<quint32> m_counts;
    ValueType m_type = ValueType::Text;
};

} // namespace perennial
