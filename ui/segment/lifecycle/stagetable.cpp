// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/stagetable.h"

#include "ui/segment/portfolio/listtable.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/tokens.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace perennial {

namespace {

constexpr int Chip = 12;
constexpr int CountWidth = 80;
constexpr int ShareWidth = 72;
constexpr int TrendWidth = 72;
constexpr int UsualStages = 8; // are seen without scrolling

} // namespace

void StageNameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const QWidget *widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, widget);
    const QRect box = option.rect.adjusted(size::Unit, 0, -size::Unit, 0);
    const QRect chip(box.left(), box.center().y() - Chip / 2, Chip, Chip);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(index.data(StageModel::ColourRole).value<QColor>());
    painter->drawRoundedRect(QStyle::visualRect(option.direction, box, chip), 3, 3);
    const QRect text = box.adjusted(Chip + size::Unit, 0, 0, 0);
    painter->setFont(fontFor(TextSize::Body, TextWeight::Strong));
    painter->setPen(Tokens::current().text);
    painter->drawText(QStyle::visualRect(option.direction, box, text),
                      int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    painter->restore();
}

void StageNameDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                             const QModelIndex &) const
{
    editor->setGeometry(option.rect);
}

StageTable::StageTable(StageModel &model, QWidget *parent)
    : QTableView(parent)
{
    setObjectName(QStringLiteral("stages"));
    setAccessibleName(tr("Stages, the first that is meant for somebody takes them"));
    setModel(&model);
    setItemDelegateForColumn(StageModel::NameColumn, new StageNameDelegate(this));
    setItemDelegateForColumn(StageModel::CountColumn, new PeopleCountDelegate(this));
    setItemDelegateForColumn(StageModel::ShareColumn, new NumberDelegate(this));
    setItemDelegateForColumn(StageModel::TrendColumn, new NumberDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(EditKeyPressed);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(size::CompactRow);
    verticalHeader()->setDefaultSectionSize(size::CompactRow);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setSectionResizeMode(StageModel::NameColumn, QHeaderView::Stretch);
    setColumnWidth(StageModel::CountColumn, CountWidth);
    setColumnWidth(StageModel::ShareColumn, ShareWidth);
    setColumnWidth(StageModel::TrendColumn, TrendWidth);
    setMinimumHeight(size::Row + UsualStages * size::CompactRow);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() == StageModel::NameColumn)
            startRenaming();
    });
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == StageModel::CountColumn)
            Q_EMIT peopleWanted(current());
    });
}

void StageTable::select(size_t stage)
{
    const int row = qMin(static_cast<int>(stage), model()->rowCount() - 1);
    setCurrentIndex(model()->index(row, StageModel::NameColumn));
}

void StageTable::startRenaming()
{
    edit(currentIndex().siblingAtColumn(StageModel::NameColumn));
}

void StageTable::currentChanged(const QModelIndex &now, const QModelIndex &before)
{
    QTableView::currentChanged(now, before);
    if (now.isValid())
        Q_EMIT chosen(current());
}

void StageTable::keyPressEvent(QKeyEvent *event)
{
    const bool moves = event->modifiers() & Qt::AltModifier;
    if (state() == EditingState)
        return QTableView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Q_EMIT peopleWanted(current());
    case Qt::Key_Insert:
        return Q_EMIT insertWanted(current());
    case Qt::Key_Delete:
        return Q_EMIT deleteWanted(current());
    case Qt::Key_F2:
        return startRenaming();
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (moves)
            return Q_EMIT moveWanted(current(), event->key() == Qt::Key_Up ? -1 : 1);
        break;
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

void StageTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const bool isLink = indexAt(event->pos()).column() == StageModel::CountColumn;
    viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StageTable::contextMenuEvent(QContextMenuEvent *event)
{
    const size_t stage = current();
    const int last = model()->rowCount() - 1; // that of everybody else
    const int row = static_cast<int>(stage);
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("stageMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("profiles")), tr("Show its people"), this,
                    [this, stage] { Q_EMIT peopleWanted(stage); });
    menu->addAction(icon(QStringLiteral("segments")), tr("Use in a segment"), this,
                    [this, stage] { Q_EMIT useWanted(stage); });
    menu->addAction(icon(QStringLiteral("edit")), tr("Rename"), this, &StageTable::startRenaming);
    menu->addAction(icon(QStringLiteral("plus")), tr("Add a stage above"), this,
                    [this, stage] { Q_EMIT insertWanted(stage); });
    menu->addAction(tr("Move up"), this, [this, stage] { Q_EMIT moveWanted(stage, -1); })
        ->setEnabled(row > 0 && row < last);
    menu->addAction(tr("Move down"), this, [this, stage] { Q_EMIT moveWanted(stage, 1); })->setEnabled(row < last - 1);
    menu->addAction(icon(QStringLiteral("trash")), tr("Delete"), this, [this, stage] { Q_EMIT deleteWanted(stage); })
        ->setEnabled(row < last);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

} // namespace perennial
