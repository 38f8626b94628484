// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/csvwriter.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// What RFC 4180 wants quoted.
constexpr auto Quoted = [] {
    std::array<bool, 256> quoted{};
    for (const unsigned char c : {',', '"', '\r', '\n'})
        quoted[c] = true;
    return quoted;
}();

bool wantsQuotes(std::string_view cell)
{
    for (const char c : cell)
        if (Quoted[static_cast<unsigned char>(c)])
            return true;
    return !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
}

// +4915112345678, -12.50, +3: nothing a spreadsheet could run.
bool isSignedNumberOrPhone(std::string_view cell)
{
    if (cell.size() < 2 || (cell[0] != '+' && cell[0] != '-'))
        return false;
    const std::string_view digits = cell.substr(1);
    return std::ranges::all_of(digits, [](char c) { return isDigit(c) || c == '.'; }) &&
           std::ranges::count(digits, '.') <= 1 && std::ranges::any_of(digits, isDigit);
}

} // namespace

bool beginsLikeFormula(std::string_view cell)
{
    if (cell.empty() || std::string_view("=+-@\t\r\n").find(cell.front()) == std::string_view::npos)
        return false;
    return !isSignedNumberOrPhone(cell);
}

void CsvLineWriter::addCell(std::string_view cell)
{
    if (m_finished)
        m_line.clear();
    else
        m_line += ',';
    m_finished = false;
    const bool formula = beginsLikeFormula(cell);
    m_formulaCells += formula;
    const bool guarded = formula && m_safety == CsvSafety::Spreadsheet;
    if (wantsQuotes(cell)) {
        addQuoted(cell, guarded);
        return;
    }
    if (guarded)
        m_line += '\'';
    m_line += cell;
}

void CsvLineWriter::addQuoted(std::string_view cell, bool guarded)
{
    m_line += '"';
    if (guarded)
        m_line += '\'';
    for (const char c : cell) {
        if (c == '"')
            m_line += '"';
        m_line += c;
    }
    m_line += '"';
}

std::string_view CsvLineWriter::endLine()
{
    if (m_finished)
        m_line.clear();
    m_line += "\r\n";
    m_finished = true;
    return m_line;
}

} // namespace perennial
