// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/segment/overlap/overlapmap.h"

#include <QObject>

#include <set>

namespace perennial {

class Workspace;

// Keeps a map of all saved segments up to date while somebody looks, and remembers which of them were chosen for as
// long as the store is open. Whom a click wants is answered from the sets at hand.
class OverlapStudy : public QObject
{
    Q_OBJECT

public:
    using Map = std::shared_ptr<const OverlapMap>;

    explicit OverlapStudy(Workspace &workspace, QObject *parent = nullptr);

    // Whether somebody looks: what is out of date is counted then, and only then.
    void setWatched(bool watched);
    // Once more, whatever is known.
    void again();
    [[nodiscard]] bool hasStore() const;
    // People are being counted anew.
    [[nodiscard]] bool isBusy() const { return m_reading.isBusy(); }
    [[nodiscard]] int done() const { return m_tally ? m_tally->done.load() : 0; }
    [[nodiscard]] int total() const { return m_tally ? m_tally->total.load() : 0; }
    // The last one; null until there is one.
    [[nodiscard]] const Map &map() const { return m_map; }
    [[nodiscard]] QTimeZone zone() const;

    // All but these are on the map.
    void setHidden(std::set<SegmentId> hidden);
    [[nodiscard]] const std::set<SegmentId> &hidden() const { return m_hidden; }
    // None: the largest.
    void setCombined(std::vector<SegmentId> combined);
    [[nodiscard]] const std::vector<SegmentId> &combined() const { return m_combined; }

    void findPeople(const QString &title, const SetRegion &region);
    void findPeopleInOne(const QString &title);

Q_SIGNALS:
    void started(); // to count people
    void mapped();
    void failed(const perennial::Error &error);
    void forgotten(); // another store
    void peopleFound(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    using Members = std::shared_ptr<const OverlapMembers>;
    using Ids = std::vector<ProfileId>;

    void noteChange();
    void forget();
    void lookIfNeeded();
    void take(Result<Members> members);
    void count();
    [[nodiscard]] OverlapMap::Choice choice() const;
    [[nodiscard]] std::vector<size_t> largest(const std::vector<size_t> &places) const;
    void find(const QString &title, std::function<Ids(const OverlapMap &)> pick);
    void fail(const Error &error);

    Workspace &m_workspace;
    bool m_watched = false;
    bool m_stale = true;
    std::set<SegmentId> m_hidden;
    std::vector<SegmentId> m_combined;
    std::shared_ptr<OverlapTally> m_tally;
    Members m_members;
    Map m_map;
    QString m_title;
    LatestRequest<Members> m_reading;
    LatestRequest<Map> m_counting;
    LatestRequest<Ids> m_finding;
};

} // namespace perennial
