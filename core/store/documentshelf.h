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

// A saved document at its newest version. It is JSON of whoever it belongs to; the shelf does not read it.
template <class Id>
struct SavedDocument
{
    Id id;
    QString name;
    int version = 0;
    QByteArray document;
    Instant created;
    Instant updated;
};

struct DocumentVersion
{
    int version = 0;
    Instant at;
    QByteArray document;
    QString note;
};

// The documents of one kind in one store with all their versions: segments or flows, by the type of their id. Names are
// unique without regard to case. Writing members take a writer and are transactions of their own.
template <class Id>
class DocumentShelf
{
public:
    using Saved = SavedDocument<Id>;

    explicit DocumentShelf(Store &store)
        : m_store(store)
    {
    }

    [[nodiscard]] Store &store() const { return m_store; }
    [[nodiscard]] Result<std::vector<Saved>> list() const;
    [[nodiscard]] Result<std::optional<Saved>> find(const QString &name) const;
    [[nodiscard]] Result<Saved> get(Id id) const;
    [[nodiscard]] Result<std::vector<DocumentVersion>> versions(Id id) const;

    // Saves under `name`: a new document, or the next version of the one with that name. An unchanged document makes
    // no version.
    [[nodiscard]] Result<Saved> save(const QString &name, const QByteArray &document, Instant at);
    // The next version of a known one, under a new name where it differs.
    [[nodiscard]] Result<Saved> save(Id id, const QString &name, const QByteArray &document, Instant at);
    // Puts the document in the place of `version`, which is the newest and has no note; otherwise as save(). What was
    // saved in it before is gone.
    [[nodiscard]] Result<Saved> amend(Id id, int version, const QString &name, const QByteArray &document, Instant at);
    // Empty: none.
    [[nodiscard]] Result<void> noteVersion(Id id, int version, const QString &note);
    // A removed document keeps its versions and can be restored, unless its name was taken meanwhile.
    [[nodiscard]] Result<void> remove(Id id, Instant at);
    [[nodiscard]] Result<void> restore(Id id);
    // "Lapsed", "Lapsed 2", "Lapsed 3", …: the first that is free.
    [[nodiscard]] Result<QString> freeName(const QString &wanted) const;

private:
    [[nodiscard]] Result<Saved> insert(const QString &name, const QByteArray &document, Instant at);
    [[nodiscard]] Result<void> addVersion(Id id, int version, const QByteArray &document, Instant at);
    [[nodiscard]] Result<bool> changeVersion(Id id, int version, const QByteArray &document, Instant at);
    [[nodiscard]] Result<void> noteName(Id id, const QString &name, Instant at);
    [[nodiscard]] Result<void> checkNameFree(const QString &name, Id owner) const;

    Store &m_store;
};

} // namespace perennial
