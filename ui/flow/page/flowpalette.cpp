// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowpalette.h"

#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/editing/nodekinds.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/tokens.h"

#include <QKeyEvent>
#include <QMimeData>

namespace perennial {

FlowPalette::FlowPalette(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Steps to add"));
    setItemDelegate(new EntryDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setDragEnabled(true);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    std::optional<KindGroup> group;
    for (const NodeKindFace &face : nodeKinds()) {
        if (group != face.group) {
            group = face.group;
            auto *heading = new QListWidgetItem(titleOf(face.group), this);
            heading->setData(EntryHeadingRole, true);
            heading->setFlags(Qt::NoItemFlags);
        }
        auto *item = new QListWidgetItem(nameOf(face), this);
        item->setData(Qt::UserRole, QString::fromLatin1(face.id));
        item->setData(EntryIconRole, QString::fromLatin1(face.iconName));
        item->setData(EntryInkRole, static_cast<int>(Ink::Muted));
        item->setData(EntryDetailRole, hintOf(face));
        item->setToolTip(hintOf(face));
        item->setData(Qt::AccessibleDescriptionRole, hintOf(face));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    }
    connect(this, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT chosen(item->data(Qt::UserRole).toString()); });
}

QMimeData *FlowPalette::mimeData(const QList<QListWidgetItem *> &items) const
{
    auto *mime = new QMimeData;
    if (!items.isEmpty())
        mime->setData(FlowNodeMime, items.first()->data(Qt::UserRole).toString().toUtf8());
    return mime;
}

void FlowPalette::keyPressEvent(QKeyEvent *event)
{
    const bool takes = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (takes && event->modifiers() == Qt::NoModifier && currentItem())
        Q_EMIT chosen(currentItem()->data(Qt::UserRole).toString());
    else
        QListWidget::keyPressEvent(event);
}

} // namespace perennial
