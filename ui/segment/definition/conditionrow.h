// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/conditioneditor.h"
#include "ui/segment/definition/rowanswer.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QFrame>

class QMenu;
class QToolButton;

namespace perennial {

class Label;

// What can be done with a row, by menu and by keys.
enum class RowAction { MoveUp, MoveDown, MoveIn, MoveOut, Duplicate, Delete, Ungroup };

// What stands for one node in the builder: it knows its place, can have the focus itself, and can be dragged.
class NodeRow : public QFrame
{
    Q_OBJECT

public:
    NodeRow(const NodePath &path, QWidget *parent);

    [[nodiscard]] const NodePath &path() const { return m_path; }
    virtual void setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale) = 0;
    virtual void setBusy(bool busy) = 0;

Q_SIGNALS:
    void edited(const perennial::NodePath &path, const perennial::SegmentNode &node, const QString &what,
                const QString &key);
    void actionChosen(const perennial::NodePath &path, perennial::RowAction action);

protected:
    [[nodiscard]] QToolButton *makeHandle();
    [[nodiscard]] QToolButton *makeMenuButton(bool group);
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void startDrag();

    NodePath m_path;
    QToolButton *m_handle = nullptr;
    QPoint m_pressedAt;
};

// One condition: its pills, and at the end what it finds.
class ConditionRow : public NodeRow
{
    Q_OBJECT

public:
    ConditionRow(const NodePath &path, const SegmentNode &node, const BuilderContext &context,
                 QWidget *parent = nullptr);

    // `number` counts the conditions of the whole segment from 1.
    void setNode(const SegmentNode &node, int number);
    void setProblem(const QString &problem); // from the evaluator; the document's own come first
    void setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale) override;
    void setBusy(bool busy) override;
    [[nodiscard]] ConditionEditor *editor() const { return m_editor; }

private:
    void nameAgain();
    void showUnknown();
    void showProblem();
    void toggleUnknown();

    SegmentNode m_node;
    int m_number = 0;
    QString m_problem;
    ConditionEditor *m_editor;
    QToolButton *m_unknown;
    RowAnswer *m_answer;
    Label *m_why;
};

} // namespace perennial
