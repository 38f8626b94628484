// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/overlapmatrix.h"

#include "ui/segment/overlap/matrixheader.h"
#include "ui/widgets/cellmark.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace perennial {

namespace {

constexpr int CellLeast = 64;
constexpr int CellMost = 120;
constexpr double Dimmed = 0.45;
// Of the accent; as far as text can be read on it.
constexpr double Palest = 0.05;
constexpr double FullLight = 0.72;
constexpr double FullDark = 0.54;

QColor groundOf(const QModelIndex &index)
{
    const Tokens &tokens = Tokens::current();
    if (index.data(OverlapModel::IsSelfRole).toBool())
        return tokens.inset;
    const double shade = index.data(OverlapModel::ShadeRole).toDouble();
    const double full = tokens.isDark ? FullDark : FullLight;
    return shade > 0 ? blend(tokens.card, tokens.accent, Palest + (full - Palest) * shade) : tokens.card;
}

} // namespace

void OverlapDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Tokens::current();
    const QColor ground = groundOf(index);
    const QRect cell = option.rect.adjusted(1, 1, -1, -1);
    painter->save();
    painter->setOpacity(m_busy ? Dimmed : 1);
    paintRounded(*painter, cell, size::Gap, ground);
    painter->setFont(fontFor(TextSize::Body));
    painter->setPen(ground == tokens.card ? tokens.muted : tokens.text);
    drawTabular(*painter, cell, Qt::AlignCenter, index.data().toString());
    painter->setOpacity(1);
    paintCellMark(*painter, cell, option.state);
    painter->restore();
}

OverlapMatrix::OverlapMatrix(QWidget *parent)
    : QTableView(parent)
    , m_model(new OverlapModel(this))
    , m_delegate(new OverlapDelegate(this))
    , m_above(new MatrixHeader(Qt::Horizontal, this))
    , m_beside(new MatrixHeader(Qt::Vertical, this))
{
    setObjectName(QStringLiteral("overlapMatrix"));
    setAccessibleName(tr("Who is in two segments at once"));
    setAccessibleDescription(tr("Arrows move, Enter shows the people of a cell, the menu key has more"));
    setHorizontalHeader(m_above);
    setVerticalHeader(m_beside);
    setModel(m_model);
    setItemDelegate(m_delegate);
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectItems);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_above->setAccessibleName(tr("Segments above the columns"));
    m_beside->setAccessibleName(tr("Segments beside the rows"));
    if (auto *corner = findChild<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly))
        corner->installEventFilter(this);
    connect(this, &QTableView::doubleClicked, this, &OverlapMatrix::peopleWanted);
}

// The same two segments are at hand before and after.
template <class Change>
void OverlapMatrix::keepingCell(Change change)
{
    SegmentId row, column;
    if (const QModelIndex now = currentIndex(); now.isValid()) {
        row = m_model->map()->segment(m_model->rowPlace(now.row())).id;
        column = m_model->map()->segment(m_model->columnPlace(now.column())).id;
    }
    {
        const QScopedValueRollback changing(m_isChanging, true);
        change();
        fit();
        if (m_model->map())
            setCurrentIndex(m_model->indexOf(row, column));
    }
    markNames(currentIndex());
    Q_EMIT cellChanged();
}

void OverlapMatrix::setMap(const std::shared_ptr<const OverlapMap> &map)
{
    keepingCell([&] { m_model->setMap(map); });
}

void OverlapMatrix::setOrder(OverlapOrder order)
{
    keepingCell([&] { m_model->setOrder(order); });
}

void OverlapMatrix::setFilter(const QString &words)
{
    keepingCell([&] { m_model->setFilter(words); });
}

void OverlapMatrix::setBusy(bool busy)
{
    m_delegate->setBusy(busy);
    m_above->setBusy(busy);
    m_beside->setBusy(busy);
    viewport()->update();
}

std::optional<OverlapFact> OverlapMatrix::fact() const
{
    const QModelIndex cell = currentIndex();
    if (!cell.isValid())
        return std::nullopt;
    return overlapwords::pair(*m_model->map(), m_model->rowPlace(cell.row()), m_model->columnPlace(cell.column()));
}

void OverlapMatrix::fit()
{
    const int columns = m_model->columnCount();
    if (columns == 0)
        return;
    const int names = m_beside->widthOfNames();
    const int room = (width() - names - verticalScrollBar()->sizeHint().width()) / columns;
    const int cell = std::clamp(room, CellLeast, CellMost);
    m_beside->setFixedWidth(names);
    if (m_above->defaultSectionSize() != cell)
        m_above->setDefaultSectionSize(cell);
    updateGeometries();
    updateGeometry();
    Q_EMIT sizeChanged();
}

QSize OverlapMatrix::sizeHint() const
{
    const int bar = horizontalScrollBar()->sizeHint().height();
    return {m_beside->widthOfNames() + m_model->columnCount() * CellMost + bar,
            m_above->sizeHint().height() + m_model->rowCount() * size::Row + bar};
}

QSize OverlapMatrix::minimumSizeHint() const
{
    const int rows = std::clamp(m_model->rowCount(), 1, 3);
    return {40 * size::Unit, std::min(sizeHint().height(), m_above->sizeHint().height() + rows * size::Row)};
}

void OverlapMatrix::markNames(const QModelIndex &index)
{
    m_beside->mark(index.row());
    m_above->mark(index.column());
}

void OverlapMatrix::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_isChanging)
        return;
    markNames(current);
    Q_EMIT cellChanged();
}

void OverlapMatrix::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Q_EMIT peopleWanted();
    default:
        QTableView::keyPressEvent(event);
    }
}

void OverlapMatrix::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    if (currentIndex().isValid())
        Q_EMIT menuWanted(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

void OverlapMatrix::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const QModelIndex below = indexAt(event->pos());
    markNames(below.isValid() ? below : currentIndex());
}

void OverlapMatrix::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    markNames(currentIndex());
}

// Nothing stands in the corner between the names.
bool OverlapMatrix::eventFilter(QObject *watched, QEvent *event)
{
    auto *corner = qobject_cast<QAbstractButton *>(watched);
    if (!corner || event->type() != QEvent::Paint)
        return QTableView::eventFilter(watched, event);
    QPainter(corner).fillRect(corner->rect(), Tokens::current().card);
    return true;
}

void OverlapMatrix::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

} // namespace perennial
