// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace perennial {

class Store;

// The segment that a frozen list was made of, as it was then.
struct ListOrigin
{
    SegmentId segment;
    int version = 0;
    Instant asOf;
    QByteArray document;

    friend bool operator==(const ListOrigin &, const ListOrigin &) = default;
};

struct SavedList
{
    ListId id;
    QString name;
    QString note;
    Instant created;
    std::optional<ListOrigin> origin; // nothing: imported, or put together by hand
    qint64 members = 0;               // now
};

// The lists of one store: frozen sets of people. Names are unique without regard to case. Writing members take a
// writer, are transactions of their own, and make a revision.
class ListShelf
{
public:
    explicit ListShelf(Store &store)
        : m_store(store)
    {
    }

    [[nodiscard]] Store &store() const { return m_store; }
    // By name.
    [[nodiscard]] Result<std::vector<SavedList>> list() const;
    [[nodiscard]] Result<std::optional<SavedList>> find(const QString &name) const;
    [[nodiscard]] Result<SavedList> get(ListId id) const;
    // Who is in it now, by id; people who were merged stand for themselves no more.
    [[nodiscard]] Result<std::vector<ProfileId>> members(ListId id) const;

    // A new list with these people, in it since `at`.
    [[nodiscard]] Result<SavedList> create(const QString &name, const QString &note, std::span<const ProfileId> people,
                                           Instant at, const std::optional<ListOrigin> &origin = {});
    // Those who are in it already stay since when they are; the number of those who are new.
    [[nodiscard]] Result<qint64> add(ListId id, std::span<const ProfileId> people, Instant at);
    // They were in it until `at`; the number of those who were.
    [[nodiscard]] Result<qint64> takeOut(ListId id, std::span<const ProfileId> people, Instant at);
    [[nodiscard]] Result<void> rename(ListId id, const QString &name);
    [[nodiscard]] Result<void> remove(ListId id);
    // "Newsletter", "Newsletter 2", …: the first that is free.
    [[nodiscard]] Result<QString> freeName(const QString &wanted) const;

private:
    [[nodiscard]] Result<qint64> change(const char *sql, ListId id, std::span<const ProfileId> people, Instant at);
    [[nodiscard]] Result<void> checkNameFree(const QString &name, ListId owner) const;
    [[nodiscard]] Result<ListId> insert(const QString &name, const QString &note, Instant at,
                                        const std::optional<ListOrigin> &origin);

    Store &m_store;
};

} // namespace perennial
