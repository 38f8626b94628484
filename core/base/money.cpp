// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include <QLocale>

namespace perennial {

namespace {

// ISO 4217, list one: the codes whose minor unit is not a hundredth.
const QStringList &codesWithDigits(int digits)
{
    static const QStringList none{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                  "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
    static const QStringList three{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
    return digits == 0 ? none : three;
}

QStringList readCurrencyCodes()
{
    QStringList codes;
    for (const QLocale &locale :
         QLocale::matchingLocales(QLocale::AnyLanguage, QLocale::AnyScript, QLocale::AnyTerritory))
        codes << locale.currencySymbol(QLocale::CurrencyIsoCode);
    codes.removeAll(QString());
    codes.removeDuplicates();
    codes.sort();
    return codes;
}

} // namespace

const QStringList &currencyCodes()
{
    static const QStringList codes = readCurrencyCodes();
    return codes;
}

bool isCurrencyCode(QStringView code)
{
    return code.size() == 3 && currencyCodes().contains(code);
}

int minorDigits(QStringView currency)
{
    if (codesWithDigits(0).contains(currency))
        return 0;
    return codesWithDigits(3).contains(currency) ? 3 : 2;
}

QString decimalFromMinor(qint64 minor, int digits)
{
    QString text = QString::number(minor < 0 ? -static_cast<quint64>(minor) : static_cast<quint64>(minor));
    if (digits > 0) {
        text = text.rightJustified(digits + 1, u'0');
        text.insert(text.size() - digits, u'.');
    }
    return minor < 0 ? QString(u'-' + text) : text;
}

QString Money::toDecimal() const
{
    return decimalFromMinor(minor, minorDigits(currency));
}

} // namespace perennial
