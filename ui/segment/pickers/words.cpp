// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/words.h"

#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"
#include "ui/segment/editing/segmentedits.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial::words {

namespace {

QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial::words", text, comment);
}

QString operand(const Operand &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    return numberWords(std::get<double>(value));
}

QString listed(const std::vector<Operand> &values)
{
    constexpr size_t Shown = 3;
    QStringList texts;
    for (size_t i = 0; i < values.size() && i < Shown; ++i)
        texts.append(operand(values[i]));
    QString text = texts.join(tr(", ", "between values of a list"));
    if (values.size() > Shown)
        text += tr(" and %1 more").arg(values.size() - Shown);
    return text;
}

QString eventWords(const EventCondition &c)
{
    QStringList parts{c.quantity.metric.isEmpty() ? tr("no metric yet") : c.quantity.metric};
    if (c.quantity.aggregate != Aggregate::Count)
        parts.append(quantity(c.quantity));
    const bool counts = c.quantity.aggregate == Aggregate::Count;
    parts.append(test(c.compare, counts ? ValueType::Count : ValueType::Number));
    parts.append(window(c.quantity.window));
    for (const PropertyFilter &filter : c.quantity.filters.of)
        parts.append(tr("where %1 %2").arg(property(filter.property), test(filter.test, ValueType::Text)));
    parts.removeAll(QString());
    return parts.join(tr(", ", "between parts of a condition"));
}

QString consentWords(const ConsentCondition &c)
{
    QString text = c.state ? reach(*c.state) : tr("consent");
    if (c.channel)
        text += u' ' + wordsOf(*c.channel);
    if (c.since)
        text += u' ' + window(*c.since);
    return text;
}

} // namespace

QString groupTitle(GroupMatch match)
{
    switch (match) {
    case GroupMatch::All:
        return tr("All of");
    case GroupMatch::Any:
        return tr("Any of");
    case GroupMatch::None:
        return tr("None of");
    }
    return {};
}

QString groupHint(GroupMatch match)
{
    switch (match) {
    case GroupMatch::All:
        return tr("People for whom every condition below holds");
    case GroupMatch::Any:
        return tr("People for whom at least one condition below holds");
    case GroupMatch::None:
        return tr("People for whom no condition below holds");
    }
    return {};
}

QString aggregate(Aggregate aggregate)
{
    switch (aggregate) {
    case Aggregate::Count:
        return tr("number of times");
    case Aggregate::Sum:
        return tr("sum");
    case Aggregate::Average:
        return tr("average");
    case Aggregate::Min:
        return tr("smallest");
    case Aggregate::Max:
        return tr("largest");
    case Aggregate::Median:
        return tr("median");
    case Aggregate::Distinct:
        return tr("distinct values");
    case Aggregate::First:
        return tr("first");
    case Aggregate::Last:
        return tr("last");
    case Aggregate::Nth:
        return tr("n-th");
    }
    return {};
}

QString property(const QString &name)
{
    return name.isEmpty() || name == ValueProperty ? tr("value") : name;
}

QString quantity(const EventQuantity &quantity)
{
    if (quantity.aggregate == Aggregate::Count)
        return aggregate(Aggregate::Count);
    if (quantity.aggregate == Aggregate::Min || quantity.aggregate == Aggregate::Max)
        return tr("%1 %2", "largest · value").arg(aggregate(quantity.aggregate), property(quantity.property));
    return tr("%1 of %2", "sum of value").arg(aggregate(quantity.aggregate), property(quantity.property));
}

QString test(const Test &test, ValueType type)
{
    if (!test.op)
        return {};
    const QString words = operatorWords(*test.op, type);
    const Operands operands = operatorOf(*test.op).operands;
    if (operands == Operands::None)
        return words;
    if (operands == Operands::Window)
        return isFinished(test.window) ? words + u' ' + window(test.window) : QString();
    if (test.values.empty() || (operands == Operands::Two && test.values.size() != 2))
        return {};
    if (type == ValueType::Count)
        return timesWords(test);
    return words + u' ' + (operands == Operands::Two ? operandsWords(test) : listed(test.values));
}

QString window(const Window &w)
{
    return isFinished(w) ? wordsOf(w) : QString();
}

QString reach(Reach reach)
{
    switch (reach) {
    case Reach::CanReceive:
        return tr("can receive");
    case Reach::CannotReceive:
        return tr("cannot receive");
    case Reach::Subscribed:
        return tr("is subscribed to");
    case Reach::Unsubscribed:
        return tr("unsubscribed from");
    case Reach::Never:
        return tr("never subscribed to");
    case Reach::Suppressed:
        return tr("is suppressed for");
    case Reach::NotSuppressed:
        return tr("is not suppressed for");
    case Reach::Bounced:
        return tr("bounced on");
    }
    return {};
}

std::optional<double> numberFrom(const QString &text)
{
    bool fine = false;
    const double local = QLocale().toDouble(text.trimmed(), &fine);
    if (fine && std::isfinite(local))
        return local;
    const double plain = QLocale::c().toDouble(text.trimmed(), &fine);
    return fine && std::isfinite(plain) ? std::optional(plain) : std::nullopt;
}

QString condition(const SegmentNode &node)
{
    if (!isEditable(node))
        return wordsOf(node);
    if (const auto *event = std::get_if<EventCondition>(&node.is))
        return eventWords(*event);
    if (const auto *property = std::get_if<PropertyCondition>(&node.is)) {
        const QString name = property->property.isEmpty() ? tr("no property yet") : property->property;
        return (name + u' ' + test(property->test, ValueType::Text)).trimmed();
    }
    if (const auto *consent = std::get_if<ConsentCondition>(&node.is))
        return consentWords(*consent);
    if (const SegmentGroup *group = node.group())
        return groupTitle(group->match);
    return wordsOf(node);
}

} // namespace perennial::words
