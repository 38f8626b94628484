// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/phrases.h"

#include "core/segment/document/sentence.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr int DayLength = 10; // of "2026-01-31"

// Texts of a tr() that stands in a namespace are filed under its name.
QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial", text, comment);
}

QString oneOf(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Minute:
        return tr("minute");
    case TimeUnit::Hour:
        return tr("hour");
    case TimeUnit::Day:
        return tr("day");
    case TimeUnit::Week:
        return tr("week");
    case TimeUnit::Month:
        return tr("month");
    case TimeUnit::Year:
        return tr("year");
    }
    return {};
}

QString spanWords(std::optional<int> n, TimeUnit unit)
{
    if (n == 1)
        return oneOf(unit);
    return tr("%1 %2", "90 days").arg(n ? QLocale().toString(*n) : Ellipsis, wordsOf(unit));
}

QString calendarWords(WindowKind kind)
{
    switch (kind) {
    case WindowKind::Ever:
        return tr("ever");
    case WindowKind::Today:
        return tr("today");
    case WindowKind::Yesterday:
        return tr("yesterday");
    case WindowKind::ThisWeek:
        return tr("this week");
    case WindowKind::LastWeek:
        return tr("last week");
    case WindowKind::ThisMonth:
        return tr("this month");
    case WindowKind::LastMonth:
        return tr("last month");
    case WindowKind::ThisQuarter:
        return tr("this quarter");
    case WindowKind::LastQuarter:
        return tr("last quarter");
    case WindowKind::ThisYear:
        return tr("this year");
    case WindowKind::LastYear:
        return tr("last year");
    default:
        return {};
    }
}

QString joined(const QStringList &parts, const QString &last)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return parts.mid(0, parts.size() - 1).join(QStringLiteral(", ")) + last + parts.last();
}

// "on Saturdays or Sundays"
QString weekdayWords(const Window &window)
{
    static constexpr const char *days[] = {
        QT_TRANSLATE_NOOP("perennial", "Mondays"),    QT_TRANSLATE_NOOP("perennial", "Tuesdays"),
        QT_TRANSLATE_NOOP("perennial", "Wednesdays"), QT_TRANSLATE_NOOP("perennial", "Thursdays"),
        QT_TRANSLATE_NOOP("perennial", "Fridays"),    QT_TRANSLATE_NOOP("perennial", "Saturdays"),
        QT_TRANSLATE_NOOP("perennial", "Sundays")};
    QStringList names;
    for (const int day : window.weekdays)
        names.append(day >= 1 && day <= 7 ? tr(days[day - 1]) : Ellipsis);
    return names.isEmpty() ? QString() : tr("on %1").arg(joined(names, tr(" or ")));
}

// "between 22:00 and 6:00"
QString clockWords(const Window &window)
{
    if (window.fromHour && window.toHour)
        return tr("between %1 and %2").arg(hourWords(*window.fromHour), hourWords(*window.toHour));
    if (window.fromHour)
        return tr("from %1 on").arg(hourWords(*window.fromHour));
    return window.toHour ? tr("before %1").arg(hourWords(*window.toHour)) : QString();
}

// A window without its weekdays and hours.
QString spanWords(const Window &window)
{
    switch (window.kind) {
    case WindowKind::Last:
        return tr("in the last %1").arg(spanWords(window.n, window.unit));
    case WindowKind::BetweenAgo:
        return tr("between %1 and %2 ago")
            .arg(window.n ? QLocale().toString(*window.n) : Ellipsis, countedSpan(window.m, window.unit));
    case WindowKind::MoreThanAgo:
        return tr("more than %1 ago").arg(countedSpan(window.n, window.unit));
    case WindowKind::Next:
        return tr("in the next %1").arg(spanWords(window.n, window.unit));
    case WindowKind::Before:
        return tr("before %1").arg(dateWords(window.to));
    case WindowKind::After:
        return tr("on or after %1").arg(dateWords(window.from));
    case WindowKind::Between:
        return tr("between %1 and %2").arg(dateWords(window.from), dateWords(window.to));
    case WindowKind::SinceEvent:
        return tr("since the last %1").arg(orEllipsis(window.metric));
    case WindowKind::SinceFlowStart:
        return wordsOf(window.kind);
    default:
        return calendarWords(window.kind);
    }
}

} // namespace

