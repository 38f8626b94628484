// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include <QCoreApplication>

namespace perennial {

Error Error::in(const QString &context) const
{
    Error error = *this;
    error.message = context + QStringLiteral(": ") + message;
    return error;
}

tl::unexpected<Error> failure(ErrorKind kind, const QString &message, const QString &where, const QString &detail)
{
    return tl::unexpected<Error>(Error{kind, message, where, detail});
}

tl::unexpected<Error> stopped()
{
    return failure(ErrorKind::Stopped, QCoreApplication::translate("perennial", "Stopped. Nothing was changed."));
}

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage:
        return QStringLiteral("usage");
    case ErrorKind::NotFound:
        return QStringLiteral("not-found");
    case ErrorKind::Unreadable:
        return QStringLiteral("unreadable");
    case ErrorKind::Invalid:
        return QStringLiteral("invalid");
    case ErrorKind::Refused:
        return QStringLiteral("refused");
    case ErrorKind::Disk:
        return QStringLiteral("disk");
    case ErrorKind::Memory:
        return QStringLiteral("memory");
    case ErrorKind::Stopped:
        return QStringLiteral("stopped");
    case ErrorKind::Internal:
        return QStringLiteral("internal");
    }
    return QStringLiteral("internal");
}

} // namespace perennial
