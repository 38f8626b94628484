// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/peopleblob.h"

#include <QCoreApplication>
#include <QtEndian>

#include <cstring>

namespace perennial {

namespace {

tl::unexpected<Error> damaged()
{
    return failure(ErrorKind::Unreadable,
                   QCoreApplication::translate("perennial", "What the store notes of people who were sent is damaged. "
                                                            "Check the store."));
}

} // namespace

QByteArray idsToBytes(std::span<const ProfileId> ids)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(ids.size()) + 16);
    qint64 last = 0;
    for (const ProfileId id : ids) {
        quint64 step = static_cast<quint64>(id.value - last);
        last = id.value;
        for (; step >= 0x80; step >>= 7)
            bytes.append(static_cast<char>(0x80 | (step & 0x7f)));
        bytes.append(static_cast<char>(step));
    }
    return bytes;
}

Result<std::vector<ProfileId>> idsFromBytes(const QByteArray &bytes)
{
    std::vector<ProfileId> ids;
    ids.reserve(static_cast<size_t>(bytes.size()));
    quint64 step = 0;
    int shift = 0;
    qint64 last = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<quint8>(c);
        if (shift > 56)
            return damaged();
        step |= static_cast<quint64>(byte & 0x7f) << shift;
        shift += 7;
        if (byte & 0x80)
            continue;
        last += static_cast<qint64>(step);
        ids.push_back({last});
        step = 0;
        shift = 0;
    }
    if (shift != 0)
        return damaged();
    return ids;
}

QByteArray sentToBytes(std::span<const SentPerson> people)
{
    QByteArray bytes(static_cast<qsizetype>(people.size()) * 16, Qt::Uninitialized);
    char *place = bytes.data();
    for (const SentPerson &person : people) {
        qToLittleEndian(person.id, place);
        qToLittleEndian(person.hash, place + 8);
        place += 16;
    }
    return bytes;
}

Result<std::vector<SentPerson>> sentFromBytes(const QByteArray &bytes)
{
    if (bytes.size() % 16 != 0)
        return damaged();
    std::vector<SentPerson> people(static_cast<size_t>(bytes.size()) / 16);
    const char *place = bytes.constData();
    for (SentPerson &person : people) {
        person = {qFromLittleEndian<qint64>(place), qFromLittleEndian<quint64>(place + 8)};
        place += 16;
    }
    return people;
}

AudienceDifference differenceOf(std::span<const ProfileId> now, std::span<const SentPerson> before)
{
    AudienceDifference difference;
    size_t old = 0;
    for (const ProfileId id : now) {
        for (; old < before.size() && before[old].id < id.value; ++old)
            difference.leaves.push_back({before[old].id});
        const bool isKnown = old < before.size() && before[old].id == id.value;
        (isKnown ? difference.stays : difference.joins).push_back(id);
        old += isKnown ? 1 : 0;
    }
    for (; old < before.size(); ++old)
        difference.leaves.push_back({before[old].id});
    return difference;
}

} // namespace perennial
