// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/receivedrequest.h"

namespace perennial {

namespace {

// Servers read a query as a form: a bare plus is a space there, so that addresses must write theirs as %2B.
QString formDecoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toLatin1().replace('+', ' '));
}

} // namespace

QByteArray ReceivedRequest::header(const QByteArray &name) const
{
    for (const HttpHeader &header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    return {};
}

QString ReceivedRequest::item(const QString &name) const
{
    for (const auto &[key, value] : query.queryItems(QUrl::FullyEncoded))
        if (formDecoded(key) == name)
            return formDecoded(value);
    return {};
}

std::optional<QStringList> pathParts(QStringView pattern, QStringView path)
{
    if (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    const auto wanted = pattern.split(u'/');
    const auto parts = path.split(u'/');
    if (wanted.size() != parts.size())
        return std::nullopt;
    QStringList found;
    for (qsizetype i = 0; i < parts.size(); ++i)
        if (wanted[i].startsWith(u'{') && !parts[i].isEmpty())
            found.append(parts[i].toString());
        else if (wanted[i] != parts[i])
            return std::nullopt;
    return found;
}

} // namespace perennial
