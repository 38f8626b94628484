// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/partvalidator.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace perennial {

namespace {

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

bool isPlain(const Window &window)
{
    return window.kind != WindowKind::SinceEvent && window.weekdays.empty() && !window.fromHour && !window.toHour;
}

} // namespace

QString patternProblem(const QString &text)
{
    const QRegularExpression pattern(text);
    return pattern.isValid() ? QString()
                             : tr("The pattern cannot be read: %1 (at character %2).")
                                   .arg(pattern.errorString())
                                   .arg(pattern.patternErrorOffset() + 1);
}

void PartValidator::check(const QString &where, const EventQuantity &quantity)
{
    check(where + QStringLiteral(".filters"), quantity.filters);
    checkEventWindow(where + QStringLiteral(".window"), quantity.window);
    checkPlace(where + QStringLiteral(".nth"), quantity.nth);
    if (!quantity.same.empty())
        requireFlow(where + QStringLiteral(".same_as_trigger"));
    for (size_t i = 0; i < quantity.same.size(); ++i) {
        const SameAsTrigger &tie = quantity.same[i];
        const bool isBuiltIn = tie.property.startsWith(u'$') || tie.nameThere().startsWith(u'$');
        if (isBuiltIn && tie.property != tie.nameThere())
            report(QStringLiteral("%1.same_as_trigger[%2].trigger").arg(where).arg(i),
                   tr("“%1” can only be the same as itself.").arg(tie.property));
    }
    if (quantity.aggregate == Aggregate::Count && !quantity.property.isEmpty())
        report(where + QStringLiteral(".property"), tr("Counting needs no property."));
}

void PartValidator::check(const QString &where, const FilterSet &filters)
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

void PartValidator::check(const QString &where, const Test &test)
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

void PartValidator::checkValueTest(const QString &where, const Test &test)
{
    check(where, test);
    if (test.op && operatorOf(*test.op).type == ValueType::Count)
        report(where + QStringLiteral(".op"), tr("“%1” is for events only.").arg(operatorWords(*test.op)));
}

void PartValidator::checkOperand(const QString &where, Op op, const Operand &operand)
{
    const bool wantsNumber = operatorOf(op).type == ValueType::Number;
    if (wantsNumber != std::holds_alternative<double>(operand))
        return report(where, wantsNumber ? tr("Here must stand a number.") : tr("Here must stand a text."));
    if (wantsNumber && !std::isfinite(std::get<double>(operand)))
        return report(where, tr("Here must stand a number."));
    if (op != Op::Matches && op != Op::MatchesNot)
        return;
    if (const QString problem = patternProblem(std::get<QString>(operand)); !problem.isEmpty())
        report(where, problem);
}

void PartValidator::requireFlow(const QString &where)
{
    if (m_in != AskedIn::Flow)
        report(where, tr("Only a flow can ask for this."));
}

void PartValidator::check(const QString &where, const Window &window)
{
    if (window.kind == WindowKind::SinceFlowStart)
        requireFlow(where + QStringLiteral(".kind"));
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

void PartValidator::checkEventWindow(const QString &where, const Window &window)
{
    check(where, window);
    if (window.kind == WindowKind::Next)
        report(where + QStringLiteral(".kind"), tr("Events lie in the past: this window is for dates only."));
}

void PartValidator::checkPlainWindow(const QString &where, const Window &window)
{
    checkEventWindow(where, window);
    if (!isPlain(window))
        report(where, tr("Weekdays, hours and other events do not go with this date."));
}

void PartValidator::checkPlace(const QString &where, std::optional<int> n)
{
    checkLength(where, n);
    if (n == 0)
        report(where, tr("Here must stand a whole number from 1 on."));
}

void PartValidator::checkLength(const QString &where, std::optional<int> n)
{
    constexpr int most = 100'000;
    if (n && (*n < 0 || *n > most))
        report(where, tr("Here must stand a whole number from 0 to %1.").arg(most));
}

void PartValidator::checkDate(const QString &where, const QString &text)
{
    if (!text.isEmpty() && !((hasForm(text, DayForm) || hasForm(text, MomentForm)) && isDateText(text)))
        report(where, tr("“%1” is neither a date like 2026-01-31 nor a moment like 2026-01-31T08:00:00Z.").arg(text));
}

void PartValidator::checkDay(const QString &where, const QString &text)
{
    if (!text.isEmpty() && !(hasForm(text, DayForm) && isDateText(text)))
        report(where, tr("“%1” is not a date like 2027-01-31.").arg(text));
}

} // namespace perennial
