// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/platformdraft.h"

#include "core/connect/draft/flowrules.h"
#include "core/flow/export/klaviyoflow.h"
#include "core/flow/export/klaviyosegment.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

Result<PlatformDraft> draftOf(const SegmentDoc &segment, const QTimeZone &home)
{
    auto made = klaviyoSegment(segment, home);
    if (!made)
        return failure(made.error());
    PlatformDraft draft;
    draft.object = DraftObject::Segment;
    draft.name = draft.document = segment.name;
    draft.request = std::move(made->request);
    draft.losses = std::move(made->unsupported);
    draft.lists = std::move(made->lists);
    return draft;
}

Result<PlatformDraft> draftOf(const FlowDoc &flow, const QTimeZone &home)
{
    auto made = klaviyoFlow(flow, home, KlaviyoEmails::Templates);
    if (!made)
        return failure(made.error());
    if (const auto kept = checkFlowRules(made->request); !kept)
        return failure(kept.error());
    PlatformDraft draft;
    draft.object = DraftObject::Flow;
    draft.name = draft.document = flow.name;
    draft.request = std::move(made->request);
    draft.losses = std::move(made->unsupported);
    draft.lists = std::move(made->lists);
    draft.templates = std::move(made->templates);
    return draft;
}

PlatformDraft named(PlatformDraft draft, const QString &name)
{
    draft.name = name;
    QJsonObject data = draft.request[QLatin1String("data")].toObject();
    QJsonObject attributes = data[QLatin1String("attributes")].toObject();
    attributes.insert(QStringLiteral("name"), name);
    data.insert(QStringLiteral("attributes"), attributes);
    draft.request.insert(QStringLiteral("data"), data);
    return draft;
}

QString wordsOf(DraftObject object, const QString &name)
{
    return object == DraftObject::Segment ? tr("segment “%1”").arg(name) : tr("flow “%1”").arg(name);
}

} // namespace perennial
