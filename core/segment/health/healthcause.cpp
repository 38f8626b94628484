// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/healthcause.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

struct KindName
{
    HealthKind kind;
    const char *id;
    const char *name;
};

constexpr std::array Kinds{
    KindName{HealthKind::CannotCount, "cannot_count", QT_TRANSLATE_NOOP("perennial::Health", "Can't be counted")},
    KindName{HealthKind::NeverMatches, "never_matches", QT_TRANSLATE_NOOP("perennial::Health", "Never matches")},
    KindName{HealthKind::Contradiction, "contradiction", QT_TRANSLATE_NOOP("perennial::Health", "Contradiction")},
    KindName{HealthKind::Empty, "empty", QT_TRANSLATE_NOOP("perennial::Health", "Empty")},
    KindName{HealthKind::AlwaysMatches, "always_matches", QT_TRANSLATE_NOOP("perennial::Health", "Always matches")},
    KindName{HealthKind::Unfinished, "unfinished", QT_TRANSLATE_NOOP("perennial::Health", "Unfinished")},
    KindName{HealthKind::StaleData, "stale_data", QT_TRANSLATE_NOOP("perennial::Health", "Old data")},
    KindName{HealthKind::MetricStopped, "metric_stopped", QT_TRANSLATE_NOOP("perennial::Health", "Metric stopped")},
    KindName{HealthKind::NoSignOfLife, "no_sign_of_life", QT_TRANSLATE_NOOP("perennial::Health", "No sign of life")},
    KindName{HealthKind::Unreachable, "unreachable", QT_TRANSLATE_NOOP("perennial::Health", "Can't be reached")},
    KindName{HealthKind::Turnover, "turnover", QT_TRANSLATE_NOOP("perennial::Health", "Quick turnover")},
    KindName{HealthKind::DriftedFromPush, "drifted", QT_TRANSLATE_NOOP("perennial::Health", "Changed since sent")},
    KindName{HealthKind::NearlySame, "nearly_same", QT_TRANSLATE_NOOP("perennial::Health", "Nearly the same")},
    KindName{HealthKind::ReviewOverdue, "review_overdue", QT_TRANSLATE_NOOP("perennial::Health", "Review overdue")},
    KindName{HealthKind::Unused, "unused", QT_TRANSLATE_NOOP("perennial::Health", "Unused")}};

const KindName &rowOf(HealthKind kind)
{
    return *std::ranges::find(Kinds, kind, &KindName::kind);
}

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::Health", text);
}

} // namespace

QString idOf(HealthKind kind)
{
    return QLatin1String(rowOf(kind).id);
}

QString nameOf(HealthKind kind)
{
    return tr(rowOf(kind).name);
}

QString wordsOf(HealthFix fix)
{
    switch (fix) {
    case HealthFix::None:
        return {};
    case HealthFix::Import:
        return tr("Import data");
    case HealthFix::EditCondition:
        return tr("Edit the condition");
    case HealthFix::DeleteCondition:
        return tr("Delete the condition");
    case HealthFix::Review:
        return tr("Review it");
    case HealthFix::Compare:
        return tr("Compare the two");
    case HealthFix::Delete:
        return tr("Delete the segment");
    }
    return {};
}

} // namespace perennial