QString operandWords(const Operand &operand)
{
    const auto *text = std::get_if<QString>(&operand);
    return text ? quoted(*text) : numberWords(std::get<double>(operand));
}

QString dateWords(const QString &text)
{
    const QDate day = QDate::fromString(text.left(DayLength), Qt::ISODate);
    if (!day.isValid())
        return orEllipsis(text);
    const QString date = QLocale().toString(day, QStringLiteral("d MMM yyyy"));
    const QString clock = clockWords(text);
    return clock.isEmpty() ? date : tr("%1, %2", "date, time").arg(date, clock);
}

QString clockWords(const QString &text)
{
    const QString clock = text.mid(DayLength + 1);
    const auto zone = std::ranges::find_if(clock, [](QChar c) { return c == u'Z' || c == u'+' || c == u'-'; });
    QString time = clock.left(zone - clock.begin());
    if (time.endsWith(QLatin1String(":00")) && time.count(u':') == 2)
        time.chop(3);
    const QString offset = clock.mid(zone - clock.begin());
    return time.isEmpty() ? QString()
                          : time + QStringLiteral(" UTC") + (offset == QLatin1String("Z") ? QString() : offset);
}

QString hourWords(int hour)
{
    return QStringLiteral("%1:00").arg(hour);
}

QString ordinalWords(int n)
{
    const bool teen = n / 10 % 10 == 1;
    switch (teen ? 0 : n % 10) {
    case 1:
        return tr("%1st").arg(n);
    case 2:
        return tr("%1nd").arg(n);
    case 3:
        return tr("%1rd").arg(n);
    default:
        return tr("%1th").arg(n);
    }
}

QString orEllipsis(const QString &text)
{
    return text.isEmpty() ? Ellipsis : text;
}

QString quoted(const QString &text)
{
    return text.isEmpty() ? Ellipsis : tr("“%1”").arg(text);
}

QString numberWords(double number)
{
    constexpr int Digits = 12;
    if (number == std::floor(number) && std::abs(number) < 1e15)
        return QLocale().toString(static_cast<qlonglong>(number));
    return QLocale().toString(number, 'g', Digits);
}

QString operatorWords(Op op, ValueType type)
{
    if (type != ValueType::Count)
        return operatorWords(op);
    switch (op) {
    case Op::Equals:
        return tr("exactly");
    case Op::NotEquals:
        return tr("not exactly");
    case Op::Less:
        return tr("fewer than");
    case Op::AtMost:
        return tr("at most");
    case Op::More:
        return tr("more than");
    case Op::AtLeast:
        return tr("at least");
    case Op::Between:
        return tr("between");
    case Op::NotBetween:
        return tr("not between");
    default:
        return operatorWords(op);
    }
}

QString timesWords(const Test &test)
{
    if (!test.op)
        return Ellipsis;
    const QString words = operatorWords(*test.op, ValueType::Count);
    if (operatorOf(*test.op).operands == Operands::None)
        return words;
    const bool once = test.values == std::vector<Operand>{1.0};
    return tr("%1 %2", "at least · 2 times").arg(words, once ? tr("once") : tr("%1 times").arg(operandsWords(test)));
}

QString wordsOf(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Minute:
        return tr("minutes");
    case TimeUnit::Hour:
        return tr("hours");
    case TimeUnit::Day:
        return tr("days");
    case TimeUnit::Week:
        return tr("weeks");
    case TimeUnit::Month:
        return tr("months");
    case TimeUnit::Year:
        return tr("years");
    }
    return {};
}

