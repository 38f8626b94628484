// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/storesummary.h"
#include "ui/widgets/card.h"

class QComboBox;
class QStackedLayout;

namespace perennial {

class Chart;
class Label;
class NumberLabel;

// Revenue by month: bars of the last two years, net or gross, in one currency.
class RevenueCard : public Card
{
    Q_OBJECT

public:
    static constexpr int MonthsShown = 24;

    explicit RevenueCard(QWidget *parent = nullptr);

    // What is to be chosen from; the store's own currency is chosen until the person chooses another.
    void setCurrencies(const QStringList &currencies, const QString &own);
    [[nodiscard]] QString currency() const;
    void setZone(const QString &zoneName);
    // Sums over all time, for the line beside the switch.
    void setTotals(const std::map<QString, Revenue> &totals);
    void setMonths(std::vector<MonthlyRevenue> months);
    void showLoading();
    void showProblem(const QString &message);

    [[nodiscard]] bool isNet() const;
    // The bars' heights as drawn, oldest first, in minor units.
    [[nodiscard]] std::vector<qint64> bars() const;

Q_SIGNALS:
    void currencyChosen();

private:
    QWidget *makeSwitch();
    void redraw();
    void showTotal();
    void drawAxes(const QVector<double> &heights);
    [[nodiscard]] qint64 valueOf(const Revenue &revenue) const;
    [[nodiscard]] QString readoutAt(double x) const;
    [[nodiscard]] QString inWords() const;
    [[nodiscard]] QString moneyText(qint64 minor) const;

    std::vector<MonthlyRevenue> m_months;
    bool m_isCut = false; // there are older months than these
    std::map<QString, Revenue> m_totals;
    QString m_zone;
    QComboBox *m_kind;
    QComboBox *m_currency;
    NumberLabel *m_total;
    Label *m_note;
    Label *m_face; // what stands there instead of the chart
    Chart *m_chart;
    QStackedLayout *m_stack;
};

} // namespace perennial
