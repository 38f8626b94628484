// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"
#include "ui/segment/definition/rowactions.h"
#include "ui/segment/definition/rowanswer.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QFrame>

class QMenu;
class QToolButton;

namespace perennial {

class VerdictMark;

// What stands for one node in the builder: it knows its place, can have the focus itself, can be selected with others,
// and can be dragged.
class NodeRow : public QFrame
{
    Q_OBJECT

public:
    NodeRow(const NodePath &path, QWidget *parent);

    [[nodiscard]] const NodePath &path() const { return m_path; }
    // Where it stands from now on.
    virtual void setPath(const NodePath &path) { m_path = path; }
    void setSelected(bool selected);
    [[nodiscard]] bool isSelected() const { return m_selected; }
    virtual void setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale) = 0;
    virtual void setBusy(bool busy) = 0;
    // How the node is for one person, with moments in `zone`; null: nobody is looked at.
    virtual void setVerdict(const ExplainedNode *node, const QTimeZone &zone);
    // The first control in it.
    virtual void enter() = 0;

Q_SIGNALS:
    void edited(const perennial::NodePath &path, const perennial::SegmentNode &node, const QString &what,
                const QString &key);
    void actionChosen(const perennial::NodePath &path, perennial::RowAction action);
    void pressed(const perennial::NodePath &path, Qt::KeyboardModifiers modifiers);
    void dragWanted(const perennial::NodePath &path, QPoint hotSpot);

protected:
    [[nodiscard]] QToolButton *makeHandle();
    [[nodiscard]] QToolButton *makeMenuButton();
    [[nodiscard]] virtual bool isGroup() const { return false; }
    [[nodiscard]] VerdictMark *makeMark();
    // ", selected" and what the person looked at has to do with it, for readers.
    [[nodiscard]] QString spokenState() const;
    virtual void nameAgain() = 0;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QMenu *menu();
    void noteHandle(const QMouseEvent &event, bool press);

    NodePath m_path;
    bool m_selected = false;
    QToolButton *m_handle = nullptr;
    QToolButton *m_menuButton = nullptr;
    QMenu *m_menu = nullptr; // from the first time it was wanted: most never are
    VerdictMark *m_mark = nullptr;
    QPoint m_pressedAt;
};

} // namespace perennial
