// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/plot.h"

#include <functional>

namespace perennial {

// A plot in the colours, fonts and lines of the tokens. It draws prepared series and computes nothing.
class Chart : public QCustomPlot
{
    Q_OBJECT

public:
    explicit Chart(QWidget *parent = nullptr);

    // What a screen reader hears: the name, and the data in words ("Revenue rose from €1,200 in May to €2,100 in
    // October").
    void setWords(const QString &name, const QString &description);

    // One series as a line, as bars, or as a filled line. `index` picks the series colour; a single series is the
    // accent.
    QCPGraph *addLine(const QVector<double> &x, const QVector<double> &y, const QString &name, bool filled = false);
    QCPBars *addBars(const QVector<double> &x, const QVector<double> &y, const QString &name, double width);

    // The text beside the pointer for the x under it (Qt::RichText is not used); empty: nothing. Left and Right move
    // it.
    void setReadout(std::function<QString(double x)> readout);

    // Puts tokens on everything again; call it after adding plottables by hand.
    void restyle();

protected:
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void styleAxis(QCPAxis *axis) const;
    void stylePlottable(int index);
    void showReadoutAt(double x);
    void hideReadout();
    void stepReadout(int direction);
    [[nodiscard]] QVector<double> keys();

    std::function<QString(double)> m_readout;
    QCPItemStraightLine *m_cursor;
    QCPItemText *m_bubble;
};

} // namespace perennial
