// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/ordercolumn.h"

#include <algorithm>

namespace perennial {

quint32 TextCoder::codeOf(QByteArrayView text)
{
    const auto known = m_codes.constFind(QByteArray::fromRawData(text.data(), text.size()));
    if (known != m_codes.constEnd())
        return *known;
    const auto code = static_cast<quint32>(m_texts.size());
    m_texts.push_back(text.toByteArray());
    m_codes.insert(m_texts.back(), code);
    return code;
}

std::optional<QByteArray> variantOf(const QByteArray &product)
{
    const qsizetype place = std::max(product.lastIndexOf(" - "), product.lastIndexOf(" / "));
    return place < 0 ? std::nullopt : std::optional(product.mid(place + 3));
}

std::vector<QByteArray> splitCell(QByteArrayView cell)
{
    std::vector<QByteArray> items;
    for (const QByteArray &part : cell.toByteArray().split(',')) {
        if (const QByteArray item = part.trimmed(); !item.isEmpty())
            items.push_back(item);
    }
    return items;
}

} // namespace perennial
