// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/draft/accountcalls.h"

namespace perennial {

// What an account has, by its names.
class RemoteFinder
{
public:
    // Both are kept by the caller. `chosen` are ids that somebody chose where several things have one name.
    RemoteFinder(AccountCalls &calls, const RemoteIds &chosen)
        : m_calls(calls)
        , m_chosen(chosen)
    {
    }

    // Those that were found so far.
    RemoteIds ids;

    // Looks up all names of a request, or some of one kind. What the account does not have is missing in `ids`; an
    // error where it has several metrics or segments of one name.
    [[nodiscard]] Result<void> find(const QJsonObject &request);
    [[nodiscard]] Result<void> find(RemoteKind kind, const QStringList &names);
    // All segments or flows of exactly this name.
    [[nodiscard]] Result<std::vector<KlaviyoThing>> called(DraftObject object, const QString &name);

private:
    using Page = std::function<KlaviyoAsking(const QString &cursor)>;

    [[nodiscard]] Result<std::vector<KlaviyoThing>> all(const Page &page);
    [[nodiscard]] Result<void> choose(const RemoteName &name, const std::vector<KlaviyoThing> &things);

    AccountCalls &m_calls;
    const RemoteIds &m_chosen;
};

} // namespace perennial
