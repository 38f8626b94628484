// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace perennial::format {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

// "€" for EUR where the locale knows it, else the code itself.
QString symbolOf(const QString &currency)
{
    static const QHash<QString, QString> symbols{{"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"JPY", "¥"}, {"INR", "₹"},
                                                 {"KRW", "₩"}, {"ILS", "₪"}, {"TRY", "₺"}, {"UAH", "₴"}, {"VND", "₫"}};
    const QLocale locale;
    if (locale.currencySymbol(QLocale::CurrencyIsoCode) == currency)
        return locale.currencySymbol(QLocale::CurrencySymbol);
    return symbols.value(currency, currency + QChar::Nbsp);
}

double majorOf(const Money &amount)
{
    return static_cast<double>(amount.minor) / std::pow(10.0, minorDigits(amount.currency));
}

// A minus before the amount; some locales would put it into brackets, which only accountants read.
QString worded(double major, const QString &currency, int digits)
{
    const QString text = QLocale().toCurrencyString(std::abs(major), symbolOf(currency), digits);
    return major < 0 ? QLocale().negativeSign() + text : text;
}

QDateTime timeIn(Instant at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(at.ms, zone);
}

QString roundedAge(qint64 minutes)
{
    if (minutes < 60)
        return Text::tr("%1 min").arg(count(minutes));
    if (minutes < 48 * 60)
        return Text::tr("%1 h").arg(count(minutes / 60));
    return Text::tr("%n day(s)", nullptr, static_cast<int>(minutes / (24 * 60)));
}

} // namespace

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString decimal(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

QString money(const Money &amount)
{
    return worded(majorOf(amount), amount.currency, minorDigits(amount.currency));
}

QString moneyShort(const Money &amount)
{
    const double major = majorOf(amount);
    const double size = std::abs(major);
    if (size >= 1e6)
        return Text::tr("%1 M", "millions of a currency").arg(worded(major / 1e6, amount.currency, 1));
    if (size >= 1e4)
        return Text::tr("%1 k", "thousands of a currency").arg(worded(major / 1e3, amount.currency, 1));
    return worded(major, amount.currency, 0);
}

QString share(double share)
{
    const double percent = share * 100.0;
    if (percent > 0 && percent < 0.01)
        return Text::tr("< %1 %").arg(decimal(0.01, 2));
    const int digits = std::abs(percent) >= 10 || percent == 0.0 ? 1 : 2;
    return Text::tr("%1 %", "percent").arg(decimal(percent, digits));
}

QString date(Instant at, const QTimeZone &zone)
{
    return QLocale().toString(timeIn(at, zone).date(), QLocale().dateFormat(QLocale::ShortFormat).isEmpty()
                                                           ? QStringLiteral("yyyy-MM-dd")
                                                           : QStringLiteral("d MMM yyyy"));
}

QString dateTime(Instant at, const QTimeZone &zone)
{
    const QString time = QLocale().toString(timeIn(at, zone).time(), QStringLiteral("HH:mm"));
    return Text::tr("%1, %2 %3", "date, time zone").arg(date(at, zone), time, zoneName(zone));
}

QString zoneName(const QTimeZone &zone)
{
    const QString id = QString::fromUtf8(zone.id());
    return id.mid(id.lastIndexOf(u'/') + 1).replace(u'_', u' ');
}

QString age(Instant at, Instant now)
{
    const qint64 minutes = (now.ms - at.ms) / 60'000;
    return minutes < 1 ? Text::tr("just now") : Text::tr("%1 old").arg(roundedAge(minutes));
}

QString ago(Instant at, Instant now)
{
    const qint64 minutes = (now.ms - at.ms) / 60'000;
    return minutes < 1 ? Text::tr("just now") : Text::tr("%1 ago").arg(roundedAge(minutes));
}

QString duration(qint64 seconds)
{
    const auto two = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    const qint64 hours = seconds / 3600;
    const qint64 minutes = seconds / 60 % 60;
    if (hours > 0)
        return QStringLiteral("%1:%2:%3").arg(QString::number(hours), two(minutes), two(seconds % 60));
    return QStringLiteral("%1:%2").arg(QString::number(minutes), two(seconds % 60));
}

QString secondsLeft(qint64 seconds)
{
    return Text::tr("%1 left").arg(duration(seconds));
}

QString bytes(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace perennial::format
