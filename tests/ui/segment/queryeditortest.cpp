// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/queryeditor.h"
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/saved/sqlscan.h"
#include "core/segment/saved/templateshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/segment/gallery/templategallery.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tokens.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>
#include <QTreeWidget>

using namespace perennial;

class QueryEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void scansWhatSqlIsMadeOf();
    void parametersComeFromTheText();
    void aNumberAsDefaultMakesANumber();
    void triesAQueryAndNamesTheFirst();
    void aRunningQueryCanBeStopped();
    void aMistakeIsSaidWithItsLine();
    void writingIsRefused();
    void savesAndASegmentCanUseIt();
    void renamesAndDeletesWithUndo();
    void draftsAreKept();
    void tablesHelpToWrite();
    void wordsAreColoured();

private:
    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    void click(const char *button) { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }
    void write(const QString &sql) { find<QPlainTextEdit>("queryText")->setPlainText(sql); }
    void type(const char *field, const QString &text);
    void saveAs(const QString &name, const QString &sql);
    [[nodiscard]] std::vector<SqlTemplate> saved() const;

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SegmentsPage> m_page;
    std::function<void()> m_takeBack;
};

namespace {

const QString Spenders = QStringLiteral("SELECT profile_id FROM events\n"
                                        "WHERE at <= :as_of -- so far\n"
                                        "GROUP BY 1 HAVING sum(value) >= :cents");
const QString Endless = QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                       "SELECT max(i) FROM n");

} // namespace

void QueryEditorTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void QueryEditorTest::init()
{
    m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(QTest::currentTestFunction()));
    QVERIFY(makeSmallStore(m_path));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_path));
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    connect(m_page.get(), &Page::done, this, [this](const QString &, const std::function<void()> &undo) {
        if (undo)
            m_takeBack = undo;
    });
    m_page->resize(1024, 700);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(m_workspace->table());
    click("templates");
    find<QAbstractButton>("template-new-sql")->setFocus();
    QTest::keyClick(find<QAbstractButton>("template-new-sql"), Qt::Key_Return);
    QVERIFY(find<QWidget>("queryEditor")->isVisible());
}

void QueryEditorTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
    m_takeBack = {};
}

void QueryEditorTest::type(const char *field, const QString &text)
{
    auto *line = find<QLineEdit>(field);
    QVERIFY2(line, field);
    line->selectAll();
    QTest::keyClicks(line, text);
}

std::vector<SqlTemplate> QueryEditorTest::saved() const
{
    auto store = Store::openReader(m_path);
    return store ? TemplateShelf(*store).list().value_or(std::vector<SqlTemplate>()) : std::vector<SqlTemplate>();
}

void QueryEditorTest::saveAs(const QString &name, const QString &sql)
{
    const size_t before = saved().size();
    type("queryName", name);
    write(sql);
    QVERIFY(find<QPushButton>("saveQuery")->isEnabled());
    click("saveQuery");
    QTRY_COMPARE(saved().size(), before + 1);
    QTRY_VERIFY(!find<QPushButton>("saveQuery")->isEnabled());
}

void QueryEditorTest::scansWhatSqlIsMadeOf()
{
    const QString sql = QStringLiteral("select 'it''s :no' -- :neither\nfrom \"a :b\" where x>=:cents and y=1.5 /* :c");
    SqlOpen open = SqlOpen::Nothing;
    QStringList parts;
    for (const SqlStretch &stretch : scanSql(sql, open))
        parts.append(sql.mid(stretch.start, stretch.length));
    QCOMPARE(parts, (QStringList{"select", "'it'", "'s :no'", "-- :neither", "from", "where", ":cents", "and", "1.5",
                                 "/* :c"}));
    QVERIFY(open == SqlOpen::Comment);
    QCOMPARE(parametersIn(sql + " */ and :as_of > :Since or :cents"), (QStringList{"cents", "Since"}));
}

void QueryEditorTest::parametersComeFromTheText()
{
    QVERIFY(!find<QWidget>("queryParameters")->isVisible());
    write(Spenders);
    QVERIFY(find<QWidget>("queryParameters")->isVisible());
    QVERIFY(find<QComboBox>("type-cents") && !find<QComboBox>("type-as_of"));
    find<QComboBox>("type-cents")->setFocus();
    QTest::keyClick(find<QComboBox>("type-cents"), Qt::Key_Down);
    type("default-cents", QStringLiteral("20000"));
    write(Spenders + QStringLiteral(" AND profile_id <> :not"));
    const SqlTemplate written = find<QueryEditor>("queryEditor")->written();
    QCOMPARE(written.parameters.size(), size_t(2));
    QCOMPARE(written.parameters[0], (TemplateParameter{QStringLiteral("cents"), ParameterType::Number, 20000.0}));
    QCOMPARE(written.parameters[1], (TemplateParameter{QStringLiteral("not"), ParameterType::Text, {}}));
}

void QueryEditorTest::aNumberAsDefaultMakesANumber()
{
    write(Spenders);
    type("default-cents", QStringLiteral("20000"));
    QCOMPARE(find<QComboBox>("type-cents")->currentIndex(), static_cast<int>(ParameterType::Number));
    find<QComboBox>("type-cents")->setFocus();
    QTest::keyClick(find<QComboBox>("type-cents"), Qt::Key_Up); // chosen by hand, it stays
    type("default-cents", QStringLiteral("300"));
    QCOMPARE(find<QComboBox>("type-cents")->currentIndex(), static_cast<int>(ParameterType::Text));
}

