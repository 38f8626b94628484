// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/segment/columns/column.h"
#include "core/segment/document/operators.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <cmath>
#include <limits>
#include <vector>

namespace perennial {

// One property of all people in a column: the value known last, and for those who had several, since when each held.
// Immutable once built.
struct PropertyColumn
{
    static constexpr quint32 NoCode = 0;
    static constexpr qint64 NoDate = std::numeric_limits<qint64>::min();
    static constexpr double NoNumber = std::numeric_limits<double>::quiet_NaN();

    // A value as 64 bits, whatever its type: a code, a date, the bits of a number.
    using Raw = qint64;

    struct Earlier
    {
        quint32 person;
        qint64 since;
        Raw raw;
    };

    PropertyId id;
    QString name;
    ValueType type = ValueType::Text;
    Column<quint32> codes; // text, yes or no, list: place in `texts`; 0 is "not known"
    Column<double> numbers;
    Column<qint64> dates;
    std::vector<QByteArray> texts;                         // UTF-8; yes and no are "1" and "0", a list is its JSON
    Column<Earlier> histories;                             // all values of those who had several, by person and time
    qint64 lastSince = std::numeric_limits<qint64>::min(); // of `histories`
    quint32 known = 0;

    [[nodiscard]] Raw rawAt(quint32 person) const;
    [[nodiscard]] Raw noValue() const { return noValueOf(type); }
    [[nodiscard]] static Raw noValueOf(ValueType type);
    // The value in force at `asOf` among the rows of one person: the latest since then or before, or the earliest.
    [[nodiscard]] static Raw inForce(const Earlier *begin, const Earlier *end, qint64 asOf);
};

// Completes a column whose values and histories are there.
void finish(PropertyColumn &column);

// Gathers one property's values while tables are read.
class PropertyBuilder
{
public:
    PropertyBuilder(PropertyId id, const QString &name, ValueType type, quint32 people);

    // All rows of a person must come together, by time; of two at the same moment the later call wins.
    void add(quint32 person, qint64 since, PropertyColumn::Raw raw);
    [[nodiscard]] PropertyColumn::Raw codeOf(QByteArrayView text);
    [[nodiscard]] ValueType type() const { return m_column.type; }
    [[nodiscard]] PropertyColumn::Raw noValue() const { return m_column.noValue(); }
    [[nodiscard]] PropertyColumn take();

private:
    [[nodiscard]] PropertyColumn::Raw rawAt(quint32 person) const;
    void put(quint32 person, PropertyColumn::Raw raw);

    PropertyColumn m_column;
    std::vector<quint32> m_codeOf; // by person, as the other two
    std::vector<double> m_numbers;
    std::vector<qint64> m_dates;
    std::vector<PropertyColumn::Earlier> m_histories;
    QHash<QByteArray, quint32> m_codes;
    quint32 m_person = std::numeric_limits<quint32>::max();
    qint64 m_since = 0;
    bool m_inHistory = false;
};

} // namespace perennial
