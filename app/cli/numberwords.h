// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/segmentdoc.h"

#include <QJsonValue>

namespace perennial {

// Numbers as answers show them: amounts as decimals of the store's currency ("107948.40"), anything else as a number.
class NumberFormat
{
public:
    NumberFormat(bool isMoney, const QString &currency)
        : m_isMoney(isMoney)
        , m_currency(currency)
    {
    }

    [[nodiscard]] QJsonValue json(double number) const;
    [[nodiscard]] QString text(double number) const;
    // null where it is no money
    [[nodiscard]] QJsonValue currency() const;

private:
    bool m_isMoney;
    QString m_currency;
};

} // namespace perennial
