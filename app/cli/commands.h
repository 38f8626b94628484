// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace perennial {

// The tree of commands. Each command adds itself with its options and what it does; one of them is chosen and run.
class Commands
{
public:
    using Run = std::function<Result<Answer>(const CommonOptions &)>;

    Commands();
    Commands(const Commands &) = delete;
    Commands &operator=(const Commands &) = delete;

    // A word that only leads to further words.
    CLI::App &group(const std::string &name, const QString &description);
    CLI::App &command(const std::string &name, const QString &description, Run run);
    CLI::App &command(CLI::App &parent, const std::string &name, const QString &description, Run run);

    // Parses, runs, prints; yields the exit code.
    int run(const QStringList &arguments);

private:
    [[nodiscard]] Result<void> parse(const QStringList &arguments);
    [[nodiscard]] Result<Answer> answer();
    int print(const Answer &answer) const;
    int print(const Error &error) const;

    CLI::App m_app;
    CommonOptions m_common;
    std::string m_store;
    std::string m_asOf;
    Run m_chosen;
    std::optional<int> m_exit; // help was asked for
};

// One function per command, each in a file of its own.
void addImport(Commands &commands);
void addInfo(Commands &commands);
void addProfile(Commands &commands);
void addSegmentList(Commands &commands, CLI::App &segment);
void addSegmentSave(Commands &commands, CLI::App &segment);
void addSegmentDelete(Commands &commands, CLI::App &segment);
void addSegmentCount(Commands &commands, CLI::App &segment);
void addSegmentMembers(Commands &commands, CLI::App &segment);
void addSegmentExplain(Commands &commands, CLI::App &segment);
void addSegmentNear(Commands &commands, CLI::App &segment);
void addSegmentShow(Commands &commands, CLI::App &segment);
void addSegmentSql(Commands &commands, CLI::App &segment);
void addSegmentWaterfall(Commands &commands, CLI::App &segment);
void addSegmentHistory(Commands &commands, CLI::App &segment);
void addSegmentHealth(Commands &commands, CLI::App &segment);
void addSegmentOverlap(Commands &commands, CLI::App &segment);
void addSegmentCombine(Commands &commands, CLI::App &segment);
void addSegmentDistribution(Commands &commands, CLI::App &segment);
void addSegmentSum(Commands &commands, CLI::App &segment);
void addFlowList(Commands &commands, CLI::App &flow);
void addFlowSave(Commands &commands, CLI::App &flow);
void addFlowDelete(Commands &commands, CLI::App &flow);
void addFlowShow(Commands &commands, CLI::App &flow);
void addFlowValidate(Commands &commands, CLI::App &flow);
void addFlowExport(Commands &commands, CLI::App &flow);
void addFlowReplay(Commands &commands, CLI::App &flow);
void addFlowCalendar(Commands &commands, CLI::App &flow);
void addFlowAudience(Commands &commands, CLI::App &flow);
void addFlowPath(Commands &commands, CLI::App &flow);
void addLifecycle(Commands &commands);
void addLifecycleMoves(Commands &commands, CLI::App &lifecycle);
void addValues(Commands &commands);
void addAudienceLayouts(Commands &commands, CLI::App &audience);
void addAudienceExport(Commands &commands, CLI::App &audience);
void addAudiencePush(Commands &commands, CLI::App &audience);
void addAudienceDryRun(Commands &commands, CLI::App &audience);
void addAudienceCancel(Commands &commands, CLI::App &audience);
void addAudienceRetry(Commands &commands, CLI::App &audience);
void addAudienceAlerts(Commands &commands, CLI::App &audience);
void addAudienceRuns(Commands &commands, CLI::App &audience);
void addAudienceRows(Commands &commands, CLI::App &audience);
void addDestinations(Commands &commands);
void addDrafts(Commands &commands);
void addKeys(Commands &commands);
void addSync(Commands &commands);
void addQueries(Commands &commands);
void addTemplates(Commands &commands);
void addCheck(Commands &commands);
void addDemo(Commands &commands);
void addBench(Commands &commands);

} // namespace perennial
