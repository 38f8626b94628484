// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/scorebar.h"

#include "ui/segment/portfolio/figuredelegate.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStyle>

namespace perennial {

namespace {

constexpr int GoodFrom = 85;
constexpr int FairFrom = 65;
constexpr int BlockWidth = 72;
constexpr int BarHeight = 4;
constexpr int NumberHeight = 28;
constexpr int WordHeight = 16;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::Health", text);
}

} // namespace

HealthGrade gradeOf(int score)
{
    if (score >= GoodFrom)
        return HealthGrade::Good;
    return score >= FairFrom ? HealthGrade::Fair : HealthGrade::Poor;
}

QString wordOf(HealthGrade grade)
{
    switch (grade) {
    case HealthGrade::Good:
        return tr("good");
    case HealthGrade::Fair:
        return tr("fair");
    case HealthGrade::Poor:
        return tr("poor");
    }
    return {};
}

Ink inkOf(HealthGrade grade)
{
    switch (grade) {
    case HealthGrade::Good:
        return Ink::Ok;
    case HealthGrade::Fair:
        return Ink::Warn;
    case HealthGrade::Poor:
        return Ink::Danger;
    }
    return Ink::Muted;
}

QString scoreWords(int score)
{
    return tr("%1 · %2").arg(QString::number(score), wordOf(gradeOf(score)));
}

void paintScoreBar(QPainter &painter, const QRect &rect, int score, Qt::LayoutDirection direction)
{
    const Tokens &tokens = Tokens::current();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintRounded(painter, rect, BarHeight / 2.0, tokens.line);
    const int length = rect.width() * score / 100;
    if (length > 0)
        paintRounded(painter,
                     QStyle::visualRect(direction, rect, QRect(rect.left(), rect.top(), length, rect.height())),
                     BarHeight / 2.0, tokens.ink(inkOf(gradeOf(score))));
    painter.restore();
}

ScoreBlock::ScoreBlock(int score, QWidget *parent)
    : QWidget(parent)
    , m_score(score)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Health %1 of 100, %2").arg(QString::number(score), wordOf(gradeOf(score))));
    setToolTip(accessibleName());
}

void ScoreBlock::setBusy(bool busy)
{
    m_busy = busy;
    update();
}

QSize ScoreBlock::sizeHint() const
{
    return {BlockWidth, NumberHeight + WordHeight + size::Unit + BarHeight};
}

void ScoreBlock::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    const auto start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    painter.setFont(fontFor(TextSize::Title));
    painter.setPen(m_busy ? tokens.muted : tokens.text);
    drawTabular(painter, QRectF(0, 0, width(), NumberHeight), start, QString::number(m_score));
    painter.setFont(fontFor(TextSize::Caption));
    painter.setPen(m_busy ? tokens.muted : tokens.ink(inkOf(gradeOf(m_score))));
    painter.drawText(QRect(0, NumberHeight, width(), WordHeight), static_cast<int>(start), wordOf(gradeOf(m_score)));
    if (m_busy)
        painter.setOpacity(0.5);
    paintScoreBar(painter, {0, NumberHeight + WordHeight + size::Gap, width(), BarHeight}, m_score, layoutDirection());
}

void ScoreDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintCellGround(*painter, option);
    const QVariant score = index.data(ScoreRole);
    const QRect box = option.rect.adjusted(size::Unit, size::Unit, -size::Unit, -size::Unit);
    if (index.data(FigureDelegate::PendingRole).toBool())
        return paintPending(*painter, box, box.width(),
                            QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter));
    if (!score.isValid())
        return;
    painter->save();
    painter->setFont(fontFor(TextSize::Body));
    painter->setPen(Tokens::current().text);
    drawTabular(*painter, QRectF(box).adjusted(0, 0, 0, -2 * BarHeight),
                QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter), index.data().toString());
    painter->restore();
    paintScoreBar(*painter, {box.left(), box.bottom() - 2 * BarHeight, box.width(), BarHeight}, score.toInt(),
                  option.direction);
}

} // namespace perennial
