// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/calendarfeed.h"
#include "ui/flow/replay/flowreplayer.h"

#include <QTimer>
#include <QWidget>

#include <set>

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace perennial {

class CalendarFacts;
class CollisionTable;
class EmptyState;
class Label;
class Picker;
class PickerPill;
class SaleCard;
class WeekTable;
class Workspace;

// The flows side by side over what really happened: messages by day and person, how they stand Black Friday, and where
// they collide. It asks while it is shown.
class FlowCalendarView : public QWidget
{
    Q_OBJECT

public:
    explicit FlowCalendarView(Workspace &workspace, QWidget *parent = nullptr);
    ~FlowCalendarView() override;
    Q_DISABLE_COPY_MOVE(FlowCalendarView)

    // All flows there are; those taken out before stay out.
    void setFlows(const std::vector<FlowDoc> &flows);
    void showStart();
    [[nodiscard]] const CalendarPointer &told() const { return m_told; }
    // Shows a calendar, as though it had been asked for.
    void setCalendar(const CalendarPointer &calendar);

Q_SIGNALS:
    void backRequested();
    void readyFlowsRequested();
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    // In flowcalendarparts.cpp.
    [[nodiscard]] QWidget *makeTop();
    [[nodiscard]] QWidget *makeChoices();
    [[nodiscard]] QWidget *makeBusy();
    [[nodiscard]] QWidget *makeBody();
    [[nodiscard]] QWidget *makeCollisions();
    [[nodiscard]] Picker *makeFlowPicker();
    void connectFeed();

    void ask();
    void forget();
    void showFlows();
    void showCalendar();
    void showNotes();
    void showChosenFlows();
    void setBusy(bool busy);
    void stopOrAgain();
    [[nodiscard]] std::vector<FlowDoc> chosenFlows() const;

    Workspace &m_workspace;
    CalendarFeed m_feed;
    std::vector<FlowDoc> m_flows;
    std::set<QString> m_without; // names of flows that do not count
    // What was asked for last; nothing: it must be asked again.
    struct Asked
    {
        std::vector<FlowDoc> flows;
        int reach = 0;
        std::shared_ptr<const ProfileTable> table;

        friend bool operator==(const Asked &, const Asked &) = default;
    };
    std::optional<Asked> m_asked;
    CalendarPointer m_told;
    QWidget *m_choices;
    QComboBox *m_reach;
    PickerPill *m_which;
    QComboBox *m_channel;
    QWidget *m_busyLine;
    Label *m_busy;
    QPushButton *m_stop;
    Label *m_leftOut;
    QStackedWidget *m_stack;
    QWidget *m_body;
    EmptyState *m_empty;
    WeekTable *m_weeks;
    CalendarFacts *m_facts;
    SaleCard *m_sale;
    Label *m_collisionWords;
    CollisionTable *m_collisions;
};

} // namespace perennial
