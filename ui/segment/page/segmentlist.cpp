// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentlist.h"

#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/tokens.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace perennial {

namespace {

constexpr int RowHeight = 56;
constexpr int NumberWidth = 104;
constexpr int UpdatedWidth = 120;

} // namespace

SegmentFilter::SegmentFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SegmentListModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
}

void SegmentFilter::setWords(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool SegmentFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, SegmentListModel::NameColumn, parent);
    const QString text = index.data().toString() + u' ' + index.data(SegmentListModel::SentenceRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

void SegmentNameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const QWidget *widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, widget);
    const QRect box = option.rect.adjusted(size::Unit, size::Unit, -size::Unit, -size::Unit);
    const int half = box.height() / 2;
    const auto write = [&](const QRect &rect, const QFont &font, const QColor &colour, const QString &text) {
        painter->setFont(font);
        painter->setPen(colour);
        const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
        painter->drawText(
            rect, static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)), shown);
    };
    painter->save();
    write(box.adjusted(0, 0, 0, -half), fontFor(TextSize::Body, TextWeight::Strong), Tokens::current().text,
          index.data().toString());
    write(box.adjusted(0, half, 0, 0), fontFor(TextSize::Body), Tokens::current().muted,
          index.data(SegmentListModel::SentenceRole).toString());
    painter->restore();
}

void SegmentNameDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                               const QModelIndex &) const
{
    QRect box = option.rect;
    box.setHeight(size::Control);
    box.moveCenter(option.rect.center());
    editor->setGeometry(box);
}

SegmentList::SegmentList(SegmentListModel &model, QWidget *parent)
    : QTableView(parent)
    , m_filter(new SegmentFilter(this))
{
    setObjectName(QStringLiteral("segments"));
    setAccessibleName(tr("Segments"));
    m_filter->setSourceModel(&model);
    setModel(m_filter);
    setItemDelegate(new NumberDelegate(this));
    setItemDelegateForColumn(SegmentListModel::NameColumn, new SegmentNameDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(EditKeyPressed);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    sortByColumn(SegmentListModel::UpdatedColumn, Qt::DescendingOrder);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(RowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(SegmentListModel::NameColumn, QHeaderView::Stretch);
    setColumnWidth(SegmentListModel::CountColumn, NumberWidth);
    setColumnWidth(SegmentListModel::ShareColumn, NumberWidth);
    setColumnWidth(SegmentListModel::UpdatedColumn, UpdatedWidth);
    connect(this, &QTableView::doubleClicked, this, [this] { Q_EMIT opened(current()); });
}

SegmentId SegmentList::current() const
{
    return {currentIndex().data(SegmentListModel::SegmentIdRole).toLongLong()};
}

void SegmentList::select(SegmentId id)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, SegmentListModel::NameColumn);
        if (index.data(SegmentListModel::SegmentIdRole).toLongLong() == id.value)
            setCurrentIndex(index);
    }
}

void SegmentList::keyPressEvent(QKeyEvent *event)
{
    const bool editing = state() == EditingState;
    const SegmentId id = current();
    if (editing || !id.isValid())
        return QTableView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT opened(id);
        return;
    case Qt::Key_Delete:
        Q_EMIT deleteWanted(id);
        return;
    case Qt::Key_F2:
        edit(currentIndex().siblingAtColumn(SegmentListModel::NameColumn));
        return;
    case Qt::Key_D:
        if (event->modifiers() == Qt::ControlModifier) {
            Q_EMIT duplicateWanted(id);
            return;
        }
        break;
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

void SegmentList::contextMenuEvent(QContextMenuEvent *event)
{
    const SegmentId id = current();
    if (!id.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("edit")), tr("Open"), this, [this, id] { Q_EMIT opened(id); });
    menu->addAction(tr("Rename"), this, [this] { edit(currentIndex().siblingAtColumn(SegmentListModel::NameColumn)); });
    menu->addAction(icon(QStringLiteral("duplicate")), tr("Duplicate"), this,
                    [this, id] { Q_EMIT duplicateWanted(id); });
    menu->addAction(icon(QStringLiteral("sparkle")), tr("Save as template"), this,
                    [this, id] { Q_EMIT templateWanted(id); });
    menu->addAction(icon(QStringLiteral("trash")), tr("Delete"), this, [this, id] { Q_EMIT deleteWanted(id); });
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

} // namespace perennial
