// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/numberwords.h"

#include "core/base/money.h"

#include <cmath>

namespace perennial {

namespace {

QString decimal(double amount, const QString &currency)
{
    const int digits = minorDigits(currency);
    return decimalFromMinor(std::llround(amount * std::pow(10.0, digits)), digits);
}

} // namespace

QJsonValue NumberFormat::json(double number) const
{
    return m_isMoney ? QJsonValue(decimal(number, m_currency)) : QJsonValue(number);
}

QString NumberFormat::text(double number) const
{
    return m_isMoney ? decimal(number, m_currency) : QString::number(number, 'g', 10);
}

QJsonValue NumberFormat::currency() const
{
    return m_isMoney ? QJsonValue(m_currency) : QJsonValue();
}

} // namespace perennial
