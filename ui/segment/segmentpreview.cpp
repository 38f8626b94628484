// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/segmentpreview.h"

namespace perennial {

SegmentPreview::SegmentPreview(JobRunner &runner, SegmentOracle &oracle, QObject *parent)
    : QObject(parent)
    , m_oracle(oracle)
    , m_request(runner, [this](Result<SegmentFigures> figures) { take(std::move(figures)); })
{
}

void SegmentPreview::ask(const SegmentQuestion &question)
{
    m_question = question;
    askAgain();
}

void SegmentPreview::askAgain()
{
    if (!m_question)
        return;
    if (m_oracle.isReady())
        m_request.ask(tr("Counting people"), m_oracle.prepare(*m_question));
    Q_EMIT asked();
}

void SegmentPreview::forget()
{
    m_question.reset();
    m_figures.reset();
    m_request.cancel();
}

void SegmentPreview::take(Result<SegmentFigures> figures)
{
    if (!figures) {
        if (figures.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(figures.error());
        return;
    }
    m_figures = std::move(*figures);
    Q_EMIT answered(*m_figures);
}

} // namespace perennial