void QueryEditorTest::triesAQueryAndNamesTheFirst()
{
    write(QStringLiteral("SELECT profile_id FROM events GROUP BY 1 HAVING sum(value) > 30000"));
    click("runQuery");
    QTRY_VERIFY(find<QLabel>("queryOutcome")->text().startsWith(QStringLiteral("2 people, in ")));
    const auto *people = find<QListWidget>("queryPeople");
    QCOMPARE(people->count(), 2); // Ben and Cara
    QCOMPARE(people->item(0)->text(), QStringLiteral("Ben"));
    QVERIFY(people->isVisible());
}

void QueryEditorTest::aRunningQueryCanBeStopped()
{
    write(Endless);
    QTest::keyClick(find<QPlainTextEdit>("queryText"), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(find<QPushButton>("stopQuery")->isVisible());
    click("stopQuery");
    QTRY_COMPARE(find<QLabel>("queryOutcome")->text(), QStringLiteral("Stopped."));
    QVERIFY(find<QPushButton>("runQuery")->isVisible());
}

void QueryEditorTest::aMistakeIsSaidWithItsLine()
{
    write(QStringLiteral("SELECT profile_id\nFORM events"));
    click("runQuery");
    QTRY_COMPARE(find<Banner>("queryProblem")->text(),
                 QStringLiteral("Line 2: SQLite cannot run the query: near \"events\": syntax error."));
}

void QueryEditorTest::writingIsRefused()
{
    type("queryName", QStringLiteral("Evil"));
    write(QStringLiteral("DELETE FROM profiles"));
    click("saveQuery");
    QTRY_COMPARE(find<Banner>("queryProblem")->text(), QStringLiteral("A query may only read: it must be one SELECT."));
    QVERIFY(saved().empty());
}

void QueryEditorTest::savesAndASegmentCanUseIt()
{
    write(Spenders);
    find<QComboBox>("type-cents")->setCurrentIndex(1);
    type("default-cents", QStringLiteral("20000"));
    type("queryNote", QStringLiteral("Agreed with finance"));
    saveAs(QStringLiteral("Big spenders"), Spenders);
    QCOMPARE(saved().front().note, QStringLiteral("Agreed with finance"));
    QCOMPARE(saved().front().parameters.size(), size_t(1));
    click("queryBack");
    QTRY_VERIFY(find<QAbstractButton>("template-sql-Big spenders"));
    QTest::mouseClick(find<QAbstractButton>("template-sql-Big spenders"), Qt::LeftButton);
    QCOMPARE(find<QPlainTextEdit>("queryText")->toPlainText(), Spenders);
    QCOMPARE(find<QLineEdit>("default-cents")->text(), QStringLiteral("20000"));
}

void QueryEditorTest::renamesAndDeletesWithUndo()
{
    saveAs(QStringLiteral("Everybody"), QStringLiteral("SELECT id FROM profiles"));
    type("queryName", QStringLiteral("All of them"));
    click("saveQuery");
    QTRY_COMPARE(saved().front().name, QStringLiteral("All of them"));
    QCOMPARE(saved().size(), size_t(1));
    const auto before = saved();
    QTRY_VERIFY(!find<QPushButton>("saveQuery")->isEnabled());
    click("deleteQuery");
    QTRY_VERIFY(saved().empty());
    QTRY_VERIFY(m_takeBack);
    m_takeBack();
    QTRY_COMPARE(saved(), before);
}

void QueryEditorTest::draftsAreKept()
{
    saveAs(QStringLiteral("A"), QStringLiteral("SELECT id FROM profiles"));
    write(QStringLiteral("SELECT 1"));
    click("newQuery");
    QVERIFY(find<QLineEdit>("queryName")->text().isEmpty());
    const auto *list = find<QListWidget>("queries");
    QCOMPARE(list->item(0)->text(), QStringLiteral("A (not saved)"));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QCOMPARE(find<QPlainTextEdit>("queryText")->toPlainText(), QStringLiteral("SELECT 1"));
    click("newQuery");
    write(QStringLiteral("SELECT 2"));
    QTest::keyClick(find<QPlainTextEdit>("queryText"), Qt::Key_Escape);
    QVERIFY(!find<QWidget>("queryEditor")->isVisible());
    QTest::mouseClick(find<QAbstractButton>("template-new-sql"), Qt::LeftButton);
    QCOMPARE(find<QPlainTextEdit>("queryText")->toPlainText(), QStringLiteral("SELECT 2"));
}

void QueryEditorTest::tablesHelpToWrite()
{
    auto *tables = find<QTreeWidget>("tables");
    QTRY_VERIFY(tables->topLevelItemCount() > 20);
    write({});
    const auto found = tables->findItems(QStringLiteral("order_lines"), Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    tables->setFocus();
    tables->setCurrentItem(found.front());
    QTest::keyClick(tables, Qt::Key_Return);
    QCOMPARE(find<QPlainTextEdit>("queryText")->toPlainText(), QStringLiteral("order_lines"));
    QVERIFY(find<QPlainTextEdit>("queryText")->hasFocus());
}

void QueryEditorTest::wordsAreColoured()
{
    write(QStringLiteral("SELECT 1 -- one"));
    const auto formats = find<QPlainTextEdit>("queryText")->document()->firstBlock().layout()->formats();
    QCOMPARE(formats.size(), 3);
    QCOMPARE(formats[0].format.foreground().color(), Tokens::current().info);
    QCOMPARE(formats[2].format.foreground().color(), Tokens::current().muted);
}

QTEST_MAIN(QueryEditorTest)
#include "queryeditortest.moc"
