// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/jsoncursor.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

// Escapes are rare: the slow way is good enough.
std::string unescaped(std::string_view raw)
{
    if (raw.find('\\') == std::string_view::npos)
        return std::string(raw);
    const QByteArray text = "[\"" + QByteArray(raw.data(), static_cast<qsizetype>(raw.size())) + "\"]";
    return QJsonDocument::fromJson(text).array().at(0).toString().toStdString();
}

} // namespace

void JsonCursor::skipSpace()
{
    while (m_at < m_text.size() &&
           (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\t' || m_text[m_at] == '\r'))
        ++m_at;
}

bool JsonCursor::take(char wanted, bool demanded)
{
    skipSpace();
    if (m_ok && m_at < m_text.size() && m_text[m_at] == wanted) {
        ++m_at;
        return true;
    }
    m_ok = m_ok && !demanded;
    return false;
}

char JsonCursor::next()
{
    skipSpace();
    return m_at < m_text.size() ? m_text[m_at] : '\0';
}

bool JsonCursor::atEnd()
{
    skipSpace();
    return m_at == m_text.size();
}

std::string_view JsonCursor::rawString()
{
    if (!take('"'))
        return {};
    const size_t begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != '"')
        m_at += m_text[m_at] == '\\' ? 2 : 1;
    if (m_at >= m_text.size()) {
        m_at = m_text.size();
        m_ok = false;
        return {};
    }
    return m_text.substr(begin, m_at++ - begin);
}

void JsonCursor::skipNested()
{
    int depth = 0;
    do {
        const char c = m_text[m_at];
        if (c == '"') {
            rawString();
            continue;
        }
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
        ++m_at;
    } while (m_ok && depth > 0 && m_at < m_text.size());
    m_ok = m_ok && depth == 0;
}

std::string_view JsonCursor::value()
{
    skipSpace();
    const size_t begin = m_at;
    if (!m_ok || m_at >= m_text.size())
        return {};
    if (m_text[m_at] == '"')
        rawString();
    else if (m_text[m_at] == '{' || m_text[m_at] == '[')
        skipNested();
    else
        while (m_at < m_text.size() && std::string_view(",]} \n\r\t").find(m_text[m_at]) == std::string_view::npos)
            ++m_at;
    m_ok = m_ok && m_at > begin;
    return m_ok ? m_text.substr(begin, m_at - begin) : std::string_view();
}

std::optional<std::string> JsonCursor::string()
{
    skipSpace();
    if (m_at < m_text.size() && m_text[m_at] == '"')
        return unescaped(rawString());
    m_ok = m_ok && value() == "null";
    return std::nullopt;
}

} // namespace perennial
