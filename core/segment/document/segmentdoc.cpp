// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/segmentdoc.h"

#include "core/segment/document/documentfields.h"
#include "core/segment/document/documenttext.h"
#include "core/segment/document/jsonwriter.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

DocumentKind kind()
{
    return {.format = "perennial-segment",
            .version = SegmentDoc::Version,
            .notAnObject = tr("A segment is a JSON object."),
            .notThisKind = tr("This is not a segment: “format” must be “%1”."),
            .tooNew = tr("This segment was made by a newer Perennial. Update Perennial to use it.")};
}

} // namespace

bool operator==(const SegmentGroup &a, const SegmentGroup &b)
{
    return a.match == b.match && a.children == b.children;
}

Result<SegmentDoc> SegmentDoc::fromJson(const QByteArray &text)
{
    return objectOf(text, kind()).and_then([](const QJsonObject &object) { return fromJsonObject(object); });
}

Result<SegmentDoc> SegmentDoc::fromJsonObject(const QJsonObject &object)
{
    SegmentDoc doc;
    JsonReader::State state;
    JsonReader reader(object, {}, state);
    readHead(reader, kind());
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
    insertHead(object, kind());
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
