// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace perennial {

// "Lapsed", "Lapsed 2", "Lapsed 3", …: what to try where a name is taken, beginning with 1.
[[nodiscard]] inline QString numberedName(const QString &wanted, int number)
{
    return number == 1 ? wanted : QStringLiteral("%1 %2").arg(wanted).arg(number);
}

// The first of them that nothing among `taken` is called, without regard to case.
[[nodiscard]] inline QString firstFreeName(const QString &wanted, const QStringList &taken)
{
    for (int number = 1;; ++number) {
        QString name = numberedName(wanted, number);
        if (!taken.contains(name, Qt::CaseInsensitive))
            return name;
    }
}

// The first that nothing on a shelf is called.
template <class Shelf>
[[nodiscard]] Result<QString> firstFreeName(const Shelf &shelf, const QString &wanted)
{
    for (int number = 1;; ++number) {
        QString name = numberedName(wanted, number);
        const auto taken = shelf.find(name);
        if (!taken)
            return failure(taken.error());
        if (!*taken)
            return name;
    }
}

// What a shelf says of a name that will not do; `taken` has a place for the name.
struct NameWords
{
    QString missing;
    QString taken;
};

// Whether something may be called so that is on the shelf as `owner`, or not yet.
template <class Shelf, class Id>
[[nodiscard]] Result<void> checkFreeName(const Shelf &shelf, const QString &name, Id owner, const NameWords &words)
{
    if (name.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, words.missing);
    const auto known = shelf.find(name);
    if (!known)
        return failure(known.error());
    if (*known && (*known)->id != owner)
        return failure(ErrorKind::Invalid, words.taken.arg(name));
    return {};
}

} // namespace perennial
