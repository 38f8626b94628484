// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/flip.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Moments at which changes are tried together with waiting; waiting alone is tried at all.
constexpr int MostTurnsWithChanges = 40;
// Beside what costOf says: after an event, before an order.
constexpr double WaitingCost = 2.92;

class FlipFinder
{
public:
    FlipFinder(const DocJudge &now, const PersonFacts &facts, const BindAt &bindAt)
        : m_now(now)
        , m_facts(facts)
        , m_bindAt(bindAt)
        , m_joins(!now.isMember(facts))
        , m_turns(now.turns(facts))
    {
    }

    Result<Flip> find()
    {
        offer(m_now.remedies(m_facts, m_joins), std::nullopt);
        if (const auto waited = wait(); !waited)
            return failure(waited.error());
        m_best.joins = m_joins;
        if (m_best.possible && !m_best.changes.empty()) {
            if (const auto found = findDeadline(); !found)
                return failure(found.error());
        }
        if (m_facts.stopRequested())
            return stopped();
        return m_best;
    }

private:
    void offer(const std::vector<Changes> &options, std::optional<qint64> on)
    {
        if (options.empty())
            return;
        const Changes &changes = options.front();
        const auto rank = std::pair(countOf(changes) + on.has_value(), costOf(changes) + (on ? WaitingCost : 0));
        if (m_best.possible && rank >= m_rank)
            return;
        m_rank = rank;
        m_best.possible = true;
        m_best.changes = changes;
        m_best.on = on ? std::optional(Instant{*on}) : std::nullopt;
    }

    // At each moment at which something turns by itself: is it enough, or with something done then?
    Result<void> wait()
    {
        int tried = 0;
        for (const qint64 turn : m_turns) {
            if (m_facts.stopRequested())
                return stopped();
            const auto judge = m_bindAt(turn);
            if (!judge)
                return failure(judge.error());
            if (judge->isMember(m_facts) == m_joins) {
                offer({Changes()}, turn);
                return {};
            }
            // Waiting and a change are two.
            if (tried++ < MostTurnsWithChanges && !(m_best.possible && m_rank.first <= 2))
                offer(judge->remedies(m_facts, m_joins), turn);
        }
        return {};
    }

    // The same changes, made as late as possible.
    Result<void> findDeadline()
    {
        for (const qint64 turn : m_turns) {
            if (m_facts.stopRequested())
                return stopped();
            if (m_best.on && turn <= m_best.on->ms)
                continue;
            const auto judge = m_bindAt(turn);
            if (!judge)
                return failure(judge.error());
            const Changes later = madeAt(turn);
            if (judge->isMember(m_facts.supposing(later)) == m_joins)
                continue;
            m_best.by = Instant{turn - 1};
            return {};
        }
        return {};
    }

    [[nodiscard]] Changes madeAt(qint64 moment) const
    {
        Changes changes = m_best.changes;
        const qint64 shift = moment - (m_best.on ? m_best.on->ms : m_now.asOf().ms);
        for (Change &change : changes)
            std::visit(
                [&](auto &kind) {
                    if constexpr (requires { kind.at; })
                        kind.at.ms += shift;
                },
                change);
        return changes;
    }

    const DocJudge &m_now;
    const PersonFacts &m_facts;
    const BindAt &m_bindAt;
    bool m_joins;
    std::vector<qint64> m_turns;
    Flip m_best;
    std::pair<int, double> m_rank;
};

// Whole minutes: what begins is named after it has begun, what ends before it ends.
Instant minuteFrom(Instant moment)
{
    return {(moment.ms + 59'999) / 60'000 * 60'000};
}

Instant minuteBefore(Instant moment)
{
    return {moment.ms / 60'000 * 60'000};
}

QString sentenceOf(const Flip &flip, const QString &currency, const QTimeZone &zone)
{
    if (!flip.possible)
        return flip.joins ? tr("Nothing that can still happen would bring this person in.")
                          : tr("Nothing that can still happen would take this person out.");
    QStringList parts;
    for (const Change &change : flip.changes)
        parts.append(wordsOf(change, currency));
    QString text = parts.join(tr(", and "));
    if (flip.on && parts.isEmpty())
        text = tr("on %1, without doing anything").arg(wordsOf(minuteFrom(*flip.on), zone));
    else if (flip.on)
        text = tr("%1, on %2 or after").arg(text, wordsOf(minuteFrom(*flip.on), zone));
    if (flip.by)
        text = tr("%1 by %2").arg(text, wordsOf(minuteBefore(*flip.by), zone));
    return (flip.joins ? tr("In: %1.") : tr("Out: %1.")).arg(text);
}

} // namespace

Result<Flip> findFlip(const DocJudge &now, const PersonFacts &facts, const BindAt &bindAt, const QTimeZone &zone)
{
    if (!facts.isKnownAt(now.asOf().ms))
        return Flip{.possible = false,
                    .joins = true,
                    .changes = {},
                    .on = {},
                    .by = {},
                    .sentence = tr("This person was not known yet.")};
    auto flip = FlipFinder(now, facts, bindAt).find();
    if (flip)
        flip->sentence = sentenceOf(*flip, facts.table().currency(), zone);
    return flip;
}

} // namespace perennial
