// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/conditioneditor.h"
#include "ui/segment/definition/noderow.h"

namespace perennial {

class Distribution;
class Label;
class ThresholdStrip;

// One condition: its pills, what it finds at the end, and below them what there is to say of it: why it cannot be, who
// cannot be decided, how its number is spread, and the evidence of the person looked at.
class ConditionRow : public NodeRow
{
    Q_OBJECT

public:
    ConditionRow(const NodePath &path, const SegmentNode &node, const BuilderContext &context,
                 QWidget *parent = nullptr);

    void setPath(const NodePath &path) override;
    [[nodiscard]] const SegmentNode &node() const { return m_node; }
    // `number` counts the conditions of the whole segment from 1.
    void setNode(const SegmentNode &node, int number);
    void setProblem(const QString &problem); // from the evaluator; the document's own come first
    void setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale) override;
    void setBusy(bool busy) override;
    void setVerdict(const ExplainedNode *node, const QTimeZone &zone) override;
    void enter() override;
    // How the number it compares is spread, `currency` for amounts; null: not known.
    void setDistribution(std::shared_ptr<const Distribution> distribution, const QString &currency);
    [[nodiscard]] ConditionEditor *editor() const { return m_editor; }

protected:
    void nameAgain() override;

private:
    [[nodiscard]] QLayout *makeMiddle();
    void showUnknown();
    void showProblem();
    void showThreshold();
    void toggleUnknown();
    void moveThreshold(const std::vector<double> &values);

    AskedIn m_in;
    SegmentNode m_node;
    int m_number = 0;
    QString m_words;
    QString m_own; // what the document itself says against it
    QString m_problem;
    ConditionEditor *m_editor;
    QToolButton *m_unknown;
    RowAnswer *m_answer;
    Label *m_why;
    Label *m_evidence;
    ThresholdStrip *m_threshold = nullptr; // from the first distribution on
};

} // namespace perennial
