// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

#include <QWidget>

class QVBoxLayout;

namespace perennial {

class ElidedLabel;
class IconLabel;
class Label;

// Why one person is in the segment or not: the verdict, what would change it, and condition by condition what was
// found.
class PersonWhy : public QWidget
{
    Q_OBJECT

public:
    explicit PersonWhy(QWidget *parent = nullptr);

    // Somebody was chosen, whose answer is still to come.
    void await(const QString &name);
    // `asOf` as it was chosen; nothing: now.
    void setAnswer(const WhyAnswer &answer, const SegmentDoc &doc, const std::optional<Instant> &asOf,
                   const QTimeZone &zone);
    void setFailure(const QString &message);
    void setBusy(bool busy);

Q_SIGNALS:
    void timelineWanted();
    void left();

private:
    [[nodiscard]] QWidget *makeTop();
    void showVerdict(const Explanation &explanation, const std::optional<Instant> &asOf, const QTimeZone &zone);
    void showFlip(const Explanation &explanation);
    // `doc` is that of the node's path; null inside of another segment.
    void showNode(const ExplainedNode &node, const SegmentDoc *doc, int depth, const QTimeZone &zone);
    void showEvidence(const ExplainedNode &node, int indent, const QTimeZone &zone);
    void clearEvidence();

    IconLabel *m_mark;
    ElidedLabel *m_name;
    Label *m_verdict;
    QWidget *m_flipBox;
    Label *m_flip;
    QWidget *m_evidence = nullptr;
    QVBoxLayout *m_column;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace perennial
