// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/words.h"

#include "core/segment/document/finished.h"
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

QString listed(const std::vector<Operand> &values, size_t most)
{
    const size_t shown = values.size() > most ? most : values.size();
    QStringList texts;
    for (size_t i = 0; i < shown; ++i)
        texts.append(operand(values[i]));
    QString text = texts.join(tr(", ", "between values of a list"));
    if (values.size() > shown)
        text += tr(" and %1 more").arg(values.size() - shown);
    return text;
}

QString testWords(const Test &test, ValueType type, size_t most)
{
    if (!test.op)
        return {};
    const QString words = operatorWords(*test.op, type);
    const Operands operands = operatorOf(*test.op).operands;
    if (operands == Operands::None)
        return words;
    if (operands == Operands::Window)
        return isFinished(test.window) ? words + u' ' + window(test.window) : QString();
    if (!isFinished(test))
        return {};
    if (type == ValueType::Count)
        return timesWords(test);
    return words + u' ' + (operands == Operands::Two ? operandsWords(test) : listed(test.values, most));
}

void appendQuantity(QStringList &parts, const EventQuantity &q, bool namesCount)
{
    parts.append(q.metric.isEmpty() ? tr("no metric yet") : q.metric);
    if (namesCount || q.aggregate != Aggregate::Count)
        parts.append(quantity(q));
}

void appendWhen(QStringList &parts, const EventQuantity &q)
{
    parts.append(window(q.window));
    for (const PropertyFilter &filter : q.filters.of) {
        const QString words =
            tr("%1 %2", "Source · is web").arg(property(filter.property), test(filter.test, ValueType::Text));
        const bool first = &filter == &q.filters.of.front();
        parts.append(first                                 ? tr("where %1").arg(words)
                     : q.filters.match == FilterMatch::All ? tr("and %1").arg(words)
                                                           : tr("or %1").arg(words));
    }
}

QString eventWords(const EventCondition &c)
{
    QStringList parts;
    appendQuantity(parts, c.quantity, c.with.has_value());
    if (c.with) {
        appendWhen(parts, c.quantity);
        parts.append(c.compare.op ? operatorWords(*c.compare.op) : QString());
        appendQuantity(parts, *c.with, true);
        appendWhen(parts, *c.with);
    } else {
        parts.append(test(c.compare, wordedAs(c.quantity.aggregate)));
        appendWhen(parts, c.quantity);
    }
    parts.removeAll(QString());
    return parts.join(tr(", ", "between parts of a condition"));
}

QString consentWords(const ConsentCondition &c)
{
    QString text = c.state ? reach(*c.state) : tr("consent");
    if (c.channel)
        text += u' ' + wordsOf(*c.channel);
    QStringList parts{text, method(c.method), c.doubleOptIn ? optIn(*c.doubleOptIn) : QString(),
                      c.since ? window(*c.since) : QString()};
    parts.removeAll(QString());
    return parts.join(tr(", ", "between parts of a condition"));
}

QString propertyWords(const PropertyCondition &c)
{
    const QString name = c.property.isEmpty() ? tr("no property yet") : propertyOf(c);
    if (c.other.isEmpty())
        return (name + u' ' + test(c.test, ValueType::Text)).trimmed();
    return tr("%1 %2 their %3", "Shipping Country · is not · Country")
        .arg(name, c.test.op ? operatorWords(*c.test.op) : Ellipsis, c.other);
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

QString propertyOf(const PropertyCondition &condition)
{
    switch (condition.of) {
    case PropertyOf::Profile:
        break;
    case PropertyOf::Trigger:
        return tr("%1 of what started the flow").arg(property(condition.property));
    case PropertyOf::Variable:
        return tr("the flow's %1").arg(condition.property);
    }
    return condition.property;
}

QString quantity(const EventQuantity &quantity)
{
    const Aggregate how = quantity.aggregate;
    if (how == Aggregate::Count)
        return aggregate(how);
    const bool needsProperty = how == Aggregate::Distinct || how >= Aggregate::First;
    if ((needsProperty && quantity.property.isEmpty()) || (how == Aggregate::Nth && !quantity.nth))
        return {};
    if (how == Aggregate::Nth)
        return tr("%1 %2", "2nd · Source").arg(ordinalWords(*quantity.nth), property(quantity.property));
    if (how == Aggregate::Min || how == Aggregate::Max || how >= Aggregate::First)
        return tr("%1 %2", "largest · value").arg(aggregate(how), property(quantity.property));
    return tr("%1 of %2", "sum of value").arg(aggregate(quantity.aggregate), property(quantity.property));
}

QString test(const Test &test, ValueType type)
{
    constexpr size_t Shown = 3;
    return testWords(test, type, Shown);
}

QString wholeTest(const Test &test, ValueType type)
{
    return testWords(test, type, test.values.size());
}

ValueType wordedAs(Aggregate aggregate)
{
    return aggregate == Aggregate::Count ? ValueType::Count : ValueType::Text;
}

QString method(const QString &method)
{
    return method.isEmpty() ? QString() : tr("by %1", "a consent's method").arg(quoted(method));
}

QString optIn(bool isDouble)
{
    return isDouble ? tr("with double opt-in") : tr("without double opt-in");
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
    if (const auto *event = std::get_if<EventCondition>(&node.is))
        return eventWords(*event);
    if (const auto *property = std::get_if<PropertyCondition>(&node.is))
        return propertyWords(*property);
    if (const auto *consent = std::get_if<ConsentCondition>(&node.is))
        return consentWords(*consent);
    if (const SegmentGroup *group = node.group())
        return groupTitle(group->match);
    return wordsOf(node);
}

} // namespace perennial::words
