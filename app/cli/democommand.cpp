// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/texttable.h"
#include "core/demo/demostore.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString factsText(const DemoStoreReport &report, const QString &path)
{
    TextTable facts({tr("Demo store"), QStringLiteral(">")});
    facts.add({tr("Profiles"), QString::number(report.profiles)});
    facts.add({tr("Events"), QString::number(report.events)});
    facts.add({tr("Orders"), QString::number(report.orders)});
    facts.add({tr("Segments"), QString::number(report.segments)});
    facts.add({tr("Flows"), QString::number(report.flows)});
    return facts.toText() + tr("\nWritten to %1\n").arg(path);
}

// The shop's two years end at --as-of, else at the last midnight.
Result<Answer> demo(const CommonOptions &options)
{
    const QString path = options.store.isEmpty() ? QStringLiteral("demo.perennial") : options.store;
    const Instant until = options.asOf ? *options.asOf : demoEnd(Instant::now());
    const auto report = createDemoStore(path, until, options.progress());
    if (!report)
        return failure(report.error());
    return Answer{.json = {{"store", path},
                           {"profiles", report->profiles},
                           {"events", report->events},
                           {"orders", report->orders},
                           {"segments", report->segments},
                           {"flows", report->flows},
                           {"until", until.toIso()}},
                  .text = factsText(*report, path),
                  .notes = {}};
}

} // namespace

void addDemo(Commands &commands)
{
    commands.command("demo", tr("Make the demo store: demo.perennial here unless --store names another"), demo);
}

} // namespace perennial