QString countedSpan(std::optional<int> n, TimeUnit unit)
{
    return n == 1 ? tr("%1 %2", "90 days").arg(QLocale().toString(1), oneOf(unit)) : spanWords(n, unit);
}

QString operandsWords(const Test &test)
{
    const Operands operands = operatorOf(*test.op).operands;
    if (operands == Operands::None)
        return {};
    if (operands == Operands::Window)
        return wordsOf(test.window);
    QStringList values;
    for (const Operand &operand : test.values)
        values.append(operandWords(operand));
    if (operands == Operands::Two)
        return tr("%1 and %2").arg(values.value(0, Ellipsis), values.value(1, Ellipsis));
    return orEllipsis(joined(values, operands == Operands::Many ? tr(" or ") : QString()));
}

QString wordsOf(WindowKind kind)
{
    switch (kind) {
    case WindowKind::Last:
        return tr("in the last %1").arg(Ellipsis);
    case WindowKind::BetweenAgo:
        return tr("between %1 and %2 ago").arg(Ellipsis, Ellipsis);
    case WindowKind::MoreThanAgo:
        return tr("more than %1 ago").arg(Ellipsis);
    case WindowKind::Next:
        return tr("in the next %1").arg(Ellipsis);
    case WindowKind::Before:
        return tr("before %1").arg(tr("a date"));
    case WindowKind::After:
        return tr("on or after %1").arg(tr("a date"));
    case WindowKind::Between:
        return tr("between two dates");
    case WindowKind::SinceEvent:
        return tr("since an event");
    case WindowKind::SinceFlowStart:
        return tr("since starting this flow");
    default:
        return calendarWords(kind);
    }
}

QString wordsOf(const Window &window)
{
    QStringList parts{spanWords(window), weekdayWords(window), clockWords(window)};
    parts.removeAll(QString());
    return parts.join(u' ');
}

QString wordsOf(const Test &test)
{
    if (!test.op)
        return Ellipsis;
    const QString operands = operandsWords(test);
    return operands.isEmpty() ? operatorWords(*test.op) : QString(operatorWords(*test.op) + u' ' + operands);
}

QString wordsOf(Aggregate aggregate)
{
    switch (aggregate) {
    case Aggregate::Count:
        return tr("how often");
    case Aggregate::Sum:
        return tr("the sum of");
    case Aggregate::Average:
        return tr("the average");
    case Aggregate::Min:
        return tr("the smallest");
    case Aggregate::Max:
        return tr("the largest");
    case Aggregate::Median:
        return tr("the median");
    case Aggregate::Distinct:
        return tr("the number of different");
    case Aggregate::First:
        return tr("the first");
    case Aggregate::Last:
        return tr("the last");
    case Aggregate::Nth:
        return tr("the n-th");
    }
    return {};
}

QString wordsOf(Channel channel)
{
    switch (channel) {
    case Channel::Email:
        return tr("e-mail");
    case Channel::Sms:
        return tr("SMS");
    case Channel::Push:
        return tr("push messages");
    case Channel::Whatsapp:
        return tr("WhatsApp");
    }
    return {};
}

QString wordsOf(Reach state, Channel channel)
{
    const QString name = wordsOf(channel);
    switch (state) {
    case Reach::CanReceive:
        return tr("who can receive %1").arg(name);
    case Reach::CannotReceive:
        return tr("who cannot receive %1").arg(name);
    case Reach::Subscribed:
        return tr("who are subscribed to %1").arg(name);
    case Reach::Unsubscribed:
        return tr("who have unsubscribed from %1").arg(name);
    case Reach::Never:
        return tr("who never subscribed to %1").arg(name);
    case Reach::Suppressed:
        return tr("who are suppressed for %1").arg(name);
    case Reach::NotSuppressed:
        return tr("who are not suppressed for %1").arg(name);
    case Reach::Bounced:
        return tr("who have bounced on %1").arg(name);
    }
    return {};
}

} // namespace perennial
