// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "core/segment/lifecycle/stagecensus.h"

#include <QObject>
#include <QTimeZone>

namespace perennial {

class Workspace;

// Everybody's stages at several moments, of one lifecycle.
struct StageHistory
{
    Lifecycle lifecycle;
    std::shared_ptr<const ProfileTable> table;
    std::vector<StageCensus> censuses; // by moment
    // By step from one census to the next: who moved, and who stayed.
    std::vector<std::vector<StageMove>> moves;

    [[nodiscard]] std::vector<ProfileId> idsOf(const ProfileSet &people) const;
};

// Counts the stages while somebody looks: today's and those of 30 days ago first, then month by month over the last two
// years. What was counted stays until the next answer is there.
class StageStudy : public QObject
{
    Q_OBJECT

public:
    static constexpr int Months = 24;
    static constexpr int TrendDays = 30;

    explicit StageStudy(Workspace &workspace, QObject *parent = nullptr);

    void setWatched(bool watched);
    // From now on these; counted at once while somebody looks.
    void setLifecycle(const Lifecycle &lifecycle);
    void again();
    // Two censuses, the second one of now; null until there is one. Lines up with another lifecycle while it is busy.
    [[nodiscard]] const std::shared_ptr<const StageHistory> &today() const { return m_today; }
    // From month to month, the last step up to now.
    [[nodiscard]] const std::shared_ptr<const StageHistory> &months() const { return m_months; }
    [[nodiscard]] bool isBusy() const { return m_isStale || m_now.isBusy(); }
    [[nodiscard]] bool isBusyWithMonths() const { return isBusy() || m_past.isBusy(); }
    [[nodiscard]] QTimeZone zone() const;

Q_SIGNALS:
    void changed();
    void failed(const perennial::Error &error);

private:
    using Answer = std::shared_ptr<const StageHistory>;

    void noteChange();
    void forget();
    void askIfNeeded();
    void ask(LatestRequest<Answer> &request, const QString &title, std::vector<Instant> moments);
    void take(Answer &place, Result<Answer> answer);

    Workspace &m_workspace;
    Lifecycle m_lifecycle;
    bool m_watched = false;
    bool m_isStale = true;
    Answer m_today;
    Answer m_months;
    LatestRequest<Answer> m_now;
    LatestRequest<Answer> m_past;
};

} // namespace perennial
