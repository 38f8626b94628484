// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/destinationsource.h"
#include "app/cli/openstore.h"
#include "app/cli/runtext.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/connect/plan/differencecauses.h"
#include "core/connect/sync/dryrun.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct TriedRun
{
    SavedDestination destination;
    AudiencePlan plan;
    std::optional<DifferenceCauses> causes;
    DryRun run;
    std::optional<HttpRequest> sample; // the first request, without a key
    qint64 sampleRows = 0;
};

Result<TriedRun> tried(const CommonOptions &options, const QString &name)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    auto destination = savedDestination(*store, name);
    if (!destination)
        return failure(destination.error());
    const auto asker = SegmentAsker::open(*store, options);
    if (!asker)
        return failure(asker.error());
    auto plan = planAudience({*store, asker->sharedTable(), asker->asOf()}, *destination, options.progress());
    if (!plan)
        return failure(plan.error());
    auto causes =
        differenceCauses({*store, asker->sharedTable(), asker->asOf()}, *destination, *plan, options.progress());
    if (!causes)
        return failure(causes.error());
    TriedRun made{std::move(*destination), std::move(*plan), std::move(*causes), {}, {}, 0};
    DryRunSetting setting;
    setting.visit = [&made](const PushBatch &batch, const HttpRequest &request) {
        if (made.sample)
            return;
        made.sample = request;
        made.sampleRows = static_cast<qint64>(batch.rows.size());
    };
    auto run = dryRun(*store, made.destination, made.plan, setting, options.progress());
    if (!run)
        return failure(run.error());
    made.run = std::move(*run);
    return made;
}

QJsonObject skippedJson(const TriedRun &made)
{
    QJsonObject skipped = heldBackJson(made.plan);
    for (const auto &[reason, count] : made.run.skipped)
        skipped.insert(reason, skipped.value(reason).toInteger() + count);
    return skipped;
}

QJsonArray groupsJson(const std::vector<ChangeGroup> &groups)
{
    QJsonArray json;
    for (const ChangeGroup &group : groups)
        json.append(QJsonObject{{"reason", group.text}, {"people", static_cast<qint64>(group.people.size())}});
    return json;
}

QJsonValue causesJson(const std::optional<DifferenceCauses> &causes)
{
    if (!causes)
        return {};
    return QJsonObject{
        {"since", causes->since.toIso()}, {"joins", groupsJson(causes->joins)}, {"leaves", groupsJson(causes->leaves)}};
}

// Addresses of people may stand in a URL, hundreds of them.
QString elided(const QString &url)
{
    constexpr qsizetype Longest = 300;
    return url.size() > Longest ? url.left(Longest) + u'…' : url;
}

QJsonValue quotaJson(const std::optional<DayQuota> &quota)
{
    if (!quota)
        return {};
    return QJsonObject{{"allowed_a_day", quota->allowed}, {"wanted", quota->wanted}, {"used", quota->used}};
}

// Nothing where nobody came or left, and before a first run was done.
QString causesText(const std::optional<DifferenceCauses> &causes)
{
    if (!causes || (causes->joins.empty() && causes->leaves.empty()))
        return {};
    TextTable table({tr("Since %1").arg(causes->since.toIso()), tr(">People"), tr("Why")});
    for (const ChangeGroup &group : causes->joins)
        table.add({tr("come"), QString::number(group.people.size()), group.text});
    for (const ChangeGroup &group : causes->leaves)
        table.add({tr("leave"), QString::number(group.people.size()), group.text});
    return u'\n' + table.toText();
}

