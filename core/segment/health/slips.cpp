// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/slips.h"

#include "core/segment/health/mentions.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool has(const ProfileTable &table, const Mention &mention)
{
    switch (mention.kind) {
    case MentionKind::Metric:
        return table.metric(mention.name) != nullptr;
    case MentionKind::Property:
        return table.property(mention.name) != nullptr;
    case MentionKind::EventProperty:
        return table.columns().details.column(mention.name) != nullptr;
    }
    return true;
}

QString sentenceOf(const Mention &mention)
{
    switch (mention.kind) {
    case MentionKind::Metric:
        return tr("The store has no metric “%1”.").arg(mention.name);
    case MentionKind::Property:
        return tr("The store has no property “%1”.").arg(mention.name);
    case MentionKind::EventProperty:
        return tr("No event has a property “%1”.").arg(mention.name);
    }
    return {};
}

void addOnce(std::vector<Slip> &slips, const NodePath &path, const QString &text)
{
    if (std::ranges::find(slips, text, &Slip::text) == slips.end())
        slips.push_back({path, text});
}

void addImpossible(std::vector<Slip> &slips, const NodePath &path, const SegmentNode &node)
{
    const auto *rhythm = std::get_if<RhythmCondition>(&node.is);
    if (!rhythm || rhythm->pattern != Rhythm::Regularly || !rhythm->periods || !rhythm->ofLast)
        return;
    if (*rhythm->periods > *rhythm->ofLast)
        addOnce(slips, path,
                tr("Nobody can be regular in %1 periods: the first number is the larger one.")
                    .arg(tr("%1 of the last %2").arg(*rhythm->periods).arg(*rhythm->ofLast)));
}

} // namespace

std::vector<Slip> slipsOf(const SegmentDoc &doc, const ProfileTable &table)
{
    std::vector<Slip> slips;
    const std::vector<Mention> mentions = mentionsIn(doc);
    for (const MentionKind kind : {MentionKind::Metric, MentionKind::Property, MentionKind::EventProperty}) {
        for (const Mention &mention : mentions) {
            if (mention.kind == kind && !has(table, mention))
                addOnce(slips, mention.path, sentenceOf(mention));
        }
    }
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) { addImpossible(slips, path, node); });
    return slips;
}

} // namespace perennial
