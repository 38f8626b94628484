// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/enumids.h"
#include "core/flow/document/flowdoc.h"
#include "core/flow/export/klaviyonotes.h"

#include <QJsonObject>
#include <QTimeZone>

namespace perennial {

// What can be made at a platform from a document of ours.
enum class DraftObject { Segment, Flow };

template <>
struct EnumIds<DraftObject>
{
    static constexpr std::array ids{"segment", "flow"};
};

// A segment or flow as it would be made at Klaviyo. Nothing of it is sent to anybody: a flow is made with every action
// a draft, a segment mails nobody by itself.
struct PlatformDraft
{
    DraftObject object = DraftObject::Segment;
    QString name;                           // there
    QString document;                       // the name here
    QJsonObject request;                    // of the call that makes it, names in the places of ids, see namesIn()
    QStringList losses;                     // what Klaviyo cannot say, each with what stands in its place; for people
    std::vector<KlaviyoListPart> lists;     // that stand for conditions
    std::vector<KlaviyoTemplate> templates; // of the flow's e-mails
};

// Refuses what klaviyoSegment() and klaviyoFlow() refuse. Days without a zone of their own are those of `home`.
[[nodiscard]] Result<PlatformDraft> draftOf(const SegmentDoc &segment, const QTimeZone &home);
[[nodiscard]] Result<PlatformDraft> draftOf(const FlowDoc &flow, const QTimeZone &home);
// The same under another name there.
[[nodiscard]] PlatformDraft named(PlatformDraft draft, const QString &name);

// "segment “VIP”", for people.
[[nodiscard]] QString wordsOf(DraftObject object, const QString &name);

} // namespace perennial
