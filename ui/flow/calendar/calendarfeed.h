// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/calendar/messagecalendar.h"
#include "core/job/latestrequest.h"

#include <QObject>
#include <QTimer>

#include <atomic>

namespace perennial {

class Workspace;

// A calendar with the columns its people stand in.
struct ToldCalendar
{
    MessageCalendar calendar;
    std::shared_ptr<const ProfileTable> table;

    [[nodiscard]] std::vector<ProfileId> idsOf(const ProfileSet &people) const;
};
using CalendarPointer = std::shared_ptr<const ToldCalendar>;

// Makes calendars out of sight: only the newest question is answered.
class CalendarFeed : public QObject
{
    Q_OBJECT

public:
    explicit CalendarFeed(Workspace &workspace, QObject *parent = nullptr);

    // Whole days of the store's zone. Nothing is asked while the store is still being read.
    void ask(const std::vector<FlowDoc> &flows, const CalendarSetting &setting);
    // Stops; nothing is answered any more.
    void forget();
    [[nodiscard]] bool isBusy() const { return m_asking.isBusy(); }

Q_SIGNALS:
    // From 0 to 1.
    void progressed(double share);
    void answered(const perennial::CalendarPointer &calendar);
    void failed(const perennial::Error &error);

private:
    // Where the newest one is; its worker may outlive this object.
    struct Count
    {
        std::atomic<qint64> done = 0;
        std::atomic<qint64> total = 0;
    };

    Workspace &m_workspace;
    std::shared_ptr<Count> m_count;
    QTimer m_look;
    LatestRequest<CalendarPointer> m_asking;
};

} // namespace perennial
