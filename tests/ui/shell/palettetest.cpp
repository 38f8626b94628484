// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/shellfixture.h"
#include "ui/shell/commandpalette.h"

#include <QAbstractButton>
#include <QAction>
#include <QLineEdit>

using namespace perennial;

namespace {

// Answers only when it is told to, like a search among a million people.
class LateProvider final : public CommandProvider
{
public:
    void find(const QString &query, int, const Answer &answer) override { m_pending.emplace_back(query, answer); }

    void answer(size_t at)
    {
        const auto &[query, give] = m_pending.at(at);
        give({{.title = query + " found late",
               .detail = {},
               .kind = "Person",
               .iconName = "user",
               .shortcut = {},
               .run = {}}});
    }

    [[nodiscard]] size_t asked() const { return m_pending.size(); }

private:
    std::vector<std::pair<QString, Answer>> m_pending;
};

QStringList titles(const CommandPalette &palette)
{
    QStringList list;
    for (int row = 0; row < palette.model().rowCount(); ++row)
        list << palette.model().entry(row).title;
    return list;
}

} // namespace

// Finding pages, commands and people by typing.
class PaletteTest : public QObject, private ShellFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openAnew(); }
    void cleanup() { close(); }

    void paletteFindsPagesAndCommands()
    {
        CommandPalette &palette = m_window->commandPalette();
        press(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette.isVisible());
        QVERIFY(titles(palette).contains("Segments"));
        auto *field = palette.findChild<QLineEdit *>();
        QTest::keyClicks(field, "seg");
        QCOMPARE(titles(palette).value(0), "Segments");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE(m_window->currentPage()->title(), "Segments");
    }

    void paletteListsTheCurrentPagesOwnCommands()
    {
        auto *action = new QAction("New segment", m_window->page(3));
        int runs = 0;
        connect(action, &QAction::triggered, this, [&] { ++runs; });
        m_window->page(3)->addAction(action);
        m_window->showPage(3);
        CommandPalette &palette = m_window->commandPalette();
        palette.open();
        auto *field = palette.findChild<QLineEdit *>();
        QTest::keyClicks(field, "new seg");
        QCOMPARE(titles(palette).value(0), "New segment");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(runs, 1);
    }

    void paletteFindsTheCommandsOfEveryPage()
    {
        auto *action = new QAction("New segment", m_window->page(3));
        QString shown;
        connect(action, &QAction::triggered, this, [&] { shown = m_window->currentPage()->title(); });
        m_window->page(3)->addAction(action);
        m_window->showPage(0);
        CommandPalette &palette = m_window->commandPalette();
        palette.open();
        auto *field = palette.findChild<QLineEdit *>();
        QTest::keyClicks(field, "new seg");
        QCOMPARE(titles(palette), QStringList{"New segment"});
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(shown, "Segments");
    }

    void aLateAnswerToAnOldQueryIsIgnored()
    {
        LateProvider people;
        CommandPalette &palette = m_window->commandPalette();
        palette.addProvider(&people);
        palette.open();
        auto *field = palette.findChild<QLineEdit *>();
        QTest::keyClicks(field, "z");
        QTest::keyClicks(field, "x");
        people.answer(people.asked() - 2);
        QVERIFY(titles(palette).isEmpty());
        people.answer(people.asked() - 1);
        QCOMPARE(titles(palette), QStringList{"zx found late"});
    }

    void escapeGivesTheFocusBack()
    {
        QAbstractButton *home = m_window->sidebar().item(0);
        home->setFocus();
        m_window->commandPalette().open();
        QTest::keyClick(m_window->commandPalette().findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(!m_window->commandPalette().isVisible());
        QCOMPARE(QApplication::focusWidget(), home);
    }

    void matchingPrefersStartsOfWords()
    {
        QVERIFY(matchScore("seg", "Segments") > matchScore("seg", "New segment"));
        QVERIFY(matchScore("seg", "New segment") > matchScore("egm", "New segment"));
        QVERIFY(matchScore("nsg", "New segment") > 0);
        QCOMPARE(matchScore("xyz", "New segment"), 0);
    }
};

QTEST_MAIN(PaletteTest)
#include "palettetest.moc"
