// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/definitionview.h"

#include "ui/segment/definition/grouprow.h"
#include "ui/segment/definition/nodedrag.h"
#include "ui/widgets/tokens.h"

#include <QDrag>
#include <QDragMoveEvent>
#include <QMimeData>
#include <QScrollArea>

namespace perennial {

namespace {

constexpr int LineHeight = 2;

constexpr int EdgeHeight = 40; // of the visible part, where dragging scrolls

} // namespace

DefinitionView::DropPlace DefinitionView::dropPlaceAt(const QPoint &point) const
{
    DropPlace place{NodePath().child(childCount(m_doc, {})), {0, height() - LineHeight, width(), LineHeight}};
    for (const auto &[path, shown] : m_rows) {
        const QRect at(shown->mapTo(this, QPoint(0, 0)), shown->size());
        if (path.isRoot() || !at.contains(QPoint(at.center().x(), point.y())))
            continue;
        const auto *group = qobject_cast<GroupRow *>(shown);
        const int middle = at.top() + (group ? group->headHeight() : at.height()) / 2;
        const QRect top(at.left(), at.top(), at.width(), LineHeight);
        if (point.y() < middle)
            return {path, top};
        const QRect below = top.translated(0, (group ? group->headHeight() + size::Gap : at.height()) - 1);
        place = {group ? path.child(0) : path.parent().child(path.index() + 1), below};
    }
    return place;
}

// The paths mean something in this view only, so its own id goes before them.
QMimeData *DefinitionView::dragData(const Selection &nodes) const
{
    QStringList texts{m_dragId};
    for (const NodePath &node : nodes)
        texts.append(node.toString());
    auto *mime = new QMimeData;
    mime->setData(NodeMimeType, texts.join(u' ').toLatin1());
    return mime;
}

std::optional<Selection> DefinitionView::draggedNodes(const QMimeData &mime) const
{
    QStringList texts = QString::fromLatin1(mime.data(NodeMimeType)).split(u' ', Qt::SkipEmptyParts);
    if (texts.isEmpty() || texts.takeFirst() != m_dragId)
        return std::nullopt;
    std::vector<NodePath> nodes;
    for (const QString &text : texts) {
        if (const auto path = NodePath::fromString(text))
            nodes.push_back(*path);
    }
    return selectionOf(std::move(nodes));
}

void DefinitionView::drag(const NodePath &path, const QPoint &hotSpot)
{
    NodeRow *dragged = row(path);
    if (!dragged)
        return;
    const Selection nodes = m_selected.contains(path) ? selection() : Selection{path};
    auto *drag = new QDrag(this);
    drag->setMimeData(dragData(nodes));
    drag->setPixmap(dragged->grab());
    drag->setHotSpot(hotSpot);
    drag->exec(Qt::MoveAction | Qt::CopyAction, Qt::MoveAction);
}

void DefinitionView::dragEnterEvent(QDragEnterEvent *event)
{
    if (draggedNodes(*event->mimeData()))
        event->acceptProposedAction();
}

void DefinitionView::dragMoveEvent(QDragMoveEvent *event)
{
    const QPoint at = event->position().toPoint();
    scrollNear(at);
    m_dropLine->setGeometry(dropPlaceAt(at).line);
    m_dropLine->show();
    m_dropLine->raise();
    event->acceptProposedAction();
}

QScrollArea *DefinitionView::scrollArea() const
{
    QWidget *parent = parentWidget();
    while (parent && !qobject_cast<QScrollArea *>(parent))
        parent = parent->parentWidget();
    return qobject_cast<QScrollArea *>(parent);
}

// Of a group its head: the whole of it may be higher than what can be seen at once.
void DefinitionView::bringIntoView(const NodeRow &row) const
{
    auto *area = scrollArea();
    if (!area || row.path().isRoot())
        return;
    const auto *group = qobject_cast<const GroupRow *>(&row);
    const int height = group ? group->headHeight() : row.height();
    const QPoint top = row.mapTo(area->widget(), QPoint());
    area->ensureVisible(top.x(), top.y() + height / 2, 0, height / 2 + size::Unit);
}

void DefinitionView::scrollNear(const QPoint &point)
{
    if (auto *area = scrollArea())
        area->ensureVisible(point.x(), point.y(), 0, EdgeHeight);
}

void DefinitionView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropLine->hide();
}

void DefinitionView::dropEvent(QDropEvent *event)
{
    m_dropLine->hide();
    const auto nodes = draggedNodes(*event->mimeData());
    if (!nodes)
        return;
    event->acceptProposedAction();
    const NodePath before = dropPlaceAt(event->position().toPoint()).before;
    const bool copies = event->modifiers().testFlag(Qt::ControlModifier);
    // The drag's source must outlive its drag.
    QMetaObject::invokeMethod(
        this,
        [this, nodes = *nodes, before, copies] {
            if (copies)
                tell(inserted(m_doc, before, copyOf(m_doc, nodes)), tr("Copy"));
            else
                tell(moved(m_doc, nodes, before), tr("Move"));
        },
        Qt::QueuedConnection);
}

} // namespace perennial
