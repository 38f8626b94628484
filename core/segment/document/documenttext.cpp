// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/documenttext.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Where Qt stopped reading. Qt takes no JSON whose top is a mere value, and none that is nested deeper than it will go.
Error whyUnreadable(const QByteArray &text, const QJsonParseError &problem, const DocumentKind &kind)
{
    if (QJsonDocument::fromJson('[' + text + ']').isArray() && !text.trimmed().isEmpty())
        return {ErrorKind::Invalid, kind.notAnObject, QStringLiteral("line 1"), {}};
    if (problem.error == QJsonParseError::DeepNesting)
        return {ErrorKind::Invalid, tr("Groups are nested deeper than %1 levels.").arg(SegmentDoc::MaxDepth), {}, {}};
    const QByteArray read = text.left(problem.offset);
    const qsizetype line = read.count('\n') + 1, column = read.size() - read.lastIndexOf('\n');
    return {ErrorKind::Invalid, tr("This is not JSON: line %1, column %2 cannot be read.").arg(line).arg(column),
            QStringLiteral("line %1").arg(line), problem.errorString()};
}

} // namespace

Result<QJsonObject> objectOf(const QByteArray &text, const DocumentKind &kind)
{
    QJsonParseError problem;
    const QJsonDocument json = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(whyUnreadable(text, problem, kind));
    if (!json.isObject())
        return failure(ErrorKind::Invalid, kind.notAnObject, QStringLiteral("line 1"));
    return json.object();
}

void readHead(JsonReader &reader, const DocumentKind &kind)
{
    if (reader.take("format").toString() != QLatin1String(kind.format))
        reader.report(reader.whereIs("format"), kind.notThisKind.arg(QLatin1String(kind.format)));
    const QJsonValue version = reader.take("version");
    if (!version.isDouble() || version.toDouble() < 1)
        reader.report(reader.whereIs("version"), tr("The version of the document is missing."));
    else if (version.toDouble() > kind.version)
        reader.report(reader.whereIs("version"), kind.tooNew);
}

void insertHead(QJsonObject &object, const DocumentKind &kind)
{
    object.insert(QStringLiteral("format"), QLatin1String(kind.format));
    object.insert(QStringLiteral("version"), kind.version);
}

} // namespace perennial
