// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/jsontemplate.h"

#include "core/audience/jsontext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonParseError>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Where a string that begins at a quote ends: behind its other quote. The text is JSON.
qsizetype endOfString(const QByteArray &text, qsizetype quote)
{
    qsizetype at = quote + 1;
    while (text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    return at + 1;
}

bool isKey(const QByteArray &text, qsizetype behindString)
{
    while (behindString < text.size() && QByteArrayView(" \t\r\n").contains(text[behindString]))
        ++behindString;
    return behindString < text.size() && text[behindString] == ':';
}

// The words of a value within a text: without the quotes of a string, nothing for what is not known, lists by commas.
void appendWords(QByteArray &body, const FieldValue &value)
{
    if (std::holds_alternative<std::monostate>(value))
        return;
    const auto *list = std::get_if<QStringList>(&value);
    QByteArray json;
    appendJsonValue(json, list ? FieldValue(list->join(QLatin1String(", ")).toStdString()) : value);
    const bool isText = json.startsWith('"');
    body.append(isText ? QByteArrayView(json).sliced(1).chopped(1) : QByteArrayView(json));
}

} // namespace

Result<JsonTemplate> JsonTemplate::parse(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    QJsonParseError error{};
    // A document of JSON is any value; Qt reads lists and objects alone.
    const QJsonDocument document = QJsonDocument::fromJson('[' + trimmed + ']', &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorKind::Invalid,
                       tr("The template is no JSON (a placeholder stands in quotes): %1.").arg(error.errorString()));
    if (document.array().size() != 1)
        return failure(ErrorKind::Invalid, tr("The template is no JSON: it has to be one value."));
    JsonTemplate made;
    qsizetype copied = 0;
    for (qsizetype quote = trimmed.indexOf('"'); quote >= 0;) {
        const qsizetype end = endOfString(trimmed, quote);
        if (std::any_of(trimmed.begin() + quote, trimmed.begin() + end, [](char c) { return uchar(c) < 0x20; }))
            return failure(ErrorKind::Invalid,
                           tr("A text of the template holds a line break or a tab: write \\n or \\t."));
        for (qsizetype open = trimmed.indexOf("{{", quote); open >= 0 && open < end;) {
            const qsizetype close = trimmed.indexOf("}}", open);
            if (close < 0 || close >= end)
                return failure(ErrorKind::Invalid, tr("A placeholder of the template is not closed by }}."));
            if (isKey(trimmed, end))
                return failure(ErrorKind::Invalid, tr("A placeholder of the template stands in the name of a value."));
            const bool isAlone = open == quote + 1 && close + 3 == end;
            const qsizetype until = isAlone ? quote : open;
            made.m_pieces.push_back(
                {trimmed.mid(copied, until - copied), {trimmed.mid(open + 2, close - open - 2).trimmed(), isAlone}});
            copied = isAlone ? end : close + 2;
            open = trimmed.indexOf("{{", close + 2);
        }
        quote = trimmed.indexOf('"', end);
    }
    made.m_end = trimmed.mid(copied);
    return made;
}

std::vector<JsonTemplate::Placeholder> JsonTemplate::placeholders() const
{
    std::vector<Placeholder> all;
    for (const Piece &piece : m_pieces)
        all.push_back(piece.placeholder);
    return all;
}

void JsonTemplate::append(QByteArray &body, const Write &write, const ValueOf &valueOf) const
{
    for (const Piece &piece : m_pieces) {
        body.append(piece.before);
        const auto &[name, isAlone] = piece.placeholder;
        if (!isAlone)
            appendWords(body, valueOf(name));
        else if (!write(name, body))
            appendJsonValue(body, valueOf(name));
    }
    body.append(m_end);
}

} // namespace perennial
