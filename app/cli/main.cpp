// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("perennial-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PERENNIAL_VERSION));

    perennial::Commands commands;
    // IMPORT
    perennial::addInfo(commands);
    perennial::addProfile(commands);
    CLI::App &audience =
        commands.group("audience", QCoreApplication::translate("perennial::cli", "Audiences on their way out"));
    perennial::addAudienceLayouts(commands, audience);
    perennial::addCheck(commands);
    return commands.run(QCoreApplication::arguments().mid(1));
}
