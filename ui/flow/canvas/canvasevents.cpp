// SPDX-License-Identifier: GPL-3.0-or-later
// What a FlowCanvas hears, and what it draws below and above its items.
#include "ui/flow/canvas/canvashand.h"
#include "ui/flow/canvas/canvaskeys.h"
#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/minimap.h"
#include "ui/flow/canvas/remarkeditor.h"
#include "ui/widgets/controlpainter.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace perennial {

namespace {

constexpr double DotPitch = 24;
constexpr double LeastPitch = 14; // pixels of the screen
constexpr double WheelZoom = 1.0015;
constexpr int MinimapMargin = 16;
constexpr int HintMargin = 16;
constexpr int HintPadding = 12;
constexpr int LeastWidthForMinimap = 560;

} // namespace

void FlowCanvas::mousePressEvent(QMouseEvent *event)
{
    if (m_editor)
        m_editor->finish(true);
    m_keys->cancel();
    m_hand->press(*event);
    event->accept();
}

void FlowCanvas::mouseMoveEvent(QMouseEvent *event)
{
    m_hand->move(*event);
}

void FlowCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_hand->release(*event);
}

void FlowCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_hand->doubleClick(*event);
}

// The wheel and two fingers move the view, with Ctrl they zoom; Shift turns a wheel sideways.
void FlowCanvas::wheelEvent(QWheelEvent *event)
{
    event->accept();
    if (m_editor)
        m_editor->finish(true);
    if (event->modifiers() & Qt::ControlModifier) {
        zoomAround(zoom() * std::pow(WheelZoom, event->angleDelta().y()), event->position().toPoint());
        return;
    }
    QPoint by = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
    if (event->modifiers() & Qt::ShiftModifier)
        by = by.transposed();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
}

void FlowCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
    const FlowSelection &now = selection();
    if (event->reason() != QContextMenuEvent::Keyboard) {
        const QPointF at = mapToScene(event->pos());
        CanvasTarget target = m_scene->hitAt(at, zoom()).target;
        if (target.edge && !m_scene->edge(*target.edge))
            target = {.node = target.edge->from, .at = at};
        Q_EMIT menuRequested(target, event->globalPos());
        return;
    }
    CanvasTarget target{.edge = now.edge, .at = middle()};
    QPointF at = target.at;
    if (const NodeItem *node = now.edge ? nullptr : m_scene->node(current())) {
        target.node = node->id();
        at = node->outline().card.center();
    } else if (now.remarks.size() == 1 && !now.edge) {
        target.remark = *now.remarks.begin();
        at = m_scene->remark(target.remark)->rect().center();
    }
    Q_EMIT menuRequested(target, viewport()->mapToGlobal(mapFromScene(at)));
}

void FlowCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool isSpace = event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier;
    if (isSpace && !event->isAutoRepeat())
        m_hand->holdSpace(true);
    const bool leftOff = event->key() == Qt::Key_Escape && m_hand->cancel();
    event->setAccepted(isSpace || leftOff || m_keys->press(*event));
}

void FlowCanvas::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        m_hand->holdSpace(false);
}

// Keys that a window may have as shortcuts too mean the canvas while it is looked at.
bool FlowCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isPlain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
        if (isPlain && key->key() != Qt::Key_F1) {
            event->accept();
            return true;
        }
    }
    return QGraphicsView::event(event);
}

bool FlowCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), m_hand->toolTipAt(help->pos()), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        m_hand->leave();
    if (event->type() == QEvent::NativeGesture) {
        const auto *pinch = static_cast<QNativeGestureEvent *>(event);
        if (pinch->gestureType() == Qt::ZoomNativeGesture)
            zoomAround(zoom() * (1 + pinch->value()), pinch->position().toPoint());
        return true;
    }
    return QGraphicsView::viewportEvent(event);
}

bool FlowCanvas::focusNextPrevChild(bool next)
{
    return m_keys->step(next) || QGraphicsView::focusNextPrevChild(next);
}

void FlowCanvas::focusInEvent(QFocusEvent *event)
{
    QGraphicsView::focusInEvent(event);
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    m_scene->setCurrent(m_scene->current(), event->reason() != Qt::MouseFocusReason);
    if (!byTab)
        return;
    if (m_scene->current().isEmpty() && m_scene->selection().remarks.empty())
        m_keys->step(event->reason() == Qt::TabFocusReason);
    else
        tellFocus();
}

