// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/definition/conditionrow.h"

class QVBoxLayout;

namespace perennial {

// A group: its word at the top, its children behind a soft bracket, and at the foot what can be added.
class GroupRow : public NodeRow
{
    Q_OBJECT

public:
    GroupRow(const NodePath &path, const BuilderContext &context, QWidget *parent = nullptr);

    void setGroup(const SegmentNode &node);
    void setPath(const NodePath &path) override;
    // Its children from now on, in this order; they may have stood elsewhere.
    void setRows(const std::vector<NodeRow *> &rows);
    void setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale) override;
    void setBusy(bool busy) override;
    void enter() override;
    void openAddCondition();
    // The end of its head: what is dropped above it stands before the group, what is dropped below stands in it.
    [[nodiscard]] int headHeight() const;

Q_SIGNALS:
    void conditionWanted(const perennial::NodePath &group, const perennial::SegmentNode &node);
    void groupWanted(const perennial::NodePath &group);

protected:
    void paintEvent(QPaintEvent *event) override;
    void nameAgain() override;
    [[nodiscard]] bool isGroup() const override { return true; }

private:
    void raiseInOrder(const std::vector<NodeRow *> &rows);
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeFoot();
    [[nodiscard]] Picker *makeMatchPicker();
    [[nodiscard]] Picker *makeConditionPicker();

    const BuilderContext &m_context;
    SegmentNode m_node;
    QWidget *m_head;
    QWidget *m_foot;
    PickerPill *m_match;
    PickerPill *m_add;
    Label *m_hint;
    RowAnswer *m_answer;
    QVBoxLayout *m_children;
};

} // namespace perennial
