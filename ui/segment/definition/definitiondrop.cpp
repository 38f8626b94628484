// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/definitionview.h"

#include "ui/segment/definition/grouprow.h"
#include "ui/segment/definition/nodedrag.h"
#include "ui/widgets/tokens.h"

#include <QDragMoveEvent>
#include <QMimeData>

namespace perennial {

namespace {

constexpr int LineHeight = 2;

std::optional<NodePath> draggedNode(const QMimeData &data)
{
    return data.hasFormat(NodeMimeType) ? NodePath::fromString(QString::fromLatin1(data.data(NodeMimeType)))
                                        : std::nullopt;
}

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

void DefinitionView::dragEnterEvent(QDragEnterEvent *event)
{
    if (draggedNode(*event->mimeData()) && isAncestorOf(qobject_cast<QWidget *>(event->source())))
        event->acceptProposedAction();
}

void DefinitionView::dragMoveEvent(QDragMoveEvent *event)
{
    m_dropLine->setGeometry(dropPlaceAt(event->position().toPoint()).line);
    m_dropLine->show();
    m_dropLine->raise();
    event->acceptProposedAction();
}

void DefinitionView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropLine->hide();
}

void DefinitionView::dropEvent(QDropEvent *event)
{
    m_dropLine->hide();
    const auto from = draggedNode(*event->mimeData());
    if (!from)
        return;
    event->acceptProposedAction();
    const NodePath before = dropPlaceAt(event->position().toPoint()).before;
    // The drag's source must outlive its drag.
    QMetaObject::invokeMethod(
        this, [this, from = *from, before] { tell(moved(m_doc, from, before), tr("Move")); }, Qt::QueuedConnection);
}

} // namespace perennial
