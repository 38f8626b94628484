// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace perennial {

// What went wrong, coarse enough to choose an exit code or the look of a message.
enum class ErrorKind {
    Usage,      // the caller asked for something that makes no sense (exit 2)
    NotFound,   // a file, profile or segment that is not there
    Unreadable, // input that is not what it should be: not a store, not a CSV, broken JSON
    Invalid,    // a document or value that breaks its rules
    Refused,    // newer schema, read-only, locked by another process
    Disk,       // a write or a sync failed: full disk, I/O error
    Memory,     // not enough memory
    Stopped,    // the user stopped it; never shown as an error
    Internal,   // a broken promise of ours
};

// One failure: `message` is a whole sentence for people, `detail` is for the log (no personal data in it),
// `where` names the file, row, column or JSON path.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    QString where;
    QString detail;

    // The same error with `context` put before the message: "While reading orders.csv: …".
    [[nodiscard]] Error in(const QString &context) const;
};

template <class T>
using Result = tl::expected<T, Error>;

// return failure(ErrorKind::NotFound, tr("…"), path);
[[nodiscard]] tl::unexpected<Error> failure(ErrorKind kind, const QString &message, const QString &where = {},
                                            const QString &detail = {});
[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}
[[nodiscard]] tl::unexpected<Error> stopped();

// The kind's stable word in JSON and logs: "not-found", "disk", …
[[nodiscard]] QString errorKindName(ErrorKind kind);

} // namespace perennial