void FlowCanvas::focusOutEvent(QFocusEvent *event)
{
    QGraphicsView::focusOutEvent(event);
    m_scene->setCurrent(m_scene->current(), false);
    m_hand->holdSpace(false);
    if (event->reason() != Qt::PopupFocusReason)
        m_keys->cancel();
}

void FlowCanvas::dragEnterEvent(QDragEnterEvent *event)
{
    m_hand->dragOver(*event);
}

void FlowCanvas::dragMoveEvent(QDragMoveEvent *event)
{
    m_hand->dragOver(*event);
}

void FlowCanvas::dragLeaveEvent(QDragLeaveEvent *)
{
    m_hand->dragLeft();
}

void FlowCanvas::dropEvent(QDropEvent *event)
{
    m_hand->drop(*event);
}

void FlowCanvas::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    reserveRoom();
}

void FlowCanvas::placeMinimap()
{
    if (!m_minimap)
        return;
    const QSize size = m_minimap->sizeHint();
    const int x = isRightToLeft() ? MinimapMargin : width() - size.width() - MinimapMargin;
    m_minimap->setGeometry(QRect(QPoint(x, height() - size.height() - MinimapMargin), size));
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    m_minimap->setVisible(m_minimapShown && width() >= LeastWidthForMinimap && !flow().nodes.empty() &&
                          !seen.contains(m_scene->bounds()));
    m_minimap->update();
}

void FlowCanvas::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    if (m_editor)
        m_editor->finish(true);
    placeMinimap();
    Q_EMIT viewMoved();
}

void FlowCanvas::changeEvent(QEvent *event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LayoutDirectionChange ||
        event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        m_scene->restyle();
        m_minimap->flowChanged();
        placeMinimap();
    }
}

void FlowCanvas::drawBackground(QPainter *painter, const QRectF &rect)
{
    m_scene->startFrame();
    const Tokens &tokens = Tokens::current();
    painter->fillRect(rect, tokens.window);
    double pitch = DotPitch;
    while (pitch * zoom() < LeastPitch)
        pitch *= 2;
    // On whole pixels of the screen, so that all are alike at any zoom.
    const double ratio = devicePixelRatioF();
    const double side = std::round(1.5 * ratio) / ratio;
    const QColor dot = blend(tokens.window, tokens.strongLine, 0.32);
    const QTransform toScreen = painter->worldTransform();
    const auto whole = [ratio](double at) { return std::round(at * ratio) / ratio; };
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->save();
    painter->resetTransform();
    for (double y = std::floor(rect.top() / pitch) * pitch; y <= rect.bottom(); y += pitch)
        for (double x = std::floor(rect.left() / pitch) * pitch; x <= rect.right(); x += pitch) {
            const QPointF at = toScreen.map(QPointF(x, y));
            painter->fillRect(QRectF(whole(at.x()), whole(at.y()), side, side), dot);
        }
    painter->restore();
}

void FlowCanvas::drawForeground(QPainter *painter, const QRectF &)
{
    const CanvasStyle style = m_scene->style(zoom());
    m_hand->paint(*painter, style);
    m_keys->paint(*painter, style);
    const QString hint = m_keys->hint();
    if (hint.isEmpty())
        return;
    painter->save();
    painter->resetTransform();
    painter->setFont(fontFor(TextSize::Body));
    const int most = std::min(viewport()->width() - 2 * HintMargin, size::ReadingWidth);
    const QRectF room(0, 0, most - 2 * HintPadding, viewport()->height());
    const QSizeF text = painter->boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, hint).size();
    const QRectF box((viewport()->width() - text.width()) / 2 - HintPadding, HintMargin, text.width() + 2 * HintPadding,
                     text.height() + HintPadding);
    painter->setRenderHint(QPainter::Antialiasing);
    paintRounded(*painter, box, size::Radius, style.tokens.card, style.tokens.accent);
    painter->setPen(style.tokens.text);
    painter->drawText(box, Qt::AlignCenter | Qt::TextWordWrap, hint);
    painter->restore();
}

} // namespace perennial
