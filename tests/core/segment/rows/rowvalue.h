// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/segment/rows/rowwindow.h"

#include <QJsonArray>

namespace perennial {

enum class RowVerdict { No, Yes, Unknown };

[[nodiscard]] inline RowVerdict verdictOf(bool yes)
{
    return yes ? RowVerdict::Yes : RowVerdict::No;
}

// A number as the page means it. What is counted, and money, is a fraction of whole numbers, so that no rounding
// decides; a property's number is the double it is.
struct RowNumber
{
    __int128 over = 0;
    __int128 under = 1; // 0: it is `real`
    double real = 0;

    [[nodiscard]] static RowNumber fraction(__int128 over, __int128 under) { return {over, under, 0}; }
    [[nodiscard]] static RowNumber ofReal(double real) { return {0, 0, real}; }
    // A number of the document, as it is written: 0.1 is a tenth.
    [[nodiscard]] static RowNumber written(double number);
    [[nodiscard]] double toReal() const;
};

// Less than, equal to, more than 0.
[[nodiscard]] int compared(const RowNumber &a, const RowNumber &b);
[[nodiscard]] bool passesNumber(Op op, const RowNumber &number, const std::vector<RowNumber> &operands);
[[nodiscard]] bool passesNumber(const Test &test, const RowNumber &number);
[[nodiscard]] bool passesText(const Test &test, const QString &text);
[[nodiscard]] bool passesList(const Test &test, const QJsonArray &list);

// A value with its type.
struct RowValue
{
    ValueType type = ValueType::Any;
    RowNumber number{};
    QString text{};
    bool yes = false;
    qint64 date = 0;
    QJsonArray list{};
};

// What a value of an event's properties is for an operator of `type`; nothing where it is of another type.
[[nodiscard]] std::optional<RowValue> readAs(ValueType type, const QJsonValue &json, const QTimeZone &zone);
// A known value under a test whose operator suits its type.
[[nodiscard]] RowVerdict judgeValue(const Test &test, const RowValue &value, const RowQuestion &question,
                                    const RowPerson &person);
// The same of what may not be known.
[[nodiscard]] RowVerdict judgeMaybe(const Test &test, const std::optional<RowValue> &value, const RowQuestion &question,
                                    const RowPerson &person);

// An amount in minor units, not known in another currency than the store's.
[[nodiscard]] std::optional<RowNumber> amountOf(std::optional<qint64> minor, const QString &currency,
                                                const RowStore &store);
// What tells two values of events apart: 1 and 1.0 are one, the number 1, the text "1" and yes are three.
[[nodiscard]] QString identityOf(const QJsonValue &json);

} // namespace perennial
