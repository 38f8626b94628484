// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/segment/plan/binding.h"

#include <cmath>
#include <variant>

namespace perennial {

// A number that every person may have: a numeric property by its name, or one that a condition compares: made of
// events, of order lines, the times of a median gap something is overdue, the distance from a point, the rank or
// percentile by a score.
using NumberSource =
    std::variant<QString, EventQuantity, OrderLineCondition, RhythmCondition, PlaceCondition, ScoreCondition>;

// The numbers of all people of a table at a moment, as conditions compare them: fractions of whole numbers, or reals.
struct NumberColumn
{
    bool isMoney = false;
    qint64 scale = 1;                  // whole numbers in one unit of what people write: 100 for cents
    std::vector<qint64> numerators;    // by person
    std::vector<quint32> denominators; // 0: not known
    std::vector<double> reals;         // instead of both; not a number: not known
    double realUnit = 1;               // one unit of what people write, in the reals: a mile in kilometres

    [[nodiscard]] bool isReal() const { return numerators.empty(); }
    [[nodiscard]] bool isKnown(quint32 person) const
    {
        return isReal() ? !std::isnan(reals[person]) : denominators[person] != 0;
    }
    // Of someone whose number is known, as people write it.
    [[nodiscard]] double valueOf(quint32 person) const;
};

// Uses all cores. What nobody has yields numbers nobody has; a property of another type is an error at `where`, the
// node's JSON path.
[[nodiscard]] Result<NumberColumn> numbersOf(const NumberSource &source, const Binding &binding,
                                             const Progress &progress, const QString &where = {});

// What a condition compares with a number; nothing where it compares no number.
[[nodiscard]] std::optional<NumberSource> numberBehind(const Condition &condition);

} // namespace perennial
