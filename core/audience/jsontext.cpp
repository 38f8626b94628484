// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"

#include <QString>

#include <array>
#include <charconv>
#include <cmath>

namespace perennial {

namespace {

constexpr std::array Hex{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

void appendEscaped(QByteArray &body, char c)
{
    switch (c) {
    case '"':
        body.append("\\\"");
        return;
    case '\\':
        body.append("\\\\");
        return;
    case '\n':
        body.append("\\n");
        return;
    case '\r':
        body.append("\\r");
        return;
    case '\t':
        body.append("\\t");
        return;
    default:
        body.append("\\u00").append(Hex[static_cast<quint8>(c) >> 4]).append(Hex[static_cast<quint8>(c) & 15]);
    }
}

void appendPlain(QByteArray &body, std::string_view text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<quint8>(c) >= 0x20 && c != '"' && c != '\\')
            continue;
        body.append(text.data() + from, static_cast<qsizetype>(i - from));
        appendEscaped(body, c);
        from = i + 1;
    }
    body.append(text.data() + from, static_cast<qsizetype>(text.size() - from));
}

bool isAscii(std::string_view text)
{
    for (const char c : text)
        if (static_cast<quint8>(c) >= 0x80)
            return false;
    return true;
}

struct ValueText
{
    QByteArray &body;

    void operator()(std::monostate) const { body.append("null"); }
    void operator()(bool value) const { body.append(value ? "true" : "false"); }
    void operator()(double value) const
    {
        std::array<char, 32> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
        if (std::isfinite(value))
            body.append(text.data(), static_cast<qsizetype>(end.ptr - text.data()));
        else
            body.append("null"); // JSON has no word for it
    }
    void operator()(Instant value) const { body.append('"').append(value.toIso().toLatin1()).append('"'); }
    void operator()(const std::string &value) const { appendJsonText(body, value); }
    void operator()(const QStringList &value) const
    {
        body.append('[');
        for (qsizetype i = 0; i < value.size(); ++i) {
            if (i > 0)
                body.append(',');
            appendJsonText(body, value[i].toStdString());
        }
        body.append(']');
    }
};

} // namespace

void appendJsonText(QByteArray &body, std::string_view text)
{
    body.append('"');
    if (isAscii(text))
        appendPlain(body, text);
    else
        appendPlain(body, QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString());
    body.append('"');
}

void appendJsonValue(QByteArray &body, const FieldValue &value)
{
    std::visit(ValueText{body}, value);
}

} // namespace perennial
