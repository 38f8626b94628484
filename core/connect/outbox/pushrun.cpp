// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/pushrun.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

qint64 PushRun::skippedTotal() const
{
    qint64 total = 0;
    for (const auto &[name, count] : skipped)
        total += count;
    return total;
}

QString skipText(const QString &id)
{
    const auto reason = enumFromId<SkipReason>(id);
    if (!reason)
        return id;
    switch (*reason) {
    case SkipReason::NoIdentifier:
        return tr("no address or number that may be used");
    case SkipReason::Suppressed:
        return tr("suppressed: bounced, complained or asked never to be contacted");
    case SkipReason::NoConsent:
        return tr("not subscribed");
    case SkipReason::NotThere:
        return tr("not known there, and only known ones are updated");
    case SkipReason::AlreadyThere:
        return tr("known there already, and only new ones are made");
    }
    return id;
}

} // namespace perennial
