// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/definition/conditionrow.h"
#include "ui/segment/editing/segmentedits.h"

#include <QWidget>

#include <map>

class QVBoxLayout;

namespace perennial {

class GroupRow;

// The whole definition. It mirrors a document and turns gestures into edits; it keeps no document of its own truth.
class DefinitionView : public QWidget
{
    Q_OBJECT

public:
    explicit DefinitionView(BuilderContext context, QWidget *parent = nullptr);

    void setDoc(const SegmentDoc &doc);
    void setFigures(const SegmentFigures &figures);
    // Why the evaluator will not have a condition; until the next figures.
    void setProblem(const NodePath &path, const QString &problem);
    void setBusy(bool busy);
    [[nodiscard]] NodeRow *row(const NodePath &path) const;
    // Opens the picker for a condition more at the end.
    void startCondition();

Q_SIGNALS:
    void edited(const perennial::SegmentDoc &doc, const QString &what, const QString &key);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct DropPlace
    {
        NodePath before;
        QRect line;
    };

    void addShortcuts();
    void rebuild();
    NodeRow *buildRow(const NodePath &path, const SegmentNode &node, GroupRow *parent);
    void connectRow(NodeRow *row);
    void connectGroup(GroupRow *row);
    void refresh();
    void restoreFocus();
    void insertAtEnd(const NodePath &group, const SegmentNode &node, const QString &what);
    void act(const NodePath &path, RowAction action);
    void remove(const NodePath &path);
    void tell(const Moved &moved, const QString &what);
    void moveFocus(int by);
    [[nodiscard]] NodeRow *focusedRow() const;
    [[nodiscard]] DropPlace dropPlaceAt(const QPoint &point) const;

    BuilderContext m_context;
    SegmentDoc m_doc;
    QString m_shape;
    std::map<NodePath, NodeRow *> m_rows;
    QVBoxLayout *m_column;
    QWidget *m_root = nullptr;
    QWidget *m_dropLine;
    std::optional<NodePath> m_wantsFocus;
    bool m_opensUnfinished = false;
    qint64 m_people = 0; // as the last figures had it
};

} // namespace perennial
