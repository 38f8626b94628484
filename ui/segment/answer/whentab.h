// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/answer/historychart.h"

class QComboBox;
class QPushButton;

namespace perennial {

class ElidedLabel;
class Label;
class MovesView;
class NumberLabel;
class Picker;
class PickerPill;

// Since when: the size over time, the page's day as a handle on it, and two days beside each other.
class WhenTab : public QWidget
{
    Q_OBJECT

public:
    explicit WhenTab(QWidget *parent = nullptr);

    [[nodiscard]] HistoryReach reach() const;
    [[nodiscard]] const std::optional<ChosenMoment> &compared() const { return m_compared; }
    // The page's moment.
    void setAsOf(const std::optional<Instant> &asOf, const QTimeZone &zone);
    void setPoints(const std::vector<HistoryPoint> &points);
    void setMoves(const Moves &moves, const SegmentDoc &doc);
    void setHistoryFailure(const QString &message);
    void setMovesFailure(const QString &message);
    void setHistoryBusy(bool busy);
    void setMovesBusy(bool busy);
    // Another segment: nothing of the one before stays.
    void clear();

Q_SIGNALS:
    void wishesChanged();
    void asOfChosen(const std::optional<perennial::Instant> &asOf);
    void peopleWanted(const perennial::PeopleWanted &who, const QString &title);

private:
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeReading();
    [[nodiscard]] QWidget *makeCompared();
    [[nodiscard]] Picker *makeDayPicker();
    void orderTabStops();
    [[nodiscard]] ChosenMoment firstCompared() const;
    void compareWith(const std::optional<ChosenMoment> &moment);
    void move(HistoryChart::Handle handle, const ChosenMoment &moment);
    void showAxis();
    void showReading();
    [[nodiscard]] QString spanOf(const Moves &moves) const;

    std::optional<Instant> m_asOf;
    std::optional<ChosenMoment> m_compared;
    QTimeZone m_zone;
    QComboBox *m_reach;
    QPushButton *m_compare;
    Label *m_day;
    NumberLabel *m_size;
    ElidedLabel *m_change;
    HistoryChart *m_chart;
    Label *m_zoneName;
    QWidget *m_comparedBox;
    PickerPill *m_comparedDay;
    MovesView *m_moves;
};

} // namespace perennial
