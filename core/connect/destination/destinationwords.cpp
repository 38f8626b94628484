// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"

#include <QCoreApplication>

#include <array>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

template <class Value>
struct Word
{
    Value value;
    const char *id;
};

constexpr std::array Ways{Word{DeliveryWay::Profiles, "profiles"}, Word{DeliveryWay::List, "list"},
                          Word{DeliveryWay::Property, "property"}, Word{DeliveryWay::Event, "event"},
                          Word{DeliveryWay::Suppression, "suppression"}};
constexpr std::array Modes{Word{SyncMode::Upsert, "upsert"},     Word{SyncMode::UpdateExisting, "update"},
                           Word{SyncMode::CreateOnly, "create"}, Word{SyncMode::Mirror, "mirror"},
                           Word{SyncMode::Append, "append"},     Word{SyncMode::Remove, "remove"}};
constexpr std::array LeaversWords{Word{Leavers::Keep, "keep"}, Word{Leavers::TakeOut, "take-out"}};

template <class Table, class Value>
QString idIn(const Table &table, Value value)
{
    for (const auto &word : table)
        if (word.value == value)
            return QString::fromLatin1(word.id);
    return {};
}

template <class Value, class Table>
std::optional<Value> valueIn(const Table &table, const QString &id)
{
    for (const auto &word : table)
        if (id == QLatin1String(word.id))
            return word.value;
    return std::nullopt;
}

} // namespace

QString kindId(DestinationKind kind)
{
    return kindInfo(kind).id;
}

QString wayId(DeliveryWay way)
{
    return idIn(Ways, way);
}

QString modeId(SyncMode mode)
{
    return idIn(Modes, mode);
}

QString leaversId(Leavers leavers)
{
    return idIn(LeaversWords, leavers);
}

std::optional<DestinationKind> kindOf(const QString &id)
{
    for (const KindInfo &info : destinationKinds())
        if (info.id == id)
            return info.kind;
    return std::nullopt;
}

std::optional<DeliveryWay> wayOf(const QString &id)
{
    return valueIn<DeliveryWay>(Ways, id);
}

std::optional<SyncMode> modeOf(const QString &id)
{
    return valueIn<SyncMode>(Modes, id);
}

std::optional<Leavers> leaversOf(const QString &id)
{
    return valueIn<Leavers>(LeaversWords, id);
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
