// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/valuelist.h"

#include <algorithm>
#include <cstring>

namespace perennial {

namespace {

// Appends the text without regard to case.
void appendFolded(QByteArray &all, const QByteArray &text)
{
    const qsizetype begin = all.size();
    bool isAscii = true;
    all.resize(begin + text.size());
    char *out = all.data() + begin;
    for (const char c : text) {
        isAscii &= static_cast<signed char>(c) >= 0;
        *out++ = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    if (isAscii)
        return;
    all.truncate(begin);
    all += QString::fromUtf8(text).toCaseFolded().toUtf8();
}

// What orders an entry, so that the texts themselves are seldom looked at.
struct SortKey
{
    quint32 count;
    quint32 place;
    quint64 head; // the bytes of the text behind what all texts begin with; 0 where the order given decides
};

size_t commonBeginning(const std::vector<ValueList::Entry> &values)
{
    const QByteArray &first = values.front().text;
    qsizetype common = first.size();
    for (const ValueList::Entry &value : values) {
        const auto end =
            std::mismatch(first.begin(), first.begin() + std::min(common, value.text.size()), value.text.begin());
        common = end.first - first.begin();
    }
    return static_cast<size_t>(common);
}

quint64 headOf(const QByteArray &text, size_t from)
{
    quint64 head = 0;
    const size_t size = static_cast<size_t>(text.size());
    for (size_t i = from; i < from + sizeof head; ++i)
        head = head << 8 | (i < size ? static_cast<unsigned char>(text[static_cast<qsizetype>(i)]) : 0U);
    return head;
}

std::vector<SortKey> sorted(const std::vector<ValueList::Entry> &values, bool byText)
{
    std::vector<SortKey> keys;
    const size_t common = byText && !values.empty() ? commonBeginning(values) : 0;
    for (size_t i = 0; i < values.size(); ++i) {
        if (values[i].count > 0)
            keys.push_back({values[i].count, static_cast<quint32>(i), byText ? headOf(values[i].text, common) : 0});
    }
    std::ranges::sort(keys, [&](const SortKey &a, const SortKey &b) {
        if (a.count != b.count || a.head != b.head)
            return a.count != b.count ? a.count > b.count : a.head < b.head;
        return byText ? values[a.place].text < values[b.place].text : a.place < b.place;
    });
    return keys;
}

} // namespace

ValueList::ValueList(std::vector<Entry> values, ValueType type)
    : m_type(type)
{
    const auto keys = sorted(values, type != ValueType::Number && type != ValueType::Date);
    const auto text = [&](const SortKey &key) -> const QByteArray & { return values[key.place].text; };
    qsizetype size = static_cast<qsizetype>(keys.size());
    for (const Entry &value : values)
        size += value.text.size();
    m_texts.reserve(size);
    m_folded.reserve(size);
    m_starts.reserve(keys.size() + 1);
    m_foldedStarts.reserve(keys.size() + 1);
    m_counts.reserve(keys.size());
    for (const SortKey &key : keys) {
        m_starts.push_back(m_texts.size());
        m_foldedStarts.push_back(m_folded.size());
        m_texts += '\0';
        m_texts += text(key);
        m_folded += '\0';
        appendFolded(m_folded, text(key));
        m_counts.push_back(key.count);
    }
    m_starts.push_back(m_texts.size());
    m_foldedStarts.push_back(m_folded.size());
}

std::vector<ValueCount> ValueList::find(const QString &text, int limit) const
{
    std::vector<ValueCount> found;
    QByteArray wanted;
    appendFolded(wanted, text.toUtf8());
    const char *const begin = m_folded.constData(), *const end = begin + m_folded.size();
    const auto search = [&](const QByteArray &pattern, bool within) {
        const char *from = begin;
        while (found.size() < static_cast<size_t>(std::max(limit, 0))) {
            // Some times as fast as std::search and QByteArrayMatcher over texts that begin alike.
            const void *hit =
                memmem(from, static_cast<size_t>(end - from), pattern.constData(), static_cast<size_t>(pattern.size()));
            if (!hit)
                return;
            const size_t place = placeOf(static_cast<const char *>(hit) - begin);
            if (!within || !beginsWith(place, wanted))
                found.push_back(at(place));
            from = begin + m_foldedStarts[place + 1];
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
