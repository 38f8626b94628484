// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/connect/outbox/sourceusers.h"
#include "core/flow/saved/flowsnaming.h"
#include "core/segment/health/portfolio.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QJsonObject jsonOf(const HealthCause &cause)
{
    return {{"kind", idOf(cause.kind)},
            {"text", cause.text},
            {"count", cause.count},
            {"weight", cause.weight},
            {"path", cause.path ? QJsonValue(cause.path->toString()) : QJsonValue()}};
}

Answer answerOf(const std::vector<SegmentHealth> &all, const QStringList &notes)
{
    QJsonArray json;
    TextTable table({tr("Segment"), tr(">Score"), tr("Cause")});
    for (const SegmentHealth &health : all) {
        QJsonArray causes;
        for (const HealthCause &cause : health.causes)
            causes.append(jsonOf(cause));
        json.append(QJsonObject{{"name", health.name}, {"score", health.score}, {"causes", causes}});
        table.add(
            {health.name, QString::number(health.score), health.causes.empty() ? QString() : health.causes[0].text});
        for (size_t i = 1; i < health.causes.size(); ++i)
            table.add({QString(), QString(), health.causes[i].text});
    }
    return {.json = {{"segments", json}, {"notes", QJsonArray::fromStringList(notes)}},
            .text = table.toText(),
            .notes = notes};
}

Result<Answer> health(const CommonOptions &options)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    SegmentUsers users;
    const auto flows = addFlowsTo(users, *store);
    const auto added = flows ? addDestinationsTo(users, *store) : flows;
    const auto portfolio = added ? portfolioOf(*store, std::move(users)) : failure(added.error());
    if (!portfolio)
        return failure(portfolio.error());
    const auto asker = SegmentAsker::open(*store, options);
    if (!asker)
        return failure(asker.error());
    const auto all = examine(portfolio->segments, asker->sharedTable(), asker->asOf(), asker->progress());
    if (!all)
        return failure(all.error());
    QStringList notes;
    for (const QString &name : portfolio->unread)
        notes.append(tr("“%1” was written by a newer Perennial and was passed over.").arg(name));
    return answerOf(*all, notes);
}

} // namespace

void addSegmentHealth(Commands &commands, CLI::App &segment)
{
    commands.command(segment, "health", tr("Say what is wrong with the saved segments"),
                     [](const CommonOptions &options) { return health(options); });
}

} // namespace perennial
