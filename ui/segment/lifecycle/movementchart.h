// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/lifecycle/movementlayout.h"
#include "ui/segment/lifecycle/stagestudy.h"

#include <QWidget>

namespace perennial {

// "Active → Churning", "New in the store → New", "Active, stayed".
[[nodiscard]] QString moveWords(const QStringList &names, const StageMove &move);
// "October 2026", "November 2026 so far": the month from a moment on.
[[nodiscard]] QString stepWords(const StageHistory &history, size_t step, const QTimeZone &zone);

// Who went from stage to stage, month by month. A month is chosen by a click, or by Left and Right; Up and Down walk
// through what happened in it, the most people first; a click on a band or block, or Enter, leads to its people.
class MovementChart : public QWidget
{
    Q_OBJECT

public:
    static constexpr int LeastStepWidth = 96;

    explicit MovementChart(QWidget *parent = nullptr);

    void setHistory(std::shared_ptr<const StageHistory> history, const QTimeZone &zone);
    // Whether those who stayed are drawn; at first they are.
    void setWithStays(bool withStays);
    [[nodiscard]] bool withStays() const { return m_withStays; }
    void setBusy(bool busy);
    // The last one at first.
    [[nodiscard]] size_t step() const { return m_step; }
    void setStep(size_t step);
    // The part of the chart that shows a step.
    [[nodiscard]] QRect boxOf(size_t step) const;
    [[nodiscard]] const MovementPicture &picture() const { return m_picture; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stepChosen(size_t step);
    void moveChosen(size_t step, const perennial::StageMove &move);
    // Everybody who was in the stage at the step's end, or at its start.
    void stageChosen(size_t step, bool atEnd, quint8 stage);
    // What is pointed at, in words; empty: nothing.
    void reading(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] size_t steps() const { return m_history ? m_history->moves.size() : 0; }
    void layOut();
    void point(std::optional<size_t> band, std::optional<size_t> block);
    [[nodiscard]] std::optional<size_t> bandAt(const QPointF &at) const;
    [[nodiscard]] std::optional<size_t> blockAt(const QPointF &at) const;
    [[nodiscard]] std::optional<size_t> stepAt(const QPointF &at) const;
    void walk(int by);
    void choose();
    [[nodiscard]] QString readingWords() const;
    [[nodiscard]] QColor colourOf(quint8 stage) const;
    void paintSteps(QPainter &painter) const;
    void paintBands(QPainter &painter) const;
    void paintBlocks(QPainter &painter) const;

    std::shared_ptr<const StageHistory> m_history;
    QTimeZone m_zone;
    MovementPicture m_picture;
    bool m_withStays = true;
    bool m_busy = false;
    size_t m_step = 0;
    std::optional<size_t> m_band; // that is pointed at
    std::optional<size_t> m_block;
};

} // namespace perennial
