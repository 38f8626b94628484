// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/conditionclip.h"

#include "core/segment/document/documentfields.h"
#include "core/segment/document/jsonreader.h"
#include "core/segment/document/sentence.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeData>

namespace perennial {

namespace {

const QString ClipMimeType = QStringLiteral("application/x-perennial-conditions+json");

// A document whose conditions may be those of a flow.
std::optional<SegmentDoc> inFlow(const QByteArray &document)
{
    SegmentDoc doc;
    JsonReader::State state;
    JsonReader reader(QJsonDocument::fromJson(document).object(), {}, state);
    (void)reader.take("format");
    (void)reader.take("version");
    fields(reader, doc);
    reader.finish();
    return !state.error && doc.root.group() && validate(doc, AskedIn::Flow) ? std::optional(doc) : std::nullopt;
}

std::vector<SegmentNode> nodesOf(const QByteArray &document, AskedIn in)
{
    std::optional<SegmentDoc> doc;
    if (in == AskedIn::Flow)
        doc = inFlow(document);
    else if (auto ofSegment = SegmentDoc::fromJson(document))
        doc = std::move(*ofSegment);
    if (!doc)
        return {};
    // A whole segment of several conditions that do not all have to hold stays a group.
    if (doc->root.group()->match != GroupMatch::All)
        return {std::move(doc->root)};
    return std::move(doc->root.group()->children);
}

QByteArray aroundConditions(const QJsonArray &conditions)
{
    const QJsonObject root{{"kind", "group"}, {"match", "all"}, {"children", conditions}};
    return QJsonDocument(
               QJsonObject{
                   {"format", "perennial-segment"}, {"version", SegmentDoc::Version}, {"name", "clip"}, {"root", root}})
        .toJson();
}

} // namespace

QMimeData *clipOf(const std::vector<SegmentNode> &nodes)
{
    SegmentDoc doc;
    doc.name = QStringLiteral("clip");
    doc.root.group()->children = nodes;
    QStringList words;
    for (const SegmentNode &node : nodes)
        words.append(wordsOf(node));
    auto *data = new QMimeData;
    data->setData(ClipMimeType, doc.toJson());
    data->setText(words.join(u'\n'));
    return data;
}

std::vector<SegmentNode> nodesIn(const QMimeData *data, AskedIn in)
{
    if (!data)
        return {};
    if (data->hasFormat(ClipMimeType))
        return nodesOf(data->data(ClipMimeType), in);
    const QByteArray text = data->text().trimmed().toUtf8();
    if (!text.startsWith('{') && !text.startsWith('['))
        return {};
    const QJsonDocument json = QJsonDocument::fromJson(text);
    if (json.isArray())
        return nodesOf(aroundConditions(json.array()), in);
    const bool isOne = json.object().contains(QStringLiteral("kind"));
    return nodesOf(isOne ? aroundConditions({json.object()}) : text, in);
}

} // namespace perennial