QString textOf(const TriedRun &made)
{
    TextTable table({tr("A run to “%1” would").arg(made.destination.destination.name), QStringLiteral(">")});
    const auto add = [&](const QString &what, qint64 count) { table.add({what, QString::number(count)}); };
    add(tr("find in the audience"), made.plan.members);
    for (const HeldBack &reason : made.plan.heldBack) {
        if (!reason.people.empty())
            add(tr("hold back: %1").arg(reason.text()), static_cast<qint64>(reason.people.size()));
    }
    add(tr("find who come"), static_cast<qint64>(made.plan.difference.joins.size()));
    add(tr("find who stay"), static_cast<qint64>(made.plan.difference.stays.size()));
    add(tr("find who leave"), static_cast<qint64>(made.plan.difference.leaves.size()));
    if (made.plan.formerAddresses > 0)
        add(tr("take out under addresses that are theirs no more"), made.plan.formerAddresses);
    add(tr("send"), made.run.sent);
    add(tr("leave as they are, unchanged"), made.run.unchanged);
    add(tr("refuse as too large"), made.run.tooLarge);
    add(tr("ask in requests"), made.run.requests);
    add(tr("take, in seconds at least"), made.run.atLeast.count() / 1000);
    if (made.run.quota) {
        add(tr("use, of %1 requests a day").arg(made.run.quota->allowed), made.run.quota->wanted);
        add(tr("find used in the last 24 hours"), made.run.quota->used);
    }
    return table.toText() + causesText(made.causes);
}

// Nothing is sent. The sample names real people: it is shown where somebody asks, never logged.
Result<Answer> dryRunOf(const CommonOptions &options, const QString &name, bool reveals)
{
    const auto made = tried(options, name);
    if (!made)
        return failure(made.error());
    QJsonObject json{{"run", QJsonValue()},
                     {"joins", static_cast<qint64>(made->plan.difference.joins.size())},
                     {"stays", static_cast<qint64>(made->plan.difference.stays.size())},
                     {"leaves", static_cast<qint64>(made->plan.difference.leaves.size())},
                     {"former_addresses", made->plan.formerAddresses},
                     {"sent", made->run.sent},
                     {"unchanged", made->run.unchanged},
                     {"failed", made->run.tooLarge},
                     {"skipped", skippedJson(*made)},
                     {"why", causesJson(made->causes)},
                     {"requests", made->run.requests},
                     {"seconds_at_least", qint64(made->run.atLeast.count() / 1000)},
                     {"quota", quotaJson(made->run.quota)},
                     {"asks_first", asksFirst(made->destination.destination, made->plan)}};
    QString text = textOf(*made);
    if (made->sample) {
        const QByteArray body = made->sample->body;
        const QString hidden = tr("(%1 bytes about them; --reveal shows them)").arg(body.size());
        json.insert(QStringLiteral("sample"),
                    QJsonObject{{"method", QString::fromLatin1(made->sample->method)},
                                {"url", made->sample->url.toString()},
                                {"people", made->sampleRows},
                                {"body", reveals ? QJsonValue(QString::fromUtf8(body.left(2000))) : QJsonValue()}});
        text += tr("\nThe first request (%1 people), without the key:\n%2 %3\n%4\n")
                    .arg(made->sampleRows)
                    .arg(QString::fromLatin1(made->sample->method), elided(made->sample->url.toString()),
                         reveals ? QString::fromUtf8(body.left(600)).remove(u'\r').trimmed() : hidden);
    }
    const QString question = asksFirst(made->destination.destination, made->plan);
    return Answer{.json = json, .text = text, .notes = question.isEmpty() ? QStringList() : QStringList{question}};
}

} // namespace

void addAudienceDryRun(Commands &commands, CLI::App &audience)
{
    const auto name = std::make_shared<std::string>();
    const auto reveals = std::make_shared<bool>(false);
    CLI::App &command = commands.command(audience, "dry-run", tr("Make the requests of a run without sending any"),
                                         [name, reveals](const CommonOptions &options) {
                                             return dryRunOf(options, QString::fromStdString(*name), *reveals);
                                         });
    command.add_option("DESTINATION", *name, tr("Its name").toStdString())->required();
    command.add_flag("--reveal", *reveals, tr("People's data in the first request").toStdString());
}

} // namespace perennial
