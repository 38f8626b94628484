// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/detailsjson.h"

#include "core/base/celltext.h"

#include <array>

namespace perennial {

namespace {

void appendEscaped(std::string &to, char c)
{
    constexpr std::string_view Hex = "0123456789abcdef";
    switch (c) {
    case '"':
        to += "\\\"";
        return;
    case '\\':
        to += "\\\\";
        return;
    case '\n':
        to += "\\n";
        return;
    case '\r':
        to += "\\r";
        return;
    case '\t':
        to += "\\t";
        return;
    default:
        break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20) {
        to += c;
        return;
    }
    to += "\\u00";
    to += Hex[byte >> 4];
    to += Hex[byte & 15];
}

} // namespace

void appendJsonString(std::string &to, std::string_view text)
{
    to += '"';
    for (const char c : text)
        appendEscaped(to, c);
    to += '"';
}

std::string jsonArray(std::span<const std::string> texts)
{
    std::string json = "[";
    for (const std::string &text : texts) {
        if (json.size() > 1)
            json += ',';
        appendJsonString(json, text);
    }
    return json += ']';
}

bool isCanonicalNumber(std::string_view text)
{
    constexpr std::size_t MostDigits = 15;
    if (text.starts_with('-'))
        text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    if (!isAllDigits(whole) || text.size() > MostDigits || (whole.size() > 1 && whole.front() == '0'))
        return false;
    return point == std::string_view::npos || (isAllDigits(text.substr(point + 1)) && text.back() != '0');
}

void DetailsJson::addKey(std::string_view key)
{
    m_text += m_text.empty() ? '{' : ',';
    appendJsonString(m_text, key);
    m_text += ':';
}

void DetailsJson::add(std::string_view key, std::string_view text)
{
    if (text.empty())
        return;
    addKey(key);
    appendJsonString(m_text, text);
}

void DetailsJson::addGuessed(std::string_view key, std::string_view text)
{
    if (isCanonicalNumber(text))
        addNumber(key, text);
    else
        add(key, text);
}

void DetailsJson::add(std::string_view key, std::span<const std::string_view> texts)
{
    if (texts.empty())
        return;
    addKey(key);
    m_text += '[';
    for (const std::string_view text : texts) {
        if (m_text.back() != '[')
            m_text += ',';
        appendJsonString(m_text, text);
    }
    m_text += ']';
}

void DetailsJson::addNumber(std::string_view key, std::string_view number)
{
    addKey(key);
    m_text += number;
}

void DetailsJson::addTrue(std::string_view key)
{
    addNumber(key, "true");
}

std::string_view DetailsJson::text()
{
    if (m_text.empty())
        return {};
    m_closed.assign(m_text);
    m_closed += '}';
    return m_closed;
}

} // namespace perennial
