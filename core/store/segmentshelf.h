// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace perennial {

class Store;

// A saved segment at its newest version. The document is the JSON of core/segment; the shelf does not read it.
struct SavedSegment
{
    SegmentId id;
    QString name;
    int version = 0;
    QByteArray document;
    Instant created;
    Instant updated;
};

struct SegmentVersion
{
    int version = 0;
    Instant at;
    QByteArray document;
    QString note;
};

// The segments of one store with all their versions. Names are unique without regard to case.
// Writing members take a writer and are transactions of their own.
class SegmentShelf
{
public:
    explicit SegmentShelf(Store &store)
        : m_store(store)
    {
    }

    [[nodiscard]] Store &store() const { return m_store; }
    [[nodiscard]] Result<std::vector<SavedSegment>> list() const;
    [[nodiscard]] Result<std::optional<SavedSegment>> find(const QString &name) const;
    [[nodiscard]] Result<SavedSegment> get(SegmentId id) const;
    [[nodiscard]] Result<std::vector<SegmentVersion>> versions(SegmentId id) const;

    // Saves under `name`: a new segment, or the next version of the one with that name. An unchanged document makes
    // no version.
    [[nodiscard]] Result<SavedSegment> save(const QString &name, const QByteArray &document, Instant at);
    // The next version of a known segment, under a new name where it differs.
    [[nodiscard]] Result<SavedSegment> save(SegmentId id, const QString &name, const QByteArray &document, Instant at);
    // Puts the document in the place of `version`, which is the newest and has no note; otherwise as save(). What was
    // saved in it before is gone.
    [[nodiscard]] Result<SavedSegment> amend(SegmentId id, int version, const QString &name, const QByteArray &document,
                                             Instant at);
    // Empty: none.
    [[nodiscard]] Result<void> noteVersion(SegmentId id, int version, const QString &note);
    // A removed segment keeps its versions and can be restored, unless its name was taken meanwhile.
    [[nodiscard]] Result<void> remove(SegmentId id, Instant at);
    [[nodiscard]] Result<void> restore(SegmentId id);
    // "Lapsed", "Lapsed 2", "Lapsed 3", …: the first that is free.
    [[nodiscard]] Result<QString> freeName(const QString &wanted) const;

private:
    [[nodiscard]] Result<SavedSegment> insert(const QString &name, const QByteArray &document, Instant at);
    [[nodiscard]] Result<void> addVersion(SegmentId id, int version, const QByteArray &document, Instant at);
    [[nodiscard]] Result<bool> changeVersion(SegmentId id, int version, const QByteArray &document, Instant at);
    [[nodiscard]] Result<void> noteName(SegmentId id, const QString &name, Instant at);
    [[nodiscard]] Result<void> checkNameFree(const QString &name, SegmentId owner) const;

    Store &m_store;
};

} // namespace perennial
