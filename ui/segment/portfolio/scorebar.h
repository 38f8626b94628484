// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QStyledItemDelegate>
#include <QWidget>

namespace perennial {

enum class HealthGrade { Good, Fair, Poor };

[[nodiscard]] HealthGrade gradeOf(int score);
[[nodiscard]] QString wordOf(HealthGrade grade);
[[nodiscard]] Ink inkOf(HealthGrade grade);
// "45 · poor"
[[nodiscard]] QString scoreWords(int score);

// How much of 100 there is; the word beside it says the same.
void paintScoreBar(QPainter &painter, const QRect &rect, int score, Qt::LayoutDirection direction);

// The score of a segment: its number, a bar, its word.
class ScoreBlock : public QWidget
{
    Q_OBJECT

public:
    explicit ScoreBlock(int score, QWidget *parent = nullptr);

    void setBusy(bool busy);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_score;
    bool m_busy = false;
};

// A column of scores: the words, and a bar below them. Cells without a number stay empty, or are
// drawn as not known yet.
class ScoreDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int ScoreRole = Qt::UserRole + 16;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace perennial
