// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/weektable.h"

#include "ui/flow/calendar/calendarwords.h"
#include "ui/widgets/cellmark.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/tokens.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>

namespace perennial {

namespace {

constexpr int DayHeight = 40;
constexpr int DayLeast = 48;
// Of the accent; as far as text can be read on it.
constexpr double Palest = 0.06;
constexpr double FullLight = 0.62;
constexpr double FullDark = 0.54;

QColor groundOf(const QModelIndex &index)
{
    const Tokens &tokens = Tokens::current();
    const double shade = index.data(WeekModel::ShadeRole).toDouble();
    const double full = tokens.isDark ? FullDark : FullLight;
    return shade > 0 ? blend(tokens.card, tokens.accent, Palest + (full - Palest) * shade) : tokens.inset;
}

// The day of the month above, small, with the month where one begins; a mark beside it.
void drawDate(QPainter &painter, const QRect &cell, const QModelIndex &index, const QDate &date, bool isShaded)
{
    const Tokens &tokens = Tokens::current();
    const QString month = index.data(WeekModel::MonthRole).toString();
    const QString mark = index.data(WeekModel::MarkRole).toString();
    QString text = QString::number(date.day());
    if (!month.isEmpty())
        text += u' ' + month;
    if (!mark.isEmpty())
        text += QStringLiteral(" · ") + mark;
    painter.setFont(fontFor(TextSize::Caption, mark.isEmpty() ? TextWeight::Regular : TextWeight::Strong));
    painter.setPen(isShaded || !mark.isEmpty() ? tokens.text : tokens.muted);
    const QRect line = cell.adjusted(6, 3, -4, 0);
    painter.drawText(line, Qt::AlignTop | Qt::AlignLeading,
                     QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, line.width()));
}

} // namespace

void DayDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int day = index.data(WeekModel::DayRole).toInt();
    if (day < 0)
        return;
    const Tokens &tokens = Tokens::current();
    const auto *model = static_cast<const WeekModel *>(index.model());
    const QRect cell = option.rect.adjusted(1, 1, -1, -1);
    const bool isShaded = !index.data().toString().isEmpty();
    painter->save();
    paintRounded(*painter, cell, size::Gap, groundOf(index));
    drawDate(*painter, cell, index, model->dateOf(day), isShaded);
    painter->setFont(fontFor(TextSize::Body));
    painter->setPen(tokens.text);
    drawTabular(*painter, cell.adjusted(6, 0, -6, -3), Qt::AlignBottom | Qt::AlignTrailing, index.data().toString());
    paintCellMark(*painter, cell, option.state);
    painter->restore();
}

WeekTable::WeekTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new WeekModel(this))
{
    setObjectName(QStringLiteral("calendarWeeks"));
    setAccessibleName(tr("Messages by day"));
    setAccessibleDescription(tr("Arrows walk from day to day, Escape shows the whole time again"));
    setModel(m_model);
    setItemDelegate(new DayDelegate(this));
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectItems);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setMinimumSectionSize(DayLeast);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(DayHeight);
    verticalHeader()->setHighlightSections(false);
}

void WeekTable::setCalendar(const CalendarPointer &calendar, const QDate &today)
{
    const QScopedValueRollback filling(m_isFilling, true);
    m_model->setCalendar(calendar, today);
}

void WeekTable::showDay(int day)
{
    const QModelIndex index = m_model->indexOfDay(day);
    setCurrentIndex(index);
    if (index.isValid())
        scrollTo(index);
    else
        clearSelection();
}

QDate WeekTable::chosenDate() const
{
    const int day = m_model->dayOf(currentIndex());
    return day < 0 ? QDate() : m_model->dateOf(day);
}

void WeekTable::showDate(const QDate &date)
{
    if (date.isValid() && m_model->rowCount() > 0)
        showDay(static_cast<int>(m_model->dateOf(0).daysTo(date)));
}

void WeekTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_isFilling)
        Q_EMIT dayChosen(m_model->dayOf(current));
}

void WeekTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && currentIndex().isValid())
        return showDay(-1);
    QTableView::keyPressEvent(event);
}

} // namespace perennial
