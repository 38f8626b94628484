// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentstudy.h"

#include <QWidget>

namespace perennial {

class DayHandle;

// How a segment's size went, with the page's day as a handle on the time axis and, where two days are compared, a
// second one. Pointing at the curve, or Left and Right, read its points; Enter puts the page there.
class HistoryChart : public QWidget
{
    Q_OBJECT

public:
    enum class Handle { Page, Compared };

    explicit HistoryChart(QWidget *parent = nullptr);

    // The axis, from the first moment to now; the points come later.
    void setAxis(Instant from, Instant now, const QTimeZone &zone);
    void setPoints(std::vector<HistoryPoint> points);
    [[nodiscard]] const std::vector<HistoryPoint> &points() const { return m_points; }
    void setBusy(bool busy);
    // What stands there while there are no points.
    void setWords(const QString &words);
    // Where a handle stands; the compared one is hidden without a moment.
    void setMoment(Handle handle, const std::optional<ChosenMoment> &moment);
    // The point that is read; else the last one that is not after the page's moment.
    [[nodiscard]] std::optional<size_t> shownPoint() const;
    // The point that is read, in words, for readers.
    void sayReading(const QString &words);
    // Where a moment lies on the axis, in the widget.
    [[nodiscard]] int xOf(Instant at) const;
    [[nodiscard]] DayHandle *handle(Handle handle) const { return handle == Handle::Page ? m_page : m_compared; }

    [[nodiscard]] QSize sizeHint() const override { return {320, 160}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 144}; }

Q_SIGNALS:
    void moved(perennial::HistoryChart::Handle handle, const perennial::ChosenMoment &moment);
    void readingChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double placeOf(qint64 ms) const;
    [[nodiscard]] qint64 msAt(int x) const;
    [[nodiscard]] double heightOf(quint32 count) const;
    [[nodiscard]] int dayOf(Instant at) const;
    [[nodiscard]] int lastDay() const;
    [[nodiscard]] ChosenMoment momentOf(int day) const;
    [[nodiscard]] Instant instantOf(int day) const;
    [[nodiscard]] std::optional<ChosenMoment> shownMoment(Handle handle) const;
    void connectHandle(Handle handle);
    void placeHandles();
    void placeSideBySide(DayHandle &left, int leftPlace, DayHandle &right, int rightPlace);
    void drag(Handle handle, int x);
    void nameAgain();
    void read(std::optional<size_t> point);
    void step(int by);
    void paintGrid(QPainter &painter) const;
    void paintMonths(QPainter &painter) const;
    void paintCurve(QPainter &painter) const;
    void paintMoments(QPainter &painter) const;
    void paintReading(QPainter &painter) const;

    Instant m_from;
    Instant m_now;
    QTimeZone m_zone;
    std::vector<HistoryPoint> m_points;
    std::optional<size_t> m_read;
    QString m_words;
    QString m_summary; // for readers, while no point is read
    DayHandle *m_page;
    DayHandle *m_compared;
    double m_top = 1; // of the vertical axis
    double m_step = 1;
    bool m_busy = false;
};

} // namespace perennial
