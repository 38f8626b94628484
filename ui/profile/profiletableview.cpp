// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profiletableview.h"

#include "ui/profile/profiletablemodel.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/tokens.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QTimer>

#include <array>

namespace perennial {

namespace {

// Shares of the width, and what a column needs at least.
struct Width
{
    int share;
    int least;
};
constexpr std::array<Width, ProfileTableModel::ColumnCount> Widths{
    {{18, 120}, {26, 160}, {14, 112}, {12, 88}, {8, 64}, {8, 64}, {12, 104}, {10, 112}}};

} // namespace

ProfileTableView::ProfileTableView(ProfileTableModel &model, QWidget *parent)
    : QTableView(parent)
    , m_people(model)
{
    setObjectName(QStringLiteral("profileTable"));
    setAccessibleName(tr("People"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(size::Row);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumHeight(size::Row);
    setModel(&model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    for (const int column : {ProfileTableModel::Orders, ProfileTableModel::Revenue})
        setItemDelegateForColumn(column, new NumberDelegate(this));
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) { Q_EMIT opened(index.row()); });
    connect(&model, &QAbstractItemModel::modelReset, this,
            [this] { QTimer::singleShot(0, this, &ProfileTableView::tellVisible); });
}

void ProfileTableView::goToTop()
{
    scrollToTop();
    if (m_people.rowCount() > 0)
        setCurrentIndex(m_people.index(0, 0));
    tellVisible();
}

void ProfileTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    shareWidth();
    tellVisible();
}

void ProfileTableView::shareWidth()
{
    int shares = 0;
    for (const Width &width : Widths)
        shares += width.share;
    int rest = viewport()->width();
    for (int column = 0; column < ProfileTableModel::ColumnCount; ++column) {
        const Width &width = Widths[static_cast<size_t>(column)];
        const int wanted = std::max(width.least, viewport()->width() * width.share / shares);
        if (column != ProfileTableModel::Email)
            rest -= wanted;
        setColumnWidth(column, wanted);
    }
    // The e-mail takes what is left, so that the columns fill the width exactly where they can.
    setColumnWidth(ProfileTableModel::Email, std::max(Widths[ProfileTableModel::Email].least, rest));
}

void ProfileTableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    tellVisible();
}

void ProfileTableView::tellVisible()
{
    if (m_people.rowCount() == 0)
        return;
    // By the height of a row: before the table is laid out, nothing stands anywhere yet.
    const int first = std::max(verticalHeader()->visualIndexAt(0), 0);
    const int shown = viewport()->height() / std::max(verticalHeader()->defaultSectionSize(), 1);
    m_people.setVisibleRows(first, first + shown);
}

void ProfileTableView::keyPressEvent(QKeyEvent *event)
{
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (opens && currentIndex().isValid())
        Q_EMIT opened(currentIndex().row());
    else
        QTableView::keyPressEvent(event);
}

} // namespace perennial
