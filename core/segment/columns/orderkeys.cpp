// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/orderkeys.h"

#include <algorithm>

namespace perennial {

namespace {

template <class T>
void makeDistinct(std::vector<T> &keys)
{
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    keys.shrink_to_fit();
}

template <class T>
size_t placeOf(const std::vector<T> &keys, const T &key)
{
    return static_cast<size_t>(std::ranges::lower_bound(keys, key) - keys.begin());
}

} // namespace

quint32 OrderKeys::codeOf(qint64 number)
{
    const auto known = m_numberCodes.constFind(number);
    if (known != m_numberCodes.constEnd())
        return *known;
    const quint32 code = codeOfNumber(m_numbers.size());
    m_numbers.push_back(number);
    m_numberCodes.insert(number, code);
    return code;
}

quint32 OrderKeys::codeOf(std::string_view text)
{
    const auto length = static_cast<qsizetype>(text.size());
    const auto known = m_textCodes.constFind(QByteArray::fromRawData(text.data(), length));
    if (known != m_textCodes.constEnd())
        return *known;
    const quint32 code = codeOfText(m_texts.size());
    m_texts.emplace_back(text.data(), length);
    m_textCodes.insert(m_texts.back(), code);
    return code;
}

void OrderKeys::close()
{
    m_numberCodes = {};
    m_textCodes = {};
}

OrderCodes::OrderCodes(const std::vector<OrderKeys *> &stretches)
{
    for (const OrderKeys *stretch : stretches) {
        m_numbers.insert(m_numbers.end(), stretch->numbers().begin(), stretch->numbers().end());
        m_texts.insert(m_texts.end(), stretch->texts().begin(), stretch->texts().end());
    }
    makeDistinct(m_numbers);
    makeDistinct(m_texts);
}

std::vector<quint32> OrderCodes::codesOf(const OrderKeys &stretch) const
{
    const size_t most = 2 * std::max(stretch.numbers().size(), stretch.texts().size()) + 1;
    std::vector<quint32> codes(most);
    for (size_t i = 0; i < stretch.numbers().size(); ++i)
        codes[OrderKeys::codeOfNumber(i)] = static_cast<quint32>(placeOf(m_numbers, stretch.numbers()[i]) + 1);
    for (size_t i = 0; i < stretch.texts().size(); ++i)
        codes[OrderKeys::codeOfText(i)] =
            static_cast<quint32>(m_numbers.size() + placeOf(m_texts, stretch.texts()[i]) + 1);
    return codes;
}

} // namespace perennial
