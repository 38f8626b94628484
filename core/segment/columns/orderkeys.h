// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <string_view>
#include <vector>

namespace perennial {

// The orders that one stretch of a store's events belongs to, a code for each distinct key. Keys are whole numbers or
// texts; 41 and "41" differ.
class OrderKeys
{
public:
    // From 1 on; 0 is no order.
    [[nodiscard]] quint32 codeOf(qint64 number);
    [[nodiscard]] quint32 codeOf(std::string_view text);
    // What is only needed while coding goes.
    void close();

    [[nodiscard]] const std::vector<qint64> &numbers() const { return m_numbers; }
    [[nodiscard]] const std::vector<QByteArray> &texts() const { return m_texts; }
    // The codes of numbers()[i] and texts()[i].
    [[nodiscard]] static quint32 codeOfNumber(size_t i) { return static_cast<quint32>(2 * i + 1); }
    [[nodiscard]] static quint32 codeOfText(size_t i) { return static_cast<quint32>(2 * i + 2); }

private:
    std::vector<qint64> m_numbers;
    std::vector<QByteArray> m_texts;
    QHash<qint64, quint32> m_numberCodes;
    QHash<QByteArray, quint32> m_textCodes;
};

// One code for each distinct order of several stretches: its place among all keys, numbers first.
class OrderCodes
{
public:
    explicit OrderCodes(const std::vector<OrderKeys *> &stretches);
    // By the code that the stretch gave.
    [[nodiscard]] std::vector<quint32> codesOf(const OrderKeys &stretch) const;

private:
    std::vector<qint64> m_numbers;
    std::vector<QByteArray> m_texts;
};

} // namespace perennial
