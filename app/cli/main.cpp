// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/base/translation.h"
#include "core/secrets/coredumps.h"

#include <QCoreApplication>
#include <QLocale>

#include <csignal>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

void addSegmentGroup(perennial::Commands &commands)
{
    CLI::App &segment = commands.group("segment", tr("Segments: saved ones and files"));
    perennial::addSegmentList(commands, segment);
    perennial::addSegmentSave(commands, segment);
    perennial::addSegmentDelete(commands, segment);
    perennial::addSegmentCount(commands, segment);
    perennial::addSegmentMembers(commands, segment);
    perennial::addSegmentShow(commands, segment);
    perennial::addSegmentSql(commands, segment);
    perennial::addSegmentWaterfall(commands, segment);
    perennial::addSegmentHistory(commands, segment);
    perennial::addSegmentOverlap(commands, segment);
    perennial::addSegmentHealth(commands, segment);
    perennial::addSegmentCombine(commands, segment);
    perennial::addSegmentDistribution(commands, segment);
    perennial::addSegmentSum(commands, segment);
    perennial::addSegmentExplain(commands, segment);
    perennial::addSegmentNear(commands, segment);
}

void addFlowGroup(perennial::Commands &commands)
{
    CLI::App &flow = commands.group("flow", tr("Flows: saved ones and files"));
    perennial::addFlowList(commands, flow);
    perennial::addFlowSave(commands, flow);
    perennial::addFlowDelete(commands, flow);
    perennial::addFlowShow(commands, flow);
    perennial::addFlowValidate(commands, flow);
    perennial::addFlowReplay(commands, flow);
    perennial::addFlowPath(commands, flow);
    perennial::addFlowCalendar(commands, flow);
    perennial::addFlowAudience(commands, flow);
    perennial::addFlowExport(commands, flow);
}

void addAudienceGroup(perennial::Commands &commands)
{
    CLI::App &audience = commands.group("audience", tr("Audiences on their way out"));
    perennial::addAudienceLayouts(commands, audience);
    perennial::addAudienceExport(commands, audience);
    perennial::addAudiencePush(commands, audience);
    perennial::addAudienceDryRun(commands, audience);
    perennial::addAudienceCancel(commands, audience);
    perennial::addAudienceRetry(commands, audience);
    perennial::addAudienceAlerts(commands, audience);
    perennial::addAudienceRuns(commands, audience);
    perennial::addAudienceRows(commands, audience);
}

} // namespace

int main(int argc, char **argv)
{
    perennial::refuseCoreDumps();
    std::signal(SIGXFSZ, SIG_IGN); // a write beyond a limit on file size fails and is told of
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("perennial-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PERENNIAL_VERSION));

    perennial::installTranslation(QLocale(QLocale::English));

    perennial::Commands commands;
    perennial::addImport(commands);
    perennial::addInfo(commands);
    perennial::addProfile(commands);
    addSegmentGroup(commands);
    addFlowGroup(commands);
    perennial::addLifecycle(commands);
    addAudienceGroup(commands);
    perennial::addDestinations(commands);
    perennial::addDrafts(commands);
    perennial::addKeys(commands);
    perennial::addSync(commands);
    perennial::addQueries(commands);
    perennial::addTemplates(commands);
    perennial::addValues(commands);
    perennial::addCheck(commands);
    perennial::addDemo(commands);
    perennial::addBench(commands);
    return commands.run(QCoreApplication::arguments().mid(1));
}
