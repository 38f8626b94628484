// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/segmentpreview.h"

#include "core/segment/evaluate/leafmemory.h"

namespace perennial {

namespace {

constexpr qint64 NowLastsMs = 60'000;

}

SegmentPreview::SegmentPreview(JobRunner &runner, SegmentOracle &oracle, QObject *parent)
    : QObject(parent)
    , m_oracle(oracle)
    , m_counts(runner, [this](Result<SegmentFigures> figures) { take(std::move(figures)); })
    , m_details(runner, [this](Result<SegmentFigures> figures) { take(std::move(figures)); })
{
}

void SegmentPreview::ask(const SegmentDoc &doc, const std::optional<Instant> &asOf)
{
    m_asOf = asOf;
    const auto memory = m_question ? m_question->memory : std::make_shared<LeafMemory>();
    const quint32 shuffle = m_question ? m_question->shuffle : 0;
    m_question = {
        .doc = doc, .asOf = asOf ? *asOf : now(), .detail = FigureDetail::Counts, .memory = memory, .shuffle = shuffle};
    m_details.cancel();
    if (m_oracle.isReady())
        m_counts.ask(tr("Counting people"), m_oracle.prepare(*m_question));
    else
        m_counts.cancel();
    Q_EMIT asked();
}

void SegmentPreview::askAgain()
{
    m_now.reset();
    if (m_question)
        ask(SegmentDoc(m_question->doc), m_asOf);
}

void SegmentPreview::forget()
{
    m_question.reset();
    m_counts.cancel();
    m_details.cancel();
}

void SegmentPreview::askDetails()
{
    if (!m_question || !m_oracle.isReady())
        return;
    SegmentQuestion question = *m_question;
    question.detail = FigureDetail::Full;
    m_details.ask(tr("Looking at people"), m_oracle.prepare(std::move(question)));
}

void SegmentPreview::shuffle()
{
    if (!m_question)
        return;
    ++m_question->shuffle;
    if (!m_counts.isBusy())
        askDetails();
}

Instant SegmentPreview::now()
{
    const Instant now = Instant::now();
    if (!m_now || now.ms < m_now->ms || now.ms - m_now->ms >= NowLastsMs)
        m_now = now;
    return *m_now;
}

void SegmentPreview::take(Result<SegmentFigures> figures)
{
    if (!figures) {
        if (figures.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(figures.error());
        return;
    }
    if (!figures->isComplete)
        askDetails();
    Q_EMIT answered(*figures);
}

} // namespace perennial
