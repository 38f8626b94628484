// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/segmentdoc.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace perennial {

namespace {

constexpr int MostPeriods = 1000;
constexpr size_t MostSteps = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Qt reads more than is written in documents, such as 2026/01/31.
constexpr auto DayForm = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
constexpr auto MomentForm =
    "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})";

bool hasForm(const QString &text, const char *form)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(form))).match(text).hasMatch();
}

// Walks a document with the JSON path of where it is and keeps the first thing that cannot be.
class Validator
{
public:
    void check(const SegmentDoc &doc);
    [[nodiscard]] Result<void> result() const { return m_error ? Result<void>(failure(*m_error)) : Result<void>(); }

private:
    void report(const QString &where, const QString &message)
    {
        if (!m_error)
            m_error = Error{ErrorKind::Invalid, message, where, {}};
    }

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
    void check(const QString &where, const EventQuantity &quantity);
    void check(const QString &where, const FilterSet &filters);
    void checkLineProperties(const QString &where, const FilterSet &filters);
    void check(const QString &where, const Test &test);
    void checkValueTest(const QString &where, const Test &test);
    void checkOperand(const QString &where, Op op, const Operand &operand);
    void check(const QString &where, const Window &window);
    void checkEventWindow(const QString &where, const Window &window);
    void checkPlainWindow(const QString &where, const Window &window);
    void checkLength(const QString &where, std::optional<int> n);
    void checkPlace(const QString &where, std::optional<int> n);
    void checkDate(const QString &where, const QString &text);

    std::optional<Error> m_error;
    int m_nodes = 0;
};

void Validator::check(const SegmentDoc &doc)
{
    if (!doc.reviewBy.isEmpty() && !(hasForm(doc.reviewBy, DayForm) && isDateText(doc.reviewBy)))
        report(QStringLiteral("review_by"), tr("“%1” is not a date like 2027-01-31.").arg(doc.reviewBy));
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
    for (size_t i = 0; i < group.children.size() && !m_error; ++i)
        check(QStringLiteral("%1.children[%2]").arg(where).arg(i), group.children[i], depth + 1);
}

