// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/runalerts.h"

#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/writing.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace perennial {

namespace {

using Kind = RunAlert::Kind;

constexpr int RunsLookedAt = 60; // retries among them
constexpr size_t HabitRuns = 20;
constexpr size_t FewestRuns = 5;
constexpr double MostScores = 3.5;
constexpr double LeastShare = 0.2;
constexpr double LeastPeople = 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<qsizetype>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

// Whom a run would touch: who is there afterwards.
double sizeOf(const PushRun &run)
{
    return static_cast<double>(run.joins + run.stays);
}

std::vector<double> habitOf(std::span<const PushRun> earlier)
{
    std::vector<double> sizes;
    for (const PushRun &run : earlier) {
        if (run.state == RunState::Done && !run.retryOf && sizes.size() < HabitRuns)
            sizes.push_back(sizeOf(run));
    }
    return sizes;
}

bool isUnusual(double size, const std::vector<double> &habit, double usual)
{
    std::vector<double> deviations;
    for (const double one : habit)
        deviations.push_back(std::abs(one - usual));
    const double spread = median(std::move(deviations));
    const double away = std::abs(size - usual);
    return 0.6745 * away > MostScores * spread && away > LeastShare * usual && away > LeastPeople;
}

QString countText(double count)
{
    return QLocale().toString(count, 'f', 0);
}

std::optional<QString> unusualText(const PushRun &run, std::span<const PushRun> earlier)
{
    const std::vector<double> habit = habitOf(earlier);
    if (run.retryOf || run.state != RunState::Done || habit.size() < FewestRuns)
        return std::nullopt;
    const double usual = median(habit);
    if (!isUnusual(sizeOf(run), habit, usual))
        return std::nullopt;
    return tr("The last run found %1 people; %2 are usual.").arg(countText(sizeOf(run)), countText(usual));
}

std::optional<QString> failedRowsText(const PushRun &run, const AlertRules &rules)
{
    const auto rows = static_cast<double>(run.sent + run.failed);
    if (run.failed == 0 || static_cast<double>(run.failed) <= rules.failedShare * rows)
        return std::nullopt;
    return tr("%1 of %2 rows failed in the last run.").arg(countText(static_cast<double>(run.failed)), countText(rows));
}

std::optional<QString> oldDataText(const PushRun &run, const AlertRules &rules, std::optional<Instant> newestImport)
{
    const qint64 oldest = run.started.ms - rules.oldDataDays * Instant::DayMs;
    if (!newestImport || newestImport->ms >= oldest)
        return std::nullopt;
    return tr("Nothing was imported for %1 days when the last run began.")
        .arg((run.started.ms - newestImport->ms) / Instant::DayMs);
}

Result<QJsonObject> settingOf(Store &store, const char *key)
{
    auto statement = store.database().prepare("SELECT value FROM settings WHERE key = ?1");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->bind(1, key).step();
    if (!row)
        return failure(row.error());
    return *row ? QJsonDocument::fromJson(statement->text(0).toUtf8()).object() : QJsonObject();
}

Result<void> setSetting(Store &store, const char *key, const QJsonObject &value)
{
    const QString text = QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact));
    return runAlone(store.database(),
                    "INSERT INTO settings(key, value) VALUES(?1, ?2) "
                    "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                    [&](Statement &row) { row.bind(1, key).bind(2, text); });
}

constexpr auto RulesKey = "alert_rules";
constexpr auto DismissedKey = "alerts_dismissed"; // {"KIND:RUN": true}

// The newest import before a run began; nothing where there was none.
Result<std::optional<Instant>> newestImport(Store &store, Instant before)
{
    auto statement = store.database().prepare("SELECT max(finished_at) FROM imports WHERE finished_at <= ?1");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->bind(1, before.ms).step();
    if (!row)
        return failure(row.error());
    return statement->isNull(0) ? std::nullopt : std::optional(Instant{statement->integer(0)});
}

} // namespace

QString RunAlert::key() const
{
    return QStringLiteral("%1:%2").arg(enumId(kind)).arg(run.value);
}

std::vector<RunAlert> alertsOf(std::span<const PushRun> runs, const AlertRules &rules,
                               std::optional<Instant> newestImport)
{
    if (runs.empty())
        return {};
    const PushRun &last = runs.front();
    std::vector<RunAlert> alerts;
    const auto add = [&](Kind kind, const std::optional<QString> &text) {
        if (text)
            alerts.push_back({kind, last.id, last.destination.name, *text});
    };
    if (last.state == RunState::Failed)
        add(Kind::RunFailed, tr("The last run could not go on. %1").arg(last.reason));
    add(Kind::RowsFailed, failedRowsText(last, rules));
    add(Kind::UnusualCount, unusualText(last, runs.subspan(1)));
    add(Kind::OldData, oldDataText(last, rules, newestImport));
    return alerts;
}

Result<std::vector<RunAlert>> readAlerts(Store &store)
{
    const auto destinations = DestinationShelf(store).list();
    const auto rules = destinations ? alertRules(store) : failure(destinations.error());
    const auto dismissed = rules ? settingOf(store, DismissedKey) : failure(rules.error());
    if (!dismissed)
        return failure(dismissed.error());
    std::vector<RunAlert> alerts;
    for (const SavedDestination &saved : *destinations) {
        const auto runs = Outbox(store).runs(saved.id, RunsLookedAt);
        if (!runs)
            return failure(runs.error());
        const auto newest = newestImport(store, runs->empty() ? Instant{} : runs->front().started);
        if (!newest)
            return failure(newest.error());
        for (RunAlert &alert : alertsOf(*runs, *rules, *newest)) {
            alert.destination = saved.destination.name;
            if (!dismissed->contains(alert.key()))
                alerts.push_back(std::move(alert));
        }
    }
    return alerts;
}

Result<void> dismissAlert(Store &store, const RunAlert &alert)
{
    auto dismissed = settingOf(store, DismissedKey);
    if (!dismissed)
        return failure(dismissed.error());
    dismissed->insert(alert.key(), true);
    return setSetting(store, DismissedKey, *dismissed);
}

Result<AlertRules> alertRules(Store &store)
{
    const auto kept = settingOf(store, RulesKey);
    if (!kept)
        return failure(kept.error());
    AlertRules rules;
    rules.failedShare = kept->value(QLatin1String("failed_share")).toDouble(rules.failedShare);
    rules.oldDataDays = kept->value(QLatin1String("old_data_days")).toInt(rules.oldDataDays);
    return rules;
}

Result<void> setAlertRules(Store &store, const AlertRules &rules)
{
    if (!(rules.failedShare >= 0 && rules.failedShare <= 1))
        return failure(ErrorKind::Invalid, tr("The share of failed rows is 0 to 100 percent."));
    if (rules.oldDataDays < 1)
        return failure(ErrorKind::Invalid, tr("Data is old after a day at least."));
    return setSetting(store, RulesKey, {{"failed_share", rules.failedShare}, {"old_data_days", rules.oldDataDays}});
}

} // namespace perennial
