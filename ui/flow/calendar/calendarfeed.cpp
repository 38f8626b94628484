// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/calendarfeed.h"

#include "core/workspace/workspace.h"

namespace perennial {

std::vector<ProfileId> ToldCalendar::idsOf(const ProfileSet &people) const
{
    std::vector<ProfileId> ids;
    people.forEach([&](quint32 index) { ids.push_back(table->idAt(index)); });
    return ids;
}

CalendarFeed::CalendarFeed(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_count(std::make_shared<Count>())
    , m_asking(workspace.runner(), [this](Result<CalendarPointer> answer) {
        m_look.stop();
        if (answer)
            Q_EMIT answered(*answer);
        else
            Q_EMIT failed(answer.error());
    })
{
    constexpr int lookEveryMs = 100;
    m_look.setInterval(lookEveryMs);
    connect(&m_look, &QTimer::timeout, this, [this] {
        const qint64 total = m_count->total;
        Q_EMIT progressed(total > 0 ? static_cast<double>(m_count->done) / static_cast<double>(total) : 0);
    });
}

void CalendarFeed::ask(const std::vector<FlowDoc> &flows, const CalendarSetting &setting)
{
    const auto table = m_workspace.table();
    if (!table)
        return;
    m_count = std::make_shared<Count>();
    m_look.start();
    m_asking.ask(tr("Laying the flows side by side"),
                 [=, count = m_count](const Progress &progress) -> Result<CalendarPointer> {
                     const Progress counted(progress.stopToken(), [count](const ProgressStep &step) {
                         count->done = step.done;
                         count->total = step.total;
                     });
                     auto calendar = calendarOf(flows, table, setting, counted);
                     if (!calendar)
                         return failure(calendar.error());
                     return std::make_shared<const ToldCalendar>(ToldCalendar{std::move(*calendar), table});
                 });
}

void CalendarFeed::forget()
{
    m_look.stop();
    m_asking.cancel();
}

} // namespace perennial