bool isPlain(const Window &window)
{
    return window.kind != WindowKind::SinceEvent && window.weekdays.empty() && !window.fromHour && !window.toHour;
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

void Validator::check(const QString &where, const EventQuantity &quantity)
{
    check(where + QStringLiteral(".filters"), quantity.filters);
    checkEventWindow(where + QStringLiteral(".window"), quantity.window);
    checkPlace(where + QStringLiteral(".nth"), quantity.nth);
    if (quantity.aggregate == Aggregate::Count && !quantity.property.isEmpty())
        report(where + QStringLiteral(".property"), tr("Counting needs no property."));
}

void Validator::check(const QString &where, const FilterSet &filters)
{
    for (size_t i = 0; i < filters.of.size(); ++i) {
        const QString here = QStringLiteral("%1.of[%2]").arg(where).arg(i);
        const PropertyFilter &filter = filters.of[i];
        checkValueTest(here, filter.test);
        if (filter.test.window.kind == WindowKind::SinceEvent)
            report(here + QStringLiteral(".window.kind"), tr("This window does not go with an event's property."));
        if (filter.property == ValueProperty && filter.test.op && !suits(*filter.test.op, ValueType::Number))
            report(here + QStringLiteral(".op"), tr("The value of an event is a number."));
    }
}

void Validator::check(const QString &where, const Test &test)
{
    check(where + QStringLiteral(".window"), test.window); // kept under other operators too
    if (!test.op) {
        if (!test.values.empty())
            report(where + QStringLiteral(".op"), tr("There is a value but no operator."));
        return;
    }
    const Operator &op = operatorOf(*test.op);
    if (*test.op == Op::AnniversaryWithin && !isPlain(test.window))
        report(where + QStringLiteral(".window"), tr("This window does not go with an anniversary."));
    const size_t most = op.operands == Operands::One    ? 1
                        : op.operands == Operands::Two  ? 2
                        : op.operands == Operands::Many ? 10'000
                                                        : 0;
    if (test.values.size() > most)
        report(where + QStringLiteral(".value"),
               tr("“%1” takes %2 values at most.").arg(operatorWords(*test.op)).arg(most));
    for (size_t i = 0; i < test.values.size(); ++i) {
        const bool single = op.operands == Operands::One;
        checkOperand(single ? where + QStringLiteral(".value") : QStringLiteral("%1.value[%2]").arg(where).arg(i),
                     *test.op, test.values[i]);
    }
}

// A test of a value, not of how often something happened.
void Validator::checkValueTest(const QString &where, const Test &test)
{
    check(where, test);
    if (test.op && operatorOf(*test.op).type == ValueType::Count)
        report(where + QStringLiteral(".op"), tr("“%1” is for events only.").arg(operatorWords(*test.op)));
}

void Validator::checkOperand(const QString &where, Op op, const Operand &operand)
{
    const bool wantsNumber = operatorOf(op).type == ValueType::Number;
    if (wantsNumber != std::holds_alternative<double>(operand))
        return report(where, wantsNumber ? tr("Here must stand a number.") : tr("Here must stand a text."));
    if (wantsNumber && !std::isfinite(std::get<double>(operand)))
        return report(where, tr("Here must stand a number."));
    if (op != Op::Matches && op != Op::MatchesNot)
        return;
    const QRegularExpression pattern(std::get<QString>(operand));
    if (!pattern.isValid())
        report(where, tr("The pattern cannot be read: %1 (at character %2).")
                          .arg(pattern.errorString())
                          .arg(pattern.patternErrorOffset() + 1));
}

void Validator::check(const QString &where, const Window &window)
{
    checkLength(where + QStringLiteral(".n"), window.n);
    checkLength(where + QStringLiteral(".m"), window.m);
    checkDate(where + QStringLiteral(".from"), window.from);
    checkDate(where + QStringLiteral(".to"), window.to);
    for (size_t i = 0; i < window.weekdays.size(); ++i) {
        if (window.weekdays[i] < 1 || window.weekdays[i] > 7)
            report(QStringLiteral("%1.weekdays[%2]").arg(where).arg(i),
                   tr("Weekdays go from 1 (Monday) to 7 (Sunday)."));
    }
    if (window.fromHour && (*window.fromHour < 0 || *window.fromHour > 23))
        report(where + QStringLiteral(".from_hour"), tr("Hours go from 0 to 23."));
    if (window.toHour && (*window.toHour < 1 || *window.toHour > 24))
        report(where + QStringLiteral(".to_hour"), tr("Hours go from 1 to 24."));
}

void Validator::checkEventWindow(const QString &where, const Window &window)
{
    check(where, window);
    if (window.kind == WindowKind::Next)
        report(where + QStringLiteral(".kind"), tr("Events lie in the past: this window is for dates only."));
}

// Of something that begins and ends, and not at the whim of another event.
void Validator::checkPlainWindow(const QString &where, const Window &window)
{
    checkEventWindow(where, window);
    if (!isPlain(window))
        report(where, tr("Weekdays, hours and other events do not go with this date."));
}

void Validator::checkPlace(const QString &where, std::optional<int> n)
{
    checkLength(where, n);
    if (n == 0)
        report(where, tr("Here must stand a whole number from 1 on."));
}

void Validator::checkLength(const QString &where, std::optional<int> n)
{
    constexpr int most = 100'000;
    if (n && (*n < 0 || *n > most))
        report(where, tr("Here must stand a whole number from 0 to %1.").arg(most));
}

void Validator::checkDate(const QString &where, const QString &text)
{
    if (!text.isEmpty() && !((hasForm(text, DayForm) || hasForm(text, MomentForm)) && isDateText(text)))
        report(where, tr("“%1” is neither a date like 2026-01-31 nor a moment like 2026-01-31T08:00:00Z.").arg(text));
}

} // namespace

Result<void> validate(const SegmentDoc &doc)
{
    Validator validator;
    validator.check(doc);
    return validator.result();
}

} // namespace perennial
