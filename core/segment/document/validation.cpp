// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/partvalidator.h"
#include "core/segment/document/segmentdoc.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial {

namespace {

constexpr int MostPeriods = 1000;
constexpr size_t MostSteps = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Walks a document with the JSON path of where it is.
class Validator final : public PartValidator
{
public:
    explicit Validator(AskedIn in)
        : PartValidator(in)
    {
    }

    void check(const SegmentDoc &doc);

private:
    using PartValidator::check;
    void check(const QString &where, const SegmentNode &node, int depth);
    void check(const QString &where, const SegmentGroup &group, int depth);
    void check(const QString &where, const EventCondition &condition);
    void check(const QString &where, const PropertyCondition &condition);
    void check(const QString &where, const ConsentCondition &condition);
    void check(const QString &where, const RhythmCondition &condition);
    void check(const QString &where, const SequenceCondition &condition);
    void check(const QString &where, const OrderLineCondition &condition);
    void check(const QString &where, const PlaceCondition &condition);
    void check(const QString &where, const MembershipCondition &condition);
    void check(const QString &where, const ScoreCondition &condition);
    void check(const QString &where, const SampleCondition &condition);
    void check(const QString &, const SqlCondition &) {}
    void checkLineProperties(const QString &where, const FilterSet &filters);

    int m_nodes = 0;
};

void Validator::check(const SegmentDoc &doc)
{
    checkDay(QStringLiteral("review_by"), doc.reviewBy);
    if (!doc.zone.isEmpty() && !zoneNamed(doc.zone))
        report(QStringLiteral("zone"), tr("“%1” is not a time zone like Europe/Berlin.").arg(doc.zone));
    if (!doc.root.group())
        report(QStringLiteral("root.kind"), tr("The root of a segment must be a group."));
    check(QStringLiteral("root"), doc.root, 1);
}

void Validator::check(const QString &where, const SegmentNode &node, int depth)
{
    if (++m_nodes > SegmentDoc::MaxNodes)
        return report(where, tr("A segment has at most %1 conditions and groups.").arg(SegmentDoc::MaxNodes));
    if (const SegmentGroup *group = node.group())
        return check(where, *group, depth);
    std::visit(
        [&](const auto &condition) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(condition)>, SegmentGroup>)
                check(where, condition);
        },
        node.is);
}

void Validator::check(const QString &where, const SegmentGroup &group, int depth)
{
    if (depth > SegmentDoc::MaxDepth)
        return report(where, tr("Groups are nested deeper than %1 levels.").arg(SegmentDoc::MaxDepth));
    for (size_t i = 0; i < group.children.size() && !hasFailed(); ++i)
        check(QStringLiteral("%1.children[%2]").arg(where).arg(i), group.children[i], depth + 1);
}

// The type of value that an aggregate yields; Any where it depends on the property.
ValueType typeOf(Aggregate aggregate)
{
    if (aggregate == Aggregate::Count || aggregate == Aggregate::Distinct)
        return ValueType::Count;
    return aggregate >= Aggregate::First ? ValueType::Any : ValueType::Number;
}

void Validator::check(const QString &where, const EventCondition &condition)
{
    check(where, condition.quantity);
    const QString compare = where + QStringLiteral(".compare");
    check(compare, condition.compare);
    if (condition.compare.window.kind == WindowKind::SinceEvent)
        report(compare + QStringLiteral(".window.kind"), tr("This window does not go with an event's property."));
    if (condition.with)
        check(compare + QStringLiteral(".with"), *condition.with);
    if (!condition.compare.op)
        return;
    const ValueType type = typeOf(condition.quantity.aggregate);
    const ValueType operatorType = operatorOf(*condition.compare.op).type;
    const bool fits = type == ValueType::Any ? operatorType != ValueType::Count
                                             : suits(*condition.compare.op, type) && operatorType != ValueType::Any;
    if (!fits)
        report(compare + QStringLiteral(".op"),
               tr("“%1” does not go with this aggregate.").arg(operatorWords(*condition.compare.op)));
    if (!condition.with)
        return;
    if (operatorOf(*condition.compare.op).operands != Operands::One)
        report(compare + QStringLiteral(".with"),
               tr("Only an operator with one value can compare with another event."));
    if (operatorOf(*condition.compare.op).type != ValueType::Number)
        report(compare + QStringLiteral(".op"), tr("Two events compare as numbers."));
    if (!condition.compare.values.empty())
        report(compare + QStringLiteral(".value"), tr("A comparison has either a value or another event, not both."));
}

