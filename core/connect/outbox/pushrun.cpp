// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/pushrun.h"

#include <QCoreApplication>

#include <array>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

constexpr std::array States{std::pair(RunState::Waiting, "waiting"), std::pair(RunState::Running, "running"),
                            std::pair(RunState::Paused, "paused"),   std::pair(RunState::Done, "done"),
                            std::pair(RunState::Failed, "failed"),   std::pair(RunState::Cancelled, "cancelled")};

constexpr std::array Skips{std::pair(SkipReason::NoIdentifier, "no-identifier"),
                           std::pair(SkipReason::Suppressed, "suppressed"),
                           std::pair(SkipReason::NoConsent, "no-consent"), std::pair(SkipReason::NotThere, "not-there"),
                           std::pair(SkipReason::AlreadyThere, "already-there")};

} // namespace

qint64 PushRun::skippedTotal() const
{
    qint64 total = 0;
    for (const auto &[name, count] : skipped)
        total += count;
    return total;
}

QString skipName(SkipReason reason)
{
    for (const auto &[value, name] : Skips)
        if (value == reason)
            return QString::fromLatin1(name);
    return {};
}

QString skipText(const QString &name)
{
    if (name == skipName(SkipReason::NoIdentifier))
        return tr("no address or number that may be used");
    if (name == skipName(SkipReason::Suppressed))
        return tr("suppressed: bounced, complained or asked never to be contacted");
    if (name == skipName(SkipReason::NoConsent))
        return tr("not subscribed");
    if (name == skipName(SkipReason::NotThere))
        return tr("not known there, and only known ones are updated");
    if (name == skipName(SkipReason::AlreadyThere))
        return tr("known there already, and only new ones are made");
    return name;
}

QString runStateName(RunState state)
{
    for (const auto &[value, name] : States)
        if (value == state)
            return QString::fromLatin1(name);
    return {};
}

std::optional<RunState> runStateOf(const QString &name)
{
    for (const auto &[value, word] : States)
        if (name == QLatin1String(word))
            return value;
    return std::nullopt;
}

} // namespace perennial
