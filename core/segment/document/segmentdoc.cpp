// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/segmentdoc.h"

#include "core/segment/document/documentfields.h"
#include "core/segment/document/jsonreader.h"
#include "core/segment/document/jsonwriter.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace perennial {

namespace {

constexpr auto Format = "perennial-segment";

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Where Qt stopped reading, as an editor counts: lines and columns from 1. Qt takes no JSON whose top is a mere value,
// and none that is nested deeper than it will go.
Error whyUnreadable(const QByteArray &text, const QJsonParseError &problem)
{
    if (QJsonDocument::fromJson('[' + text + ']').isArray() && !text.trimmed().isEmpty())
        return {ErrorKind::Invalid, tr("A segment is a JSON object."), QStringLiteral("line 1"), {}};
    if (problem.error == QJsonParseError::DeepNesting)
        return {ErrorKind::Invalid, tr("Groups are nested deeper than %1 levels.").arg(SegmentDoc::MaxDepth), {}, {}};
    const QByteArray read = text.left(problem.offset);
    const qsizetype line = read.count('\n') + 1, column = read.size() - read.lastIndexOf('\n');
    return {ErrorKind::Invalid, tr("This is not JSON: line %1, column %2 cannot be read.").arg(line).arg(column),
            QStringLiteral("line %1").arg(line), problem.errorString()};
}

void readHead(JsonReader &reader)
{
    if (reader.take("format").toString() != QLatin1String(Format))
        reader.report(reader.whereIs("format"),
                      tr("This is not a segment: “format” must be “%1”.").arg(QLatin1String(Format)));
    const QJsonValue version = reader.take("version");
    if (!version.isDouble() || version.toDouble() < 1)
        reader.report(reader.whereIs("version"), tr("The version of the document is missing."));
    else if (version.toDouble() > SegmentDoc::Version)
        reader.report(reader.whereIs("version"),
                      tr("This segment was made by a newer Perennial. Update Perennial to use it."));
}

} // namespace

bool operator==(const SegmentGroup &a, const SegmentGroup &b)
{
    return a.match == b.match && a.children == b.children;
}

Result<SegmentDoc> SegmentDoc::fromJson(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument json = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(whyUnreadable(text, problem));
    if (!json.isObject())
        return failure(ErrorKind::Invalid, tr("A segment is a JSON object."), QStringLiteral("line 1"));
    return fromJsonObject(json.object());
}

Result<SegmentDoc> SegmentDoc::fromJsonObject(const QJsonObject &object)
{
    SegmentDoc doc;
    JsonReader::State state;
    JsonReader reader(object, {}, state);
    readHead(reader);
    fields(reader, doc);
    reader.finish();
    if (!object.contains(QLatin1String("root")))
        reader.report(QStringLiteral("root"), tr("The segment has no “root” group."));
    if (state.error)
        return failure(*state.error);
    if (const auto valid = validate(doc); !valid)
        return failure(valid.error());
    return doc;
}

QJsonObject SegmentDoc::toJsonObject() const
{
    SegmentDoc copy = *this;
    JsonWriter writer;
    fields(writer, copy);
    QJsonObject object = writer.object();
    object.insert(QStringLiteral("format"), QLatin1String(Format));
    object.insert(QStringLiteral("version"), Version);
    return object;
}

QByteArray SegmentDoc::toJson() const
{
    return QJsonDocument(toJsonObject()).toJson(QJsonDocument::Indented);
}

QTimeZone zoneOf(const SegmentDoc &doc, const QTimeZone &home)
{
    return doc.zone.isEmpty() ? home : zoneNamed(doc.zone).value_or(home);
}

} // namespace perennial
