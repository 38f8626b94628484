// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/segment/segmentfigures.h"

#include <QObject>

namespace perennial {

// Keeps an answer to the newest question: one runs, the newest one waits, anything older is dropped.
class SegmentPreview : public QObject
{
    Q_OBJECT

public:
    SegmentPreview(JobRunner &runner, SegmentOracle &oracle, QObject *parent = nullptr);

    void ask(const SegmentQuestion &question);
    // Asks the last question anew: the store has changed, or is ready now.
    void askAgain();
    void forget();
    // Null until there is one; afterwards the last one stays until the next is there.
    [[nodiscard]] const SegmentFigures *figures() const { return m_figures ? &*m_figures : nullptr; }
    [[nodiscard]] bool isBusy() const { return m_request.isBusy() || (m_question && !m_oracle.isReady()); }

Q_SIGNALS:
    void asked();
    void answered(const perennial::SegmentFigures &figures);
    void failed(const perennial::Error &error);

private:
    void take(Result<SegmentFigures> figures);

    SegmentOracle &m_oracle;
    std::optional<SegmentQuestion> m_question;
    std::optional<SegmentFigures> m_figures;
    LatestRequest<SegmentFigures> m_request;
};

} // namespace perennial
