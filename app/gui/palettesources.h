// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/job/latestrequest.h"
#include "core/store/profileview.h"
#include "core/store/segmentshelf.h"
#include "ui/shell/commandprovider.h"

namespace perennial {

class Workspace;

// People of the open store, found by e-mail, phone, id or name.
class PeopleSource : public CommandProvider
{
public:
    PeopleSource(Workspace &workspace, std::function<void(ProfileId)> show);
    void find(const QString &query, int limit, const Answer &answer) override;

private:
    using Rows = std::vector<PersonRow>;

    Workspace &m_workspace;
    std::function<void(ProfileId)> m_show;
    Answer m_answer;
    LatestRequest<Rows> m_request;
};

// Segments of the open store, by name.
class SegmentSource : public CommandProvider
{
public:
    SegmentSource(Workspace &workspace, std::function<void(SegmentId)> show);
    void find(const QString &query, int limit, const Answer &answer) override;

private:
    using Segments = std::vector<SavedSegment>;

    void take(const Result<Segments> &segments);

    Workspace &m_workspace;
    std::function<void(SegmentId)> m_show;
    Answer m_answer;
    QString m_query;
    size_t m_limit = 0;
    LatestRequest<Segments> m_request;
};

} // namespace perennial
