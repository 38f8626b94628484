// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/plan/guards.h"

#include "core/segment/templates/readytemplates.h"
#include "core/segment/templates/templatefilling.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct GuardWords
{
    const char *id;
    QString text;
};

// In the order of the template's conditions; a test holds the two together.
std::vector<GuardWords> guardWords()
{
    return {{"open-ticket", tr("wait for an answer to a ticket")},
            {"late-parcel", tr("wait for a late parcel")},
            {"fresh-refund", tr("had an order refunded in the last days")},
            {"bad-review", tr("wrote a bad review in the last days")}};
}

} // namespace

Result<std::vector<ToneGuard>> toneGuards()
{
    const auto templates = readyTemplates();
    const auto found = std::ranges::find(templates, QStringLiteral("tone-deaf-guard"), &SegmentTemplate::id);
    const std::vector<GuardWords> words = guardWords();
    const auto doc =
        found == templates.end() ? Result<SegmentDoc>(failure(Error{})) : filled(*found, standardValues(*found));
    const SegmentGroup *any = doc ? doc->root.group() : nullptr;
    if (!any || any->children.size() != words.size())
        return failure(ErrorKind::Internal, tr("The tone-deaf guard cannot be read. Nobody was sent."));
    std::vector<ToneGuard> guards;
    for (size_t i = 0; i < words.size(); ++i) {
        SegmentDoc who = *doc;
        who.name = words[i].text;
        SegmentGroup alone = *any;
        alone.children = {any->children[i]};
        who.root.is = alone;
        guards.push_back({QString::fromLatin1(words[i].id), words[i].text, std::move(who)});
    }
    return guards;
}

} // namespace perennial
