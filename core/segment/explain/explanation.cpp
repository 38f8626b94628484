// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/explanation.h"

#include "core/segment/document/phrases.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/flip.h"
#include "core/segment/saved/sourcesonce.h"
#include "core/store/profileview.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Puts beside the evidence what the columns leave out: since when a value holds, why somebody is suppressed.
class EvidenceFiller
{
public:
    explicit EvidenceFiller(const ProfileView &view)
        : m_view(view)
    {
    }

    void fill(ExplainedNode &node) const
    {
        for (Evidence &evidence : node.evidence)
            fill(evidence);
        for (ExplainedNode &child : node.children)
            fill(child);
    }

private:
    void fill(Evidence &evidence) const
    {
        if (evidence.kind == EvidenceKind::Value && !evidence.at)
            fillValue(evidence);
        if (evidence.kind == EvidenceKind::Suppression && evidence.details.empty())
            fillSuppression(evidence);
    }

    void fillValue(Evidence &evidence) const
    {
        const auto held = std::ranges::find(m_view.properties, evidence.name, &PropertyView::name);
        if (held == m_view.properties.end())
            return;
        evidence.at = held->since;
        evidence.assumed = held->assumed;
    }

    void fillSuppression(Evidence &evidence) const
    {
        for (const SuppressionView &suppression : m_view.suppressions) {
            if (suppression.channel == evidence.name && evidence.at == suppression.at)
                evidence.details.push_back({QStringLiteral("reason"), suppression.reason});
        }
    }

    const ProfileView &m_view;
};

void fillFromStore(const ProfileTable &table, Explanation &explanation)
{
    const auto store = Store::openReader(table.columns().storePath);
    if (!store)
        return;
    if (const auto view = viewProfile(*store, explanation.profile, explanation.asOf, 0))
        EvidenceFiller(*view).fill(explanation.root);
}

QString valueWords(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? tr("yes") : tr("no");
    if (value.isDouble())
        return numberWords(value.toDouble());
    if (value.isArray())
        return value.toVariant().toStringList().join(QStringLiteral(", "));
    return value.toString();
}

QString stateWords(const Evidence &evidence)
{
    switch (evidence.kind) {
    case EvidenceKind::Value:
        return evidence.value.isNull() ? tr("not known") : valueWords(evidence.value);
    case EvidenceKind::Consent:
        return evidence.value.isNull() ? tr("no word of consent") : valueWords(evidence.value);
    case EvidenceKind::Suppression:
        return tr("suppressed");
    case EvidenceKind::Address:
        return evidence.value.toBool() ? tr("has an address") : tr("has no address");
    case EvidenceKind::Membership:
    case EvidenceKind::Segment:
        return evidence.value.toBool() ? tr("in") : tr("not in");
    default:
        return evidence.currency.isEmpty() ? valueWords(evidence.value)
                                           : QString(evidence.value.toString() + u' ' + evidence.currency);
    }
}

} // namespace

Result<Explanation> explain(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, ProfileId person,
                            Instant asOf, const Progress &progress, const SegmentSources *sources)
{
    const StoreSources own(table->columns().storePath, progress.stopToken());
    const SourcesOnce asked(sources ? *sources : own);
    const CompileSetting setting{.sources = &asked, .stop = progress.stopToken()};
    if (const auto plan = SegmentEngine::compile(doc, table, asOf, setting); !plan)
        return failure(plan.error());
    const auto index = table->indexOf(person);
    if (!index)
        return failure(ErrorKind::NotFound, tr("The store has no such person."), QString::number(person.value));
    const JudgeSources remembered(asked, *table, asOf, progress.stopToken());
    const auto bindAt = [&](qint64 moment) { return DocJudge::bind(doc, *table, {moment}, remembered); };
    const auto judge = bindAt(asOf.ms);
    if (!judge)
        return failure(judge.error());
    const PersonFacts facts(*table, *index, asOf, progress.stopToken());
    auto flip = findFlip(*judge, facts, bindAt, zoneOf(doc, table->columns().homeZone));
    if (!flip)
        return failure(flip.error());
    Explanation explanation{
        person, asOf, facts.isKnownAt(asOf.ms), judge->isMember(facts), judge->explain(facts), std::move(*flip)};
    if (!progress.stopRequested())
        fillFromStore(*table, explanation);
    if (progress.stopRequested())
        return stopped();
    return explanation;
}

Result<Explanation> explainOnTheWay(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                    ProfileId person, Instant asOf, const Journey &journey, const Progress &progress)
{
    const StoreSources own(table->columns().storePath, progress.stopToken());
    const CompileSetting setting{.sources = &own, .stop = progress.stopToken(), .journey = &journey};
    if (const auto plan = SegmentEngine::compile(doc, table, asOf, setting); !plan)
        return failure(plan.error());
    const auto index = table->indexOf(person);
    if (!index)
        return failure(ErrorKind::NotFound, tr("The store has no such person."), QString::number(person.value));
    const JudgeSources remembered(own, *table, asOf, progress.stopToken());
    const auto judge = DocJudge::bind(doc, *table, asOf, remembered, &journey);
    if (!judge)
        return failure(judge.error());
    const PersonFacts facts(*table, *index, asOf, progress.stopToken());
    Explanation explanation{person, asOf, facts.isKnownAt(asOf.ms), judge->isMember(facts), judge->explain(facts), {}};
    if (!progress.stopRequested())
        fillFromStore(*table, explanation);
    if (progress.stopRequested())
        return stopped();
    return explanation;
}

QString wordsOf(Instant moment, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(moment.ms, zone);
    const QString day = local.toString(QStringLiteral("yyyy-MM-dd"));
    if (startOfDayMs(local.date(), zone) == moment.ms)
        return day;
    const QString format = moment.ms % 60'000 == 0 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss");
    return day + u' ' + local.toString(format) + u' ' + QString::fromUtf8(zone.id());
}

QString wordsOf(const Evidence &evidence, const QTimeZone &zone)
{
    QStringList parts{evidence.name};
    if (const QString state = stateWords(evidence); !state.isEmpty())
        parts.append(state);
    if (evidence.at) {
        const QString moment = wordsOf(*evidence.at, zone);
        parts.append(evidence.kind == EvidenceKind::Event     ? moment
                     : evidence.kind == EvidenceKind::Segment ? tr("on %1").arg(moment)
                                                              : tr("since %1").arg(moment));
    }
    if (evidence.assumed)
        parts.append(tr("assumed"));
    for (const EvidenceDetail &detail : evidence.details)
        parts.append(tr("%1: %2").arg(detail.name, valueWords(detail.value)));
    return parts.join(QStringLiteral(", "));
}

} // namespace perennial
