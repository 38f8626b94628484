// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/enumids.h"
#include "core/segment/segmentengine.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Where in a condition something is that has no evaluation yet, and its name; nothing where all has.
struct Missing
{
    QString where;
    QString name;
};
using Finding = std::optional<Missing>;

Finding missingIn(const Window &window, const QString &where)
{
    if (window.kind == WindowKind::SinceEvent)
        return Missing{where + QStringLiteral(".kind"), enumId(window.kind)};
    if (!window.weekdays.empty())
        return Missing{where + QStringLiteral(".weekdays"), QStringLiteral("weekdays")};
    if (window.fromHour || window.toHour)
        return Missing{where + QStringLiteral(".from_hour"), QStringLiteral("from_hour")};
    return std::nullopt;
}

Finding missingIn(const FilterSet &filters, const QString &where)
{
    for (size_t i = 0; i < filters.of.size(); ++i) {
        if (auto missing = missingIn(filters.of[i].test.window, QStringLiteral("%1.of[%2].window").arg(where).arg(i)))
            return missing;
    }
    return std::nullopt;
}

Finding missingIn(const EventQuantity &quantity, const QString &where)
{
    if (quantity.aggregate > Aggregate::Max)
        return Missing{where + QStringLiteral(".aggregate"), enumId(quantity.aggregate)};
    if (auto missing = missingIn(quantity.window, where + QStringLiteral(".window")))
        return missing;
    return missingIn(quantity.filters, where + QStringLiteral(".filters"));
}

Finding missingIn(const EventCondition &condition, const QString &where)
{
    if (auto missing = missingIn(condition.quantity, where))
        return missing;
    return condition.with ? missingIn(*condition.with, where + QStringLiteral(".compare.with")) : std::nullopt;
}

Finding missingIn(const PropertyCondition &condition, const QString &where)
{
    if (!condition.other.isEmpty())
        return Missing{where + QStringLiteral(".other"), QStringLiteral("other")};
    return missingIn(condition.test.window, where + QStringLiteral(".window"));
}

Finding missingIn(const ConsentCondition &condition, const QString &where)
{
    if (condition.state == Reach::Bounced)
        return Missing{where + QStringLiteral(".state"), enumId(*condition.state)};
    if (!condition.method.isEmpty())
        return Missing{where + QStringLiteral(".method"), QStringLiteral("method")};
    if (condition.doubleOptIn)
        return Missing{where + QStringLiteral(".double_opt_in"), QStringLiteral("double_opt_in")};
    return condition.since ? Finding(Missing{where + QStringLiteral(".since"), QStringLiteral("since")}) : std::nullopt;
}

Finding missingIn(const SegmentGroup &, const QString &)
{
    return std::nullopt;
}

template <class NotYet>
Finding missingIn(const NotYet &, const QString &where)
{
    return Missing{where + QStringLiteral(".kind"), QLatin1String(ConditionIds[Condition(NotYet()).index()])};
}

} // namespace

Result<void> requireAvailable(const SegmentDoc &doc)
{
    Finding first;
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) {
        if (!first && isFinished(node))
            first = std::visit([&](const auto &condition) { return missingIn(condition, path.toJsonPath()); }, node.is);
    });
    if (!first)
        return {};
    return failure(ErrorKind::Invalid, tr("“%1” is not available yet.").arg(first->name), first->where);
}

} // namespace perennial
