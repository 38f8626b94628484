// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QObject>

namespace perennial {

// Keeps an answer to the newest question: one runs, the newest one waits, anything older is dropped. Counts come first,
// the rest of the answer by itself after them; conditions that an edit leaves as they are are not counted again.
class SegmentPreview : public QObject
{
    Q_OBJECT

public:
    SegmentPreview(JobRunner &runner, SegmentOracle &oracle, QObject *parent = nullptr);

    // As of now without a moment; now stands still for a minute at most.
    void ask(const SegmentDoc &doc, const std::optional<Instant> &asOf);
    // Asks the last question anew: the store has changed, or is ready now.
    void askAgain();
    // Other people for the sample; the counts stay.
    void shuffle();
    void forget();
    // The newest question; nothing while there is none.
    [[nodiscard]] const std::optional<SegmentQuestion> &question() const { return m_question; }

Q_SIGNALS:
    void asked();
    // Twice a question; figures.isComplete the second time.
    void answered(const perennial::SegmentFigures &figures);
    void failed(const perennial::Error &error);

private:
    [[nodiscard]] Instant now();
    void take(Result<SegmentFigures> figures);
    void askDetails();

    SegmentOracle &m_oracle;
    std::optional<SegmentQuestion> m_question;
    std::optional<Instant> m_asOf; // as asked; nothing: now
    std::optional<Instant> m_now;
    LatestRequest<SegmentFigures> m_counts;
    LatestRequest<SegmentFigures> m_details;
};

} // namespace perennial
