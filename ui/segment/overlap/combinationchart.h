// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/overlap/overlapwords.h"

#include <QWidget>

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace perennial {

class CombinationBar;
class CombinedSetRow;
class LinkButton;

// Who is in exactly which of up to six segments: a bar for each combination, the largest first.
class CombinationChart : public QWidget
{
    Q_OBJECT

public:
    explicit CombinationChart(QWidget *parent = nullptr);

    void setMap(std::shared_ptr<const OverlapMap> map);
    void setBusy(bool busy);
    // Also those that hold nobody.
    void showEmpty(bool shown);
    // Of the bar at hand; nothing where there is none.
    [[nodiscard]] std::optional<OverlapFact> fact() const;
    [[nodiscard]] CombinationBar *current() const;

Q_SIGNALS:
    void barChanged();
    void peopleWanted();
    void segmentPeopleWanted(const perennial::OverlapOffer &offer);
    void menuWanted(const QPoint &at);

private:
    [[nodiscard]] QWidget *makeSide();
    [[nodiscard]] QWidget *makeBars();
    [[nodiscard]] CombinationBar *makeBar();
    [[nodiscard]] CombinedSetRow *makeRow(size_t number);
    [[nodiscard]] std::vector<size_t> shownCombinations() const;
    void showRows();
    void showBars();
    void choose(size_t bar, bool focus);
    void nameRest();

    std::shared_ptr<const OverlapMap> m_map;
    bool m_showsEmpty = false;
    size_t m_current = 0;
    size_t m_used = 0; // of the bars
    std::vector<CombinationBar *> m_bars;
    std::vector<CombinedSetRow *> m_rows;
    QWidget *m_side = nullptr;
    QVBoxLayout *m_sideColumn = nullptr;
    QScrollArea *m_area = nullptr;
    QHBoxLayout *m_barRow = nullptr;
    LinkButton *m_empty = nullptr;
};

} // namespace perennial
