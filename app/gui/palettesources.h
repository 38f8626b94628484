// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/job/latestrequest.h"
#include "core/store/flowshelf.h"
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

// Saved documents of one kind of the open store, by name.
template <class Id>
class SavedSource : public CommandProvider
{
public:
    // How they are called and drawn in the palette, and what searching them is called while it goes on.
    struct Words
    {
        QString kind;
        QString iconName;
        QString searching;
    };

    SavedSource(Workspace &workspace, Words words, std::function<void(Id)> show);
    void find(const QString &query, int limit, const Answer &answer) override;

private:
    using Saved = std::vector<SavedDocument<Id>>;

    void take(const Result<Saved> &saved);

    Workspace &m_workspace;
    Words m_words;
    std::function<void(Id)> m_show;
    Answer m_answer;
    QString m_query;
    size_t m_limit = 0;
    LatestRequest<Saved> m_request;
};

[[nodiscard]] std::unique_ptr<CommandProvider> makeSegmentSource(Workspace &workspace,
                                                                 std::function<void(SegmentId)> show);
[[nodiscard]] std::unique_ptr<CommandProvider> makeFlowSource(Workspace &workspace, std::function<void(FlowId)> show);

} // namespace perennial
