// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/calendarwords.h"

#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace perennial::calendarwords {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::CalendarWords", text);
}

} // namespace

QDate dateOf(qint64 day)
{
    return QDate(1970, 1, 1).addDays(day);
}

QString date(qint64 day)
{
    return QLocale().toString(dateOf(day), QStringLiteral("d MMM yyyy"));
}

QString longDate(qint64 day)
{
    return QLocale().toString(dateOf(day), QStringLiteral("dddd d MMMM yyyy"));
}

QString messages(quint64 count)
{
    return count == 1 ? tr("1 message") : tr("%1 messages").arg(format::count(static_cast<qint64>(count)));
}

QString people(quint64 count)
{
    return count == 1 ? tr("1 person") : tr("%1 people").arg(format::count(static_cast<qint64>(count)));
}

QString channel(MessageChannel channel)
{
    switch (channel) {
    case MessageChannel::Email:
        return tr("E-mail");
    case MessageChannel::Sms:
        return tr("SMS");
    default:
        return tr("Push");
    }
}

} // namespace perennial::calendarwords