void Validator::check(const QString &where, const PropertyCondition &condition)
{
    checkValueTest(where, condition.test);
    if (condition.of != PropertyOf::Profile) {
        requireFlow(where + QStringLiteral(".of"));
        if (condition.test.window.kind == WindowKind::SinceEvent)
            report(where + QStringLiteral(".window.kind"), tr("This window does not go with a value of the flow."));
        if (!condition.other.isEmpty())
            report(where + QStringLiteral(".other"), tr("Only two properties of a person are compared."));
    }
    if (condition.other.isEmpty())
        return;
    if (!condition.test.values.empty())
        report(where + QStringLiteral(".value"), tr("A comparison has either a value or another property, not both."));
    const auto op = condition.test.op;
    const bool isPattern = op == Op::Matches || op == Op::MatchesNot;
    const bool compares = !op || (operatorOf(*op).operands == Operands::One && !isPattern &&
                                  (suits(*op, ValueType::Number) || suits(*op, ValueType::Text)));
    if (!compares)
        report(where + QStringLiteral(".op"), tr("“%1” does not compare two properties.").arg(operatorWords(*op)));
}

// What a consent tells beside its state, only a state that a consent makes can be asked for.
void Validator::check(const QString &where, const ConsentCondition &condition)
{
    const auto state = condition.state;
    const bool byConsent =
        !state || state == Reach::CanReceive || state == Reach::Subscribed || state == Reach::Unsubscribed;
    const bool hasDate = byConsent || state == Reach::Suppressed || state == Reach::Bounced;
    if (!condition.method.isEmpty() && !byConsent)
        report(where + QStringLiteral(".method"), tr("Only a consent has a method."));
    if (condition.doubleOptIn && !byConsent)
        report(where + QStringLiteral(".double_opt_in"), tr("Only a consent can be a double opt-in."));
    if (condition.since && !hasDate)
        report(where + QStringLiteral(".since"), tr("What this state asks for has no date."));
    if (condition.since)
        checkPlainWindow(where + QStringLiteral(".since"), *condition.since);
}

void Validator::check(const QString &where, const RhythmCondition &condition)
{
    check(where + QStringLiteral(".filters"), condition.filters);
    checkEventWindow(where + QStringLiteral(".window"), condition.window);
    const bool windowless = condition.pattern == Rhythm::Regularly || condition.pattern == Rhythm::Overdue;
    if (windowless && condition.window != Window())
        report(where + QStringLiteral(".window"), tr("This rhythm looks at the whole past: it takes no window."));
    checkPlace(where + QStringLiteral(".periods"), condition.periods);
    checkPlace(where + QStringLiteral(".of_last"), condition.ofLast);
    if (condition.ofLast && *condition.ofLast > MostPeriods)
        report(where + QStringLiteral(".of_last"), tr("At most %1 periods can be looked at.").arg(MostPeriods));
    if (condition.period)
        checkPlace(where + QStringLiteral(".period.n"), condition.period->n);
    if (condition.factor && !(*condition.factor > 0 && std::isfinite(*condition.factor)))
        report(where + QStringLiteral(".factor"), tr("The factor must be more than 0."));
}

