// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/application.h"
#include "app/gui/flowdrawing.h"
#include "app/gui/picturetour.h"
#include "core/base/translation.h"
#include "core/secrets/coredumps.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QTextStream>

#include <algorithm>
#include <csignal>

using namespace perennial;

namespace {

struct Wishes
{
    std::optional<ThemeChoice> theme;
    QString store;
    bool demo = false;
    QString pictures;
    QSize pictureSize{1280, 800};
    std::optional<FlowPictureKind> drawing;
};

[[noreturn]] void refuse(const QString &message)
{
    QTextStream(stderr) << message << Qt::endl;
    ::exit(2);
}

QSize sizeFrom(const QString &text)
{
    const QStringList parts = text.split(u'x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.isEmpty())
        refuse(QCoreApplication::translate("main", "“%1” is no size. Write it like 1280x800.").arg(text));
    return size;
}

ThemeChoice themeFrom(const QString &text)
{
    const auto theme = themeFromString(text);
    if (!theme)
        refuse(QCoreApplication::translate("main", "There is no theme “%1”. Use system, light or dark.").arg(text));
    return *theme;
}

FlowPictureKind drawingFrom(const QString &text)
{
    const auto kind = flowPictureKind(text);
    if (!kind)
        refuse(QCoreApplication::translate("main", "A flow cannot be drawn as “%1”. Use svg, png or pdf.").arg(text));
    return *kind;
}

// Ends the program for --help, --version and what it does not understand.
Wishes wishesFrom(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "A retention workbench for shops."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QCoreApplication::translate("main", "Colours: system, light or dark."),
                                   QStringLiteral("name"));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QCoreApplication::translate("main", "Open the built-in demo store."));
    const QCommandLineOption pictures(
        QStringLiteral("pictures"),
        QCoreApplication::translate("main", "Write a picture of every page, light and dark, into a folder, and quit."),
        QStringLiteral("folder"));
    const QCommandLineOption size(QStringLiteral("picture-size"),
                                  QCoreApplication::translate("main", "Size of the pictures, such as 1280x800."),
                                  QStringLiteral("size"), QStringLiteral("1280x800"));
    const QCommandLineOption drawing(
        QStringLiteral("draw-flow"),
        QCoreApplication::translate("main", "Read a flow from the standard input, write its picture (svg, png or pdf) "
                                            "to the standard output, and quit."),
        QStringLiteral("kind"));
    parser.addOptions({theme, demo, pictures, size, drawing});
    parser.addPositionalArgument(QStringLiteral("store"), QCoreApplication::translate("main", "The store to open."),
                                 QStringLiteral("[store]"));
    parser.process(app);
    Wishes wishes{.theme = std::nullopt,
                  .store = parser.positionalArguments().value(0),
                  .demo = parser.isSet(demo),
                  .pictures = parser.value(pictures),
                  .pictureSize = sizeFrom(parser.value(size)),
                  .drawing = std::nullopt};
    if (parser.isSet(drawing))
        wishes.drawing = drawingFrom(parser.value(drawing));
    if (parser.isSet(theme))
        wishes.theme = themeFrom(parser.value(theme));
    if (!wishes.pictures.isEmpty() && wishes.store.isEmpty())
        refuse(QCoreApplication::translate("main", "--pictures needs a store to show."));
    return wishes;
}

void nameProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("perennial"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Perennial"));
    QCoreApplication::setOrganizationName(QStringLiteral("perennial"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PERENNIAL_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("perennial"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
}

bool isAmong(const QStringList &given, std::initializer_list<const char *> words)
{
    return std::ranges::any_of(words, [&](const char *word) { return given.contains(QLatin1String(word)); });
}

bool wantsDrawing(const QStringList &given)
{
    return std::ranges::any_of(
        given, [](const QString &word) { return word.section(u'=', 0, 0).endsWith(QLatin1String("-draw-flow")); });
}

// What can be said without a window, before Qt looks for a display and aborts where there is none. Yields how a flow is
// to be drawn, where that is all that was asked for.
std::optional<FlowPictureKind> answerWithoutAWindow(int &argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    nameProgram();
    const QStringList given = QCoreApplication::arguments();
    if (isAmong(given, {"-h", "--help", "--help-all", "-v", "--version"}))
        wishesFrom(app);
    if (wantsDrawing(given))
        return wishesFrom(app).drawing;
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
                            qEnvironmentVariableIsSet("QT_QPA_PLATFORM") ||
                            isAmong(given, {"-platform", "--platform", "-display", "--display"});
    if (!hasDisplay)
        refuse(QCoreApplication::translate("main",
                                           "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so "
                                           "the window cannot open. perennial-cli works without one."));
    return std::nullopt;
}

int takePictures(Application &application, const Wishes &wishes)
{
    PictureTour tour(application, wishes.pictures, wishes.pictureSize);
    QObject::connect(&tour, &PictureTour::finished, qApp, [](bool complete) { QApplication::exit(complete ? 0 : 1); });
    tour.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    refuseCoreDumps();
    std::signal(SIGXFSZ, SIG_IGN); // a write beyond a limit on file size fails and is told of
    if (const auto drawing = answerWithoutAWindow(argc, argv))
        return drawFlow(argc, argv, *drawing);
    QApplication app(argc, argv);
    // "C" is no place with habits of its own: it would put the currency behind the amount.
    if (QLocale().language() == QLocale::C)
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    installTranslation(QLocale());
    const Wishes wishes = wishesFrom(app);

    QSettings settings;
    Application application(settings, wishes.theme);
    application.window().show();
    if (!wishes.store.isEmpty() && !application.openStore(wishes.store) && !wishes.pictures.isEmpty())
        return 1;
    if (wishes.demo)
        application.openDemo();
    else if (wishes.store.isEmpty())
        application.openLast();
    return wishes.pictures.isEmpty() ? QApplication::exec() : takePictures(application, wishes);
}
