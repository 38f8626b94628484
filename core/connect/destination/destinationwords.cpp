// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

QString kindId(DestinationKind kind)
{
    return kindInfo(kind).id;
}

std::optional<DestinationKind> kindOf(const QString &id)
{
    for (const KindInfo &info : destinationKinds())
        if (info.id == id)
            return info.kind;
    return std::nullopt;
}

QString modeTitle(SyncMode mode)
{
    switch (mode) {
    case SyncMode::Upsert:
        return tr("Create or update");
    case SyncMode::UpdateExisting:
        return tr("Update only");
    case SyncMode::CreateOnly:
        return tr("Create only");
    case SyncMode::Mirror:
        return tr("Mirror");
    case SyncMode::Append:
        return tr("Add only");
    case SyncMode::Remove:
        return tr("Remove");
    }
    return {};
}

QString modeHint(SyncMode mode)
{
    switch (mode) {
    case SyncMode::Upsert:
        return tr("Whoever is in the audience is made there, or brought up to date.");
    case SyncMode::UpdateExisting:
        return tr("Only people who are known there are brought up to date. Nobody is made.");
    case SyncMode::CreateOnly:
        return tr("Only people who are not known there are made. Nobody is changed.");
    case SyncMode::Mirror:
        return tr("The list there holds exactly the audience: who leaves it is taken out.");
    case SyncMode::Append:
        return tr("Who comes into the audience is added. Nobody is changed or taken out.");
    case SyncMode::Remove:
        return tr("Whoever is in the audience is taken out there.");
    }
    return {};
}

} // namespace perennial
