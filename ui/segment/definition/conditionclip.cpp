// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/conditionclip.h"

#include "core/segment/document/sentence.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeData>

namespace perennial {

namespace {

const QString ClipMimeType = QStringLiteral("application/x-perennial-conditions+json");

std::vector<SegmentNode> nodesOf(const QByteArray &document)
{
    auto doc = SegmentDoc::fromJson(document);
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

std::vector<SegmentNode> nodesIn(const QMimeData *data)
{
    if (!data)
        return {};
    if (data->hasFormat(ClipMimeType))
        return nodesOf(data->data(ClipMimeType));
    const QByteArray text = data->text().trimmed().toUtf8();
    if (!text.startsWith('{') && !text.startsWith('['))
        return {};
    const QJsonDocument json = QJsonDocument::fromJson(text);
    if (json.isArray())
        return nodesOf(aroundConditions(json.array()));
    return json.object().contains(QStringLiteral("kind")) ? nodesOf(aroundConditions({json.object()})) : nodesOf(text);
}

} // namespace perennial
