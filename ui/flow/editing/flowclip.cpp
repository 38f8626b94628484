// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/editing/flowclip.h"

#include "ui/flow/editing/flowplaces.h"

#include <QMimeData>

#include <algorithm>

namespace perennial {

namespace {

const QString ClipMimeType = QStringLiteral("application/x-perennial-flow+json");

// The upper left corner of it all.
QPointF cornerOf(const FlowDoc &doc)
{
    std::vector<QPointF> places;
    for (const FlowNode &node : doc.nodes)
        places.push_back(node.at);
    for (const FlowRemark &remark : doc.remarks)
        places.push_back(remark.at);
    const auto highest = std::ranges::min_element(places, {}, [](const QPointF &at) { return at.y(); });
    return highest == places.end() ? QPointF() : *highest;
}

} // namespace

QMimeData *clipOf(const FlowDoc &doc, const FlowParts &parts)
{
    FlowDoc clip;
    clip.name = QStringLiteral("clip");
    for (FlowNode node : doc.nodes) {
        std::erase_if(node.to, [&](const auto &edge) { return !parts.nodes.contains(edge.second); });
        if (parts.nodes.contains(node.id))
            clip.nodes.push_back(std::move(node));
    }
    for (const FlowRemark &remark : doc.remarks) {
        if (parts.remarks.contains(remark.id))
            clip.remarks.push_back(remark);
    }
    auto *data = new QMimeData;
    const QByteArray json = clip.toJson();
    data->setData(ClipMimeType, json);
    data->setText(QString::fromUtf8(json));
    return data;
}

std::optional<FlowDoc> flowIn(const QMimeData *data)
{
    if (!data)
        return std::nullopt;
    const bool own = data->hasFormat(ClipMimeType);
    const QByteArray text = own ? data->data(ClipMimeType) : data->text().trimmed().toUtf8();
    if (!text.startsWith('{'))
        return std::nullopt;
    auto reading = readFlow(text);
    const bool holds = reading && !(reading->flow.nodes.empty() && reading->flow.remarks.empty());
    return holds ? std::optional(std::move(reading->flow)) : std::nullopt;
}

FlowEdited pasted(const FlowDoc &doc, const FlowDoc &clip, const QPointF &at)
{
    return merged(doc, clip, at - cornerOf(clip));
}

} // namespace perennial
