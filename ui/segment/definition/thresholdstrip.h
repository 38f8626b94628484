// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "core/segment/sets/distribution.h"

#include <QWidget>

#include <memory>

namespace perennial {

// How the number behind a condition is spread over everybody, and where its threshold lies: the bars that pass are
// filled. The threshold can be dragged, and moved by keys: arrows in small steps, Page Up and Down from bar to bar,
// Home and End; Space goes on to the other one of two. Heights go by the square root, so that small bars are seen.
class ThresholdStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ThresholdStrip(QWidget *parent = nullptr);

    // `currency`: of amounts of money. Null: not known.
    // Whether it is another one now.
    bool setDistribution(std::shared_ptr<const Distribution> distribution, const QString &currency);
    // A test of a number, as thresholdOf() has it.
    void setTest(const Test &test);
    // Whether there is anything to choose between.
    [[nodiscard]] bool hasNumbers() const { return m_distribution && m_distribution->distinctCount() > 1; }
    [[nodiscard]] const std::vector<double> &values() const { return m_values; }
    [[nodiscard]] int dragNumber() const { return m_drag; }
    [[nodiscard]] double step() const; // of the arrow keys, where the threshold is
    void moveTo(double value);
    [[nodiscard]] QString valueWords() const; // "200: 12,408 of 50,000 people pass"
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    // Where a value's threshold is drawn.
    [[nodiscard]] int xOf(double value) const;

Q_SIGNALS:
    void dragged(const std::vector<double> &values);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    using Span = std::pair<double, double>; // places along the strip, from 0 to the number of bars

    [[nodiscard]] QRect plot() const;
    [[nodiscard]] double placeOf(double value) const;
    [[nodiscard]] double valueAt(double place) const;
    [[nodiscard]] double placeAt(int x) const;
    [[nodiscard]] int xAt(double place) const;
    [[nodiscard]] double shiftOf(size_t handle) const;
    [[nodiscard]] double snapped(double value, double stepSize) const;
    [[nodiscard]] double stepAt(double place) const;
    [[nodiscard]] std::vector<Span> passing() const;
    [[nodiscard]] QString written(double value) const;
    void dragTo(int x);
    void stepBy(double steps);
    void jumpBar(int bars);
    void paintBars(QPainter &painter, const QColor &colour) const;
    void paintHandles(QPainter &painter) const;
    void paintEnds(QPainter &painter) const;
    void tell();

    std::shared_ptr<const Distribution> m_distribution;
    std::vector<DistributionBin> m_bins;
    QString m_currency;
    quint32 m_most = 0;
    bool m_whole = false;
    Test m_test;
    std::vector<double> m_values;
    size_t m_active = 0; // of two thresholds
    int m_drag = 0;
};

} // namespace perennial
