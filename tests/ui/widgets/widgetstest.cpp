// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/jobstrip.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QApplication>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <atomic>

using namespace perennial;

namespace {

constexpr double TextContrast = 4.5;
constexpr double MarkContrast = 3.0;

int inked(const QImage &image)
{
    int pixels = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            pixels += qAlpha(image.pixel(x, y)) > 64;
    return pixels;
}

QColor mostOpaque(const QImage &image)
{
    QColor best(0, 0, 0, 0);
    for (int at = 0; at < image.width() * image.height(); ++at)
        if (const QColor pixel = image.pixelColor(at % image.width(), at / image.width()); pixel.alpha() > best.alpha())
            best = pixel;
    best.setAlpha(255);
    return best;
}

const QList<Ink> StateInks{Ink::Info, Ink::Warn, Ink::Danger, Ink::Ok};

} // namespace

class WidgetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme = new Theme(ThemeChoice::Light, this);
    }
    void init() { m_theme->choose(ThemeChoice::Light); }

    void everyTextIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void everyTextIsReadable()
    {
        QFETCH(const bool, dark);
        const Tokens &tokens = dark ? Tokens::dark() : Tokens::light();
        const auto readable = [](const QColor &text, const QColor &ground, double least) {
            const double ratio = contrast(text, ground);
            if (ratio < least)
                qWarning("%s on %s: %.2f", qPrintable(text.name()), qPrintable(ground.name()), ratio);
            return ratio >= least;
        };
        for (const QColor &ground :
             {tokens.window, tokens.card, tokens.inset, tokens.accentSoft, tokens.hover(), tokens.pressed()})
            QVERIFY(readable(tokens.text, ground, TextContrast));
        for (const QColor &ground : {tokens.window, tokens.card, tokens.inset})
            QVERIFY(readable(tokens.muted, ground, TextContrast));
        for (const QColor &ground : {tokens.accent, tokens.accentHover(), tokens.accentPressed()})
            QVERIFY(readable(tokens.onAccent, ground, TextContrast));
        QVERIFY(readable(tokens.accent, tokens.card, TextContrast));
        QVERIFY(readable(tokens.accent, tokens.window, TextContrast));
        QVERIFY(readable(tokens.accent, tokens.accentSoft, TextContrast));
        QVERIFY(readable(tokens.strongLine, tokens.card, MarkContrast));
        QVERIFY(readable(tokens.strongLine, tokens.window, MarkContrast));
        for (const Ink ink : StateInks) {
            QVERIFY(readable(tokens.ink(ink), tokens.card, TextContrast));
            QVERIFY(readable(tokens.ink(ink), tokens.window, TextContrast));
            QVERIFY(readable(tokens.text, tokens.soft(ink), TextContrast));
            QVERIFY(readable(tokens.ink(ink), tokens.soft(ink), MarkContrast));
        }
    }

    void themeDressesTheApplication()
    {
        QSignalSpy changed(m_theme, &Theme::changed);
        m_theme->choose(ThemeChoice::Dark);
        QCOMPARE(changed.size(), 1);
        QVERIFY(Tokens::current().isDark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Tokens::dark().window);
        Label label("Muted", TextSize::Caption, Ink::Muted);
        QCOMPARE(label.palette().color(QPalette::WindowText), Tokens::dark().muted);
        m_theme->choose(ThemeChoice::Light);
        QTRY_COMPARE(label.palette().color(QPalette::WindowText), Tokens::light().muted);
    }

    void themeWordsGoBothWays()
    {
        for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
            QVERIFY(themeFromString(toString(choice)) == choice);
        QVERIFY(!themeFromString(u"purple"));
    }

    void everyIconDrawsInBothThemes()
    {
        const QStringList names = iconNames();
        QVERIFY(names.size() > 55);
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            m_theme->choose(choice);
            for (const QString &name : names) {
                const QImage image = icon(name).pixmap(40, 40).toImage();
                const int pixels = inked(image);
                QVERIFY2(pixels > 20 && pixels < 1200, qPrintable(QStringLiteral("%1: %2").arg(name).arg(pixels)));
                QVERIFY2(contrast(mostOpaque(image), Tokens::current().text) < 1.05, qPrintable(name));
            }
        }
    }

    void iconsAreSharpAtTwiceTheSize()
    {
        const QPixmap pixmap = icon("home").pixmap(QSize(20, 20), 2.0);
        QCOMPARE(pixmap.size(), QSize(40, 40));
    }

    void arrowsFollowTheDirectionOfReading()
    {
        const auto draw = [](const char *name) { return icon(QString::fromLatin1(name)).pixmap(20, 20).toImage(); };
        const QImage right = draw("chevron-right");
        const QImage tick = draw("check");
        QApplication::setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(draw("chevron-right"), right.mirrored(true, false));
        QCOMPARE(draw("check"), tick);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void digitsStandInColumns()
    {
        const QFontMetricsF metrics(fontFor(TextSize::Number));
        QCOMPARE(tabularWidth(metrics, "1,111,111"), tabularWidth(metrics, "8,888,888"));
    }

    void tileCountsUpAndKeepsTheLastAnswerWhileBusy()
    {
        StatTile tile("People");
        QVERIFY(tile.accessibleName().contains("not known"));
        tile.setValue(41'220);
        QCOMPARE(tile.shownNumber(), "41,220");
        QCOMPARE(tile.accessibleName(), "People: 41,220");
        tile.setBusy(true);
        QCOMPARE(tile.shownNumber(), "41,220");
        QVERIFY(!tile.accessibleDescription().isEmpty());
        tile.show();
        tile.setValue(22'087);
        QVERIFY(!tile.isBusy());
        QTRY_COMPARE(tile.shownNumber(), "22,087");
    }

    void tileDoesNotMoveWithReducedMotion()
    {
        setReducedMotion(true);
        StatTile tile("People");
        tile.setValue(1);
        tile.show();
        tile.setValue(1000);
        QCOMPARE(tile.shownNumber(), "1,000");
        setReducedMotion(false);
    }

    void bannerSaysItsKindInWords()
    {
        Banner banner;
        QVERIFY(banner.isHidden());
        banner.showMessage(BannerKind::Warn, "The data is 9 days old.", "Import files");
        QVERIFY(!banner.isHidden());
        QVERIFY(banner.accessibleName().startsWith("Warning"));
        QSignalSpy acted(&banner, &Banner::actionTriggered);
        banner.findChild<QPushButton *>()->click();
        QCOMPARE(acted.size(), 1);
        banner.dismiss();
        QVERIFY(banner.isHidden());
    }

    void toastOffersUndoAndLeaves()
    {
        QWidget window;
        window.resize(600, 400);
        Toast toast(&window);
        window.show();
        toast.showMessage("Deleted Lapsed buyers", "Undo");
        QVERIFY(window.rect().contains(toast.geometry()));
        QSignalSpy undone(&toast, &Toast::actionTriggered);
        toast.findChild<QPushButton *>()->click();
        QCOMPARE(undone.size(), 1);
        QVERIFY(toast.isHidden());
    }

    void toastStaysWhileItHasTheFocus()
    {
        QWidget window;
        window.resize(600, 400);
        QLineEdit elsewhere(&window);
        Toast toast(&window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        toast.showMessage("Deleted Lapsed buyers", "Undo");
        auto *timer = toast.findChild<QTimer *>();
        toast.findChild<QPushButton *>()->setFocus();
        timer->start(0);
        QTRY_VERIFY(timer->interval() > 0); // it had its turn
        QVERIFY(toast.isVisible());
        elsewhere.setFocus();
        timer->start(0);
        QTRY_VERIFY(toast.isHidden());
    }

    void searchFieldEmptiesOnEscape()
    {
        SearchField field("Search people");
        QTest::keyClicks(&field, "ann");
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
        QCOMPARE(field.accessibleName(), "Search people");
    }

    void stripShowsALongJobAndStopsIt()
    {
        JobRunner runner;
        JobStrip strip(runner);
        std::atomic<bool> open = false;
        bool stoppedHome = false;
        runner.start<int>(
            {.title = "Importing orders.csv", .kind = JobKind::Writing},
            [&](const Progress &progress) -> Result<int> {
                const std::stop_callback onStop(progress.stopToken(), [&open] {
                    open = true;
                    open.notify_all();
                });
                progress.report({.phase = "Reading", .done = 5, .total = 10, .rows = 412'000, .rejected = 2});
                open.wait(false);
                return stopped();
            },
            this, [&](const Result<int> &result) { stoppedHome = result.error().kind == ErrorKind::Stopped; });
        QTRY_COMPARE(strip.lines(), 1);
        const auto *bar = strip.findChild<QProgressBar *>();
        QTRY_COMPARE(bar->value() * 2, bar->maximum());
        auto *stop = strip.findChild<QToolButton *>();
        QVERIFY(stop->accessibleName().contains("orders.csv"));
        stop->click();
        QTRY_VERIFY(stoppedHome);
        QTRY_COMPARE(strip.lines(), 0);
        QVERIFY(strip.isHidden());
    }

    void stripReportsAFailure()
    {
        JobRunner runner;
        JobStrip strip(runner);
        QSignalSpy failed(&strip, &JobStrip::failed);
        runner.start<int>({.title = "Importing"},
                          [](const Progress &) -> Result<int> { return failure(ErrorKind::Disk, "The disk is full."); },
                          this, {});
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(1).toString(), "The disk is full.");
    }

    void chartReadsOutTheNearestPoint()
    {
        Chart chart;
        chart.setWords("Revenue", "Revenue rose from 1 to 3.");
        chart.addLine({1, 2, 3}, {1, 2, 3}, "Revenue", true);
        QList<double> asked;
        chart.setReadout([&](double x) {
            asked << x;
            return QString::number(x);
        });
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(asked, QList<double>{2});
        QCOMPARE(chart.accessibleDescription(), "Revenue rose from 1 to 3.");
        QCOMPARE(chart.graph(0)->pen().color(), Tokens::light().accent);
        m_theme->choose(ThemeChoice::Dark);
        QTRY_COMPARE(chart.graph(0)->pen().color(), Tokens::dark().accent);
    }

private:
    Theme *m_theme = nullptr;
};

QTEST_MAIN(WidgetsTest)
#include "widgetstest.moc"
