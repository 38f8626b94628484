// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/placeholderpage.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTextStream>

using namespace perennial;

namespace {

struct Wishes
{
    std::optional<ThemeChoice> theme;
    QString store;
};

// Ends the program for --help, --version and what it does not understand; needs no screen for that.
Wishes wishesFrom(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "A retention workbench for shops."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QApplication::translate("main", "Colours: system, light or dark."),
                                   QStringLiteral("name"));
    parser.addOption(theme);
    parser.addPositionalArgument(QStringLiteral("store"), QApplication::translate("main", "The store to open."),
                                 QStringLiteral("[store]"));
    parser.process(app);
    Wishes wishes{.theme = std::nullopt, .store = parser.positionalArguments().value(0)};
    if (parser.isSet(theme)) {
        wishes.theme = themeFromString(parser.value(theme));
        if (!wishes.theme) {
            QTextStream(stderr) << QApplication::translate("main",
                                                           "There is no theme \"%1\". Use system, light or dark.")
                                       .arg(parser.value(theme))
                                << Qt::endl;
            ::exit(2);
        }
    }
    return wishes;
}

Page *makePlaceholder(const QString &title, const QString &iconName)
{
    return new PlaceholderPage(title, iconName, QApplication::translate("main", "This page is not built yet."), {});
}

void addPages(MainWindow &window)
{
    const auto add = [&](const char *iconName, const QString &name) {
        const QString mark = QString::fromLatin1(iconName);
        window.addPage(makePlaceholder(name, mark), mark, name);
    };
    add("home", QApplication::translate("main", "Home"));
    add("data", QApplication::translate("main", "Data"));
    add("profiles", QApplication::translate("main", "Profiles"));
    add("segments", QApplication::translate("main", "Segments"));
    window.addPage(makeFlowsPage(), QStringLiteral("flows"), QApplication::translate("main", "Flows"));
    add("audiences", QApplication::translate("main", "Audiences"));
    window.addPage(makeAnalyticsPage(), QStringLiteral("analytics"), QApplication::translate("main", "Analytics"));
    add("activity", QApplication::translate("main", "Activity"));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication::setApplicationName(QStringLiteral("perennial"));
    QApplication::setApplicationDisplayName(QStringLiteral("Perennial"));
    QApplication::setOrganizationName(QStringLiteral("perennial"));
    QApplication::setApplicationVersion(QStringLiteral(PERENNIAL_VERSION));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    const Wishes wishes = wishesFrom(argc, argv);
    const QApplication app(argc, argv);

    QSettings settings;
    Theme theme(wishes.theme.value_or(WindowSettings(settings).theme()));
    JobRunner jobs;
    MainWindow window(jobs, theme, settings);
    addPages(window);
    window.show();
    return QApplication::exec();
}
