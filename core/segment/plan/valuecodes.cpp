// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/valuecodes.h"

#include <QVariant>

#include <cmath>
#include <unordered_map>

namespace perennial {

namespace {

constexpr double WholeLimit = 9223372036854775808.0; // 2^63

std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    if (value.toVariant().typeId() == QMetaType::LongLong)
        return value.toInteger();
    const double number = value.toDouble();
    const bool isWhole = std::trunc(number) == number && number >= -WholeLimit && number < WholeLimit;
    return isWhole ? std::optional(static_cast<qint64>(number)) : std::nullopt;
}

// From a column's codes, which tell 1 from 1.0, to one code a value; from 1 on.
std::vector<quint32> codesOfValues(const std::vector<QJsonValue> &values, const std::stop_token &stop)
{
    std::vector<quint32> codes(values.size());
    std::unordered_map<qint64, quint32> wholes;
    visitEach(values.size(), stop, [&](size_t i) {
        const auto own = static_cast<quint32>(i + 1);
        const auto whole = wholeNumber(values[i]);
        codes[i] = whole ? wholes.try_emplace(*whole, own).first->second : own;
    });
    return codes;
}

} // namespace

ValueCodes::ValueCodes(const QString &property, const EventColumn &column, const Binding &binding)
    : ValueCodes(property == ValueProperty ? Source::Amount : Source::Details, column)
{
    if (m_source == Source::Amount)
        return;
    const DetailTable &table = binding.table.columns().details;
    m_byDetails.assign(table.placeCount(), 0);
    const DetailColumn *details = table.column(property);
    if (!details)
        return;
    const std::vector<quint32> codes = codesOfValues(details->values, binding.stop);
    visitEach(details->details.size(), binding.stop,
              [&](size_t i) { m_byDetails[details->details[i]] = codes[details->codes[i]]; });
}

ValueCodes ValueCodes::ofOrders(const EventColumn &column)
{
    return {Source::Order, column};
}

} // namespace perennial
