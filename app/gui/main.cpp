// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/application.h"
#include "app/gui/picturetour.h"
#include "core/base/translation.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QTextStream>

using namespace perennial;

namespace {

struct Wishes
{
    std::optional<ThemeChoice> theme;
    QString store;
    bool demo = false;
    QString pictures;
    QSize pictureSize{1280, 800};
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
        refuse(QApplication::translate("main", "“%1” is no size. Write it like 1280x800.").arg(text));
    return size;
}

ThemeChoice themeFrom(const QString &text)
{
    const auto theme = themeFromString(text);
    if (!theme)
        refuse(QApplication::translate("main", "There is no theme “%1”. Use system, light or dark.").arg(text));
    return *theme;
}

// Ends the program for --help, --version and what it does not understand.
Wishes wishesFrom(const QApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "A retention workbench for shops."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QApplication::translate("main", "Colours: system, light or dark."),
                                   QStringLiteral("name"));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QApplication::translate("main", "Open the built-in demo store."));
    const QCommandLineOption pictures(
        QStringLiteral("pictures"),
        QApplication::translate("main", "Write a picture of every page, light and dark, into a folder, and quit."),
        QStringLiteral("folder"));
    const QCommandLineOption size(QStringLiteral("picture-size"),
                                  QApplication::translate("main", "Size of the pictures, such as 1280x800."),
                                  QStringLiteral("size"), QStringLiteral("1280x800"));
    parser.addOptions({theme, demo, pictures, size});
    parser.addPositionalArgument(QStringLiteral("store"), QApplication::translate("main", "The store to open."),
                                 QStringLiteral("[store]"));
    parser.process(app);
    Wishes wishes{.theme = std::nullopt,
                  .store = parser.positionalArguments().value(0),
                  .demo = parser.isSet(demo),
                  .pictures = parser.value(pictures),
                  .pictureSize = sizeFrom(parser.value(size))};
    if (parser.isSet(theme))
        wishes.theme = themeFrom(parser.value(theme));
    if (!wishes.pictures.isEmpty() && wishes.store.isEmpty())
        refuse(QApplication::translate("main", "--pictures needs a store to show."));
    return wishes;
}

void nameProgram()
{
    QApplication::setApplicationName(QStringLiteral("perennial"));
    QApplication::setApplicationDisplayName(QStringLiteral("Perennial"));
    QApplication::setOrganizationName(QStringLiteral("perennial"));
    QApplication::setApplicationVersion(QStringLiteral(PERENNIAL_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("perennial"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
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
    QApplication app(argc, argv);
    nameProgram();
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
    return wishes.pictures.isEmpty() ? QApplication::exec() : takePictures(application, wishes);
}
