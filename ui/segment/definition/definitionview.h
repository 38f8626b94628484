// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/definition/conditionrow.h"
#include "ui/segment/editing/segmentedits.h"
#include "ui/segment/figures/thresholdfeed.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QUuid>
#include <QWidget>

#include <map>
#include <set>

class QMimeData;
class QScrollArea;
class QVBoxLayout;

namespace perennial {

class GroupRow;
class RowPool;
class SelectionBar;

// The whole definition. It mirrors a document and turns gestures into edits; it keeps no document of its own truth.
// What is done is done with the selected rows, or with the one that has the focus. A long document comes in slices: the
// first rows at once, the others one event after another.
class DefinitionView : public QWidget
{
    Q_OBJECT

public:
    explicit DefinitionView(BuilderContext context, QWidget *parent = nullptr);

    void setDoc(const SegmentDoc &doc);
    void setFigures(const SegmentFigures &figures);
    // How the numbers behind thresholds are spread; those that are not among them stay as they were.
    void setDistributions(const Distributions &distributions, const QString &currency);
    // How each row is for one person, with moments in `zone`; nothing: nobody is looked at.
    void setExplanation(const std::optional<Explanation> &explanation, const QTimeZone &zone);
    // Why the evaluator will not have a condition; until the next figures.
    void setProblem(const NodePath &path, const QString &problem);
    void setBusy(bool busy);
    // Null where there is none, or none yet.
    [[nodiscard]] NodeRow *row(const NodePath &path) const;
    // The row gets the focus, and is seen, as soon as it is there.
    void goTo(const NodePath &path);
    [[nodiscard]] Selection selection() const;
    // Opens the picker for a condition more at the end.
    void startCondition();
    // What a drag of these rows carries; the caller owns it.
    [[nodiscard]] QMimeData *dragData(const Selection &nodes) const;

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
    void placeRows();
    // All groups and the view itself: what lays out more than one row.
    [[nodiscard]] std::vector<QWidget *> boxes();
    [[nodiscard]] NodeRow *placeRow(const NodePath &path, const SegmentNode &node, RowPool &pool);
    [[nodiscard]] GroupRow *makeGroup(const NodePath &path);
    [[nodiscard]] NodeRow *makeCondition(const NodePath &path, const SegmentNode &node);
    void catchUp(const std::vector<NodeRow *> &rows);
    void showFigures(NodeRow &row);
    void connectRow(NodeRow *row);
    void connectGroup(GroupRow *row);
    void refresh();
    void showVerdicts();
    void restoreFocus();
    void insertAtEnd(const NodePath &group, const SegmentNode &node, const QString &what);
    void act(RowAction action);
    void actOn(const NodePath &path, RowAction action);
    void copy(const Selection &nodes) const;
    void paste();
    [[nodiscard]] NodePath placeToPaste() const;
    void tell(const Moved &moved, const QString &what);
    void press(const NodePath &path, Qt::KeyboardModifiers modifiers);
    void select(const std::set<NodePath> &paths);
    void selectTo(const NodePath &path);
    void drag(const NodePath &path, const QPoint &hotSpot);
    [[nodiscard]] bool moveByKey(int key, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] const NodePath *neighbour(const NodePath &path, int key) const;
    void focus(const NodePath &path, bool extend);
    [[nodiscard]] NodeRow *focusedRow() const;
    // What is acted on: never the root.
    [[nodiscard]] Selection chosen() const;
    [[nodiscard]] std::optional<Selection> draggedNodes(const QMimeData &mime) const;
    [[nodiscard]] DropPlace dropPlaceAt(const QPoint &point) const;
    [[nodiscard]] QScrollArea *scrollArea() const;
    void bringIntoView(const NodeRow &row) const;
    void scrollNear(const QPoint &point);

    BuilderContext m_context;
    const QString m_dragId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    SegmentDoc m_doc;
    QString m_shape;
    std::map<NodePath, NodeRow *> m_rows;
    std::set<NodePath> m_selected;
    NodePath m_anchor; // where a selection with Shift begins
    std::optional<Explanation> m_explanation;
    QTimeZone m_zone;
    QVBoxLayout *m_column;
    GroupRow *m_root = nullptr;
    SelectionBar *m_bar;
    QWidget *m_dropLine;
    Selection m_wantsFocus;
    bool m_opensUnfinished = false;
    qint64 m_people = 0; // as the last figures had it

    QElapsedTimer m_slice;         // since when rows are being made
    QTimer m_nextSlice;            // runs while rows are missing
    std::vector<NodeRow *> m_late; // made after what was to be shown in them came
    bool m_isBusy = false;
    // What was shown since the document took its shape, for rows that are made later.
    std::optional<SegmentFigures> m_figures;
    std::map<NodePath, qint64> m_most; // left of a group at most, by its path
    Distributions m_distributions;
    QString m_currency;
    std::map<NodePath, QString> m_problems;
};

} // namespace perennial