void Validator::check(const QString &where, const SequenceCondition &condition)
{
    for (size_t i = 0; i < condition.steps.size(); ++i) {
        const SequenceStep &step = condition.steps[i];
        const QString here = QStringLiteral("%1.steps[%2]").arg(where).arg(i);
        check(here + QStringLiteral(".filters"), step.filters);
        if (i == 0 && !step.happens)
            report(here + QStringLiteral(".happens"), tr("The first step of a sequence must happen."));
        if (i == 0 && step.within)
            report(here + QStringLiteral(".within"), tr("There is no step before the first."));
        if (step.within)
            checkLength(here + QStringLiteral(".within.n"), step.within->n);
        for (size_t k = 0; k < step.same.size(); ++k) {
            const int earlier = step.same[k].step;
            const bool happens =
                earlier >= 0 && earlier < static_cast<int>(i) && condition.steps[static_cast<size_t>(earlier)].happens;
            if (!happens)
                report(QStringLiteral("%1.same[%2].step").arg(here).arg(k),
                       tr("A step can refer to an earlier step only, and to one that happens."));
        }
    }
    if (condition.steps.size() > MostSteps)
        report(where + QStringLiteral(".steps"), tr("A sequence has at most %1 steps.").arg(MostSteps));
    checkEventWindow(where + QStringLiteral(".window"), condition.window);
}

void Validator::checkLineProperties(const QString &where, const FilterSet &filters)
{
    for (size_t i = 0; i < filters.of.size(); ++i) {
        const QString &property = filters.of[i].property;
        if (!property.isEmpty() && std::ranges::find(LineProperties, property) == LineProperties.end())
            report(QStringLiteral("%1.of[%2].property").arg(where).arg(i),
                   tr("Order lines have no “%1”: it is one of %2.")
                       .arg(property, QStringList(LineProperties.begin(), LineProperties.end()).join(u", ")));
    }
}

void Validator::check(const QString &where, const OrderLineCondition &condition)
{
    check(where + QStringLiteral(".filters"), condition.filters);
    checkLineProperties(where + QStringLiteral(".filters"), condition.filters);
    check(where + QStringLiteral(".compare"), condition.compare);
    const auto op = condition.compare.op;
    const ValueType type = condition.measure == LineMeasure::Orders ? ValueType::Count : ValueType::Number;
    if (op && (!suits(*op, type) || operatorOf(*op).type == ValueType::Any))
        report(where + QStringLiteral(".compare.op"),
               tr("“%1” does not go with this measure.").arg(operatorWords(*op)));
    checkEventWindow(where + QStringLiteral(".window"), condition.window);
    checkPlace(where + QStringLiteral(".order_number"), condition.orderNumber);
}

void Validator::check(const QString &where, const PlaceCondition &condition)
{
    checkValueTest(where, condition.test);
    if (condition.test.op && !suits(*condition.test.op, ValueType::Text))
        report(where + QStringLiteral(".op"), tr("The name of a place is a text."));
    if (condition.latitude && std::abs(*condition.latitude) > 90)
        report(where + QStringLiteral(".latitude"), tr("A latitude lies between −90 and 90."));
    if (condition.longitude && std::abs(*condition.longitude) > 180)
        report(where + QStringLiteral(".longitude"), tr("A longitude lies between −180 and 180."));
    if (condition.distance && *condition.distance < 0)
        report(where + QStringLiteral(".distance"), tr("A distance cannot be negative."));
}

void Validator::check(const QString &where, const MembershipCondition &condition)
{
    if (condition.since)
        checkPlainWindow(where + QStringLiteral(".since"), *condition.since);
    if (condition.of == MemberOf::ThisFlow)
        requireFlow(where + QStringLiteral(".of"));
    if (!condition.step.isEmpty() && condition.of != MemberOf::Flow)
        report(where + QStringLiteral(".step"), tr("Only a flow has steps."));
}

void Validator::check(const QString &where, const ScoreCondition &condition)
{
    checkValueTest(where, condition.test);
    if (condition.scale != ScoreScale::Value && condition.test.op &&
        operatorOf(*condition.test.op).type != ValueType::Number)
        report(where + QStringLiteral(".op"), tr("A rank and a percentile are numbers."));
}

void Validator::check(const QString &where, const SampleCondition &condition)
{
    if (condition.percent && !(*condition.percent >= 0 && *condition.percent <= 100))
        report(where + QStringLiteral(".percent"), tr("A share lies between 0 and 100 percent."));
}

} // namespace

Result<void> validate(const SegmentDoc &doc, AskedIn in)
{
    Validator validator(in);
    validator.check(doc);
    return validator.result();
}

} // namespace perennial
