// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasvalues.h"

#include <QBasicTimer>
#include <QGraphicsView>
#include <QVariantAnimation>

#include <memory>

namespace perennial {

inline const QString FlowNodeMime = QStringLiteral("application/x-perennial-flow-node"); // a kind's id, dragged

struct CanvasHit;
class CanvasHand;
class CanvasKeys;
class FlowScene;
class Minimap;
class RemarkEditor;

// Shows a flow and tells what somebody wants of it. It changes nothing itself: what is asked for comes as a signal, and
// what was done is seen when the next document is set.
class FlowCanvas : public QGraphicsView
{
    Q_OBJECT

public:
    explicit FlowCanvas(QWidget *parent = nullptr);
    ~FlowCanvas() override;

    // Only what changed is touched; the selection keeps what is still there.
    void setFlow(const FlowDoc &flow);
    [[nodiscard]] const FlowDoc &flow() const;
    void setFaces(const NodeFaceOf &faceOf, const PortNameOf &portNameOf); // the words in the nodes and at the ports
    void setProblems(const std::map<FlowNodeId, FlowSeverity> &problems);
    void setTraffic(const TrafficView *traffic);            // null: none; copied
    void setTrail(const FlowTrail *trail);                  // null: none; the rest is dimmed
    void setHighlighted(const std::set<FlowNodeId> &found); // what a search found
    void setReadOnly(bool readOnly);
    void setMinimapShown(bool shown);

    [[nodiscard]] const FlowSelection &selection() const;
    void select(const FlowSelection &selection);
    [[nodiscard]] FlowNodeId current() const; // where the keyboard is; empty: nowhere
    void setCurrent(const FlowNodeId &id);    // selects it alone, and shows it
    void reveal(const FlowNodeId &id);        // scrolls to it where it is out of sight
    void editRemark(const QString &id);       // in its place

    [[nodiscard]] double zoom() const;
    void setZoom(double zoom); // around the middle
    void zoomIn();
    void zoomOut();
    void fit();
    void home(); // as one opens a flow: all of it where that can be read, else from where it starts
    void zoomToSelection();
    [[nodiscard]] QPointF middle() const; // of what is in sight: where a node goes that is added by a button

Q_SIGNALS:
    void selectionChanged();
    void currentChanged(const FlowNodeId &id);
    void zoomChanged(double zoom);
    void nodeActivated(const FlowNodeId &id); // show its properties
    void renameRequested(const FlowNodeId &id);
    void moveRequested(const FlowSelection &what, const QPointF &by);
    // Where the port led elsewhere, it leads there now.
    void connectRequested(const FlowEdgeId &from, const FlowNodeId &to);
    void disconnectRequested(const FlowEdgeId &edge);
    void insertRequested(const QString &kind, const QPointF &at);
    void insertOnEdgeRequested(const QString &kind, const FlowEdgeId &edge);
    void addAfterRequested(const FlowEdgeId &edge, const QPoint &globalAt); // offer kinds to put there
    void deleteRequested(const FlowSelection &what);
    void cutRequested();
    void copyRequested();
    void pasteRequested(const QPointF &at);
    void duplicateRequested();
    void remarkResized(const QString &id, const QRectF &rect);
    void remarkEdited(const QString &id, const QString &text);
    void menuRequested(const CanvasTarget &target, const QPoint &globalAt);
    void nodeCountClicked(const FlowNodeId &id, bool waiting);
    void edgeCountClicked(const FlowEdgeId &edge);
    void viewMoved();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;

private:
    friend class CanvasHand;
    friend class CanvasKeys;

    void placeMinimap();
    void reserveRoom(); // so that everything can be moved out of the way
    void zoomAround(double zoom, const QPoint &at);
    void showArea(const QRectF &area, double most);
    void walkTo(const FlowNodeId &id, bool extends);
    void walkToRemark(const QString &id);
    void tellFocus();
    void animateFrom(const std::map<FlowNodeId, QPointF> &before);

    FlowScene *m_scene;
    std::unique_ptr<CanvasHand> m_hand;
    std::unique_ptr<CanvasKeys> m_keys;
    Minimap *m_minimap;
    RemarkEditor *m_editor = nullptr;
    QVariantAnimation m_moving;
    bool m_minimapShown = true;
};

} // namespace perennial
