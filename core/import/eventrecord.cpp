// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/eventrecord.h"

#include <array>

namespace perennial {

namespace {

enum Flag : quint8 { HasValue = 1, HasOrderNumber = 2, HasOrderText = 4, HasCurrency = 8, HasDetails = 16 };

// Seven bits a byte, the lowest first; the sign moves into the lowest bit.
class RecordWriter
{
public:
    void put(qint64 number)
    {
        quint64 rest = (static_cast<quint64>(number) << 1) ^ static_cast<quint64>(number >> 63);
        for (; rest >= 0x80; rest >>= 7)
            m_bytes[m_size++] = static_cast<char>(rest | 0x80);
        m_bytes[m_size++] = static_cast<char>(rest);
    }
    void putByte(quint8 byte) { m_bytes[m_size++] = static_cast<char>(byte); }
    [[nodiscard]] std::string_view bytes() const { return {m_bytes.data(), m_size}; }

private:
    static constexpr std::size_t MostNumbers = 9;
    std::array<char, 1 + 10 * MostNumbers> m_bytes;
    std::size_t m_size = 0;
};

class RecordReader
{
public:
    explicit RecordReader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] qint64 number()
    {
        quint64 bits = 0;
        for (int shift = 0;; shift += 7) {
            const quint8 next = byte();
            bits |= static_cast<quint64>(next & 0x7f) << shift;
            if (next < 0x80)
                return static_cast<qint64>(bits >> 1) ^ -static_cast<qint64>(bits & 1);
        }
    }
    [[nodiscard]] quint8 byte() { return static_cast<quint8>(m_bytes[m_at++]); }
    [[nodiscard]] std::string_view text(qint64 size)
    {
        const std::string_view text = m_bytes.substr(m_at, static_cast<std::size_t>(size));
        m_at += text.size();
        return text;
    }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
};

quint8 flagsOf(const EventRow &row)
{
    return static_cast<quint8>((row.hasValue ? HasValue : 0) | (row.hasOrderNumber ? HasOrderNumber : 0) |
                               (row.orderText.empty() ? 0 : HasOrderText) | (row.currency.empty() ? 0 : HasCurrency) |
                               (row.details ? HasDetails : 0));
}

} // namespace

void appendRecord(const EventRow &row, std::string &bytes)
{
    RecordWriter record;
    const quint8 flags = flagsOf(row);
    record.putByte(flags);
    for (const qint64 number : {row.profile, row.at, static_cast<qint64>(row.metric), row.key})
        record.put(number);
    if (flags & HasValue)
        record.put(row.value);
    if (flags & HasOrderNumber)
        record.put(row.orderNumber);
    if (flags & HasDetails)
        record.put(row.details);
    if (flags & HasOrderText)
        record.put(static_cast<qint64>(row.orderText.size()));
    if (flags & HasCurrency)
        record.put(static_cast<qint64>(row.currency.size()));
    bytes.append(record.bytes()).append(row.orderText).append(row.currency);
}

EventRow eventFromRecord(std::string_view bytes)
{
    RecordReader record(bytes);
    EventRow row{};
    const quint8 flags = record.byte();
    row.profile = record.number();
    row.at = record.number();
    row.metric = static_cast<qint32>(record.number());
    row.key = record.number();
    row.hasValue = flags & HasValue;
    row.hasOrderNumber = flags & HasOrderNumber;
    if (row.hasValue)
        row.value = record.number();
    if (row.hasOrderNumber)
        row.orderNumber = record.number();
    if (flags & HasDetails)
        row.details = static_cast<qint32>(record.number());
    const qint64 orderBytes = flags & HasOrderText ? record.number() : 0;
    const qint64 currencyBytes = flags & HasCurrency ? record.number() : 0;
    row.orderText = record.text(orderBytes);
    row.currency = record.text(currencyBytes);
    return row;
}

} // namespace perennial
