// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/valuelist.h"

#include <algorithm>
#include <string_view>

namespace perennial {

namespace {

QByteArray folded(const QByteArray &text)
{
    if (std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; }))
        return text.toLower();
    return QString::fromUtf8(text).toCaseFolded().toUtf8();
}

} // namespace

ValueList::ValueList(std::vector<Entry> values)
{
    std::erase_if(values, [](const Entry &entry) { return entry.count == 0; });
    std::ranges::sort(values, [](const Entry &a, const Entry &b) {
        return a.count != b.count ? a.count > b.count : a.text < b.text;
    });
    for (const Entry &entry : values) {
        m_starts.push_back(m_texts.size());
        m_foldedStarts.push_back(m_folded.size());
        m_texts += '\0' + entry.text;
        m_folded += '\0' + folded(entry.text);
        m_counts.push_back(entry.count);
    }
    m_starts.push_back(m_texts.size());
    m_foldedStarts.push_back(m_folded.size());
}

std::vector<ValueCount> ValueList::find(const QString &text, int limit) const
{
    std::vector<ValueCount> found;
    const QByteArray wanted = folded(text.toUtf8());
    const std::string_view all(m_folded.constData(), static_cast<size_t>(m_folded.size()));
    const auto search = [&](const QByteArray &pattern, bool within) {
        const std::string_view sought(pattern.constData(), static_cast<size_t>(pattern.size()));
        size_t offset = 0;
        while (found.size() < static_cast<size_t>(std::max(limit, 0))) {
            offset = all.find(sought, offset);
            if (offset == std::string_view::npos)
                return;
            const size_t place = placeOf(static_cast<qsizetype>(offset));
            if (!within || !beginsWith(place, wanted))
                found.push_back(at(place));
            offset = static_cast<size_t>(m_foldedStarts[place + 1]);
        }
    };
    search('\0' + wanted, false);
    if (!wanted.isEmpty())
        search(wanted, true);
    return found;
}

ValueCount ValueList::at(size_t place) const
{
    const QByteArrayView text =
        QByteArrayView(m_texts).sliced(m_starts[place] + 1, m_starts[place + 1] - m_starts[place] - 1);
    return {QString::fromUtf8(text), m_counts[place]};
}

size_t ValueList::placeOf(qsizetype offset) const
{
    return static_cast<size_t>(std::ranges::upper_bound(m_foldedStarts, offset) - m_foldedStarts.begin()) - 1;
}

bool ValueList::beginsWith(size_t place, const QByteArray &wanted) const
{
    return QByteArrayView(m_folded).sliced(m_foldedStarts[place] + 1).startsWith(wanted);
}

} // namespace perennial
