// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/draftsheet.h"

#include "core/workspace/workspace.h"
#include "tests/core/flow/document/flowtexts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

FlowDoc reminder()
{
    FlowDoc flow = flowOf("{'id':'t','kind':'trigger','on':'event','metric':'Started Checkout','to':{'next':'a'}},"
                          "{'id':'a','kind':'delay','span':{'n':2,'unit':'month'},'to':{'next':'b'}},"
                          "{'id':'b','kind':'message','name':'Mail','subject':'Hello','text':'Hi there'}");
    flow.name = QStringLiteral("Reminder");
    return flow;
}

SegmentDoc overdue()
{
    const QByteArray text = R"({"format":"perennial-segment","version":1,"name":"Overdue buyers","root":{"kind":"group",
        "match":"all","children":[{"kind":"event","metric":"Placed Order","compare":{"op":"at_least_once"}},
        {"kind":"rhythm","metric":"Placed Order","pattern":"overdue"}]}})";
    return SegmentDoc::fromJson(text).value_or(SegmentDoc());
}

} // namespace

// The sheet that makes a segment or flow in Klaviyo, against its stand-in.
class DraftSheetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void saysWhatIsMadeAndWhatIsNot();
    void aFlowIsMadeAndThenSetLive();
    void listsAreMadeWithASegment();
    void withoutAnAccountNothingCanBeMade();
    void whatCannotBeMadeIsTold();

private:
    void open(const DraftSheet::Document &document)
    {
        m_sheet = std::make_unique<DraftSheet>(*m_workspace, m_sandbox, document);
        m_sheet->show();
        QTRY_VERIFY(!told().isEmpty() || !m_sheet->findChild<Label *>(QStringLiteral("draftWhat"))->text().isEmpty());
    }
    QString told() const { return m_sheet->findChild<Banner *>(QStringLiteral("draftResult"))->text(); }
    QPushButton *button(const char *name) const { return m_sheet->findChild<QPushButton *>(QLatin1String(name)); }
    QString lines() const
    {
        QStringList all;
        for (const Label *label : m_sheet->findChild<QWidget *>(QStringLiteral("draftTold"))->findChildren<Label *>())
            all.append(label->text());
        return all.join(u'\n');
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<JobRunner> m_runner;
    std::unique_ptr<Workspace> m_workspace;
    std::shared_ptr<SandboxHost> m_sandbox;
    std::unique_ptr<DraftSheet> m_sheet;
};

void DraftSheetTest::initTestCase()
{
    qputenv("PERENNIAL_KEYCHAIN", "none");
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void DraftSheetTest::init()
{
    m_sheet.reset();
    m_workspace.reset();
    m_runner = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_runner);
    m_sandbox = std::make_shared<SandboxHost>();
    m_folder = std::make_unique<QTemporaryDir>();
    const QString path = m_folder->filePath(QStringLiteral("a.perennial"));
    {
        auto store = Store::create(path, {.name = QStringLiteral("Fern")});
        QVERIFY(store);
        Destination destination;
        destination.name = QStringLiteral("Klaviyo");
        destination.sandbox = true;
        QVERIFY(DestinationShelf(*store).add(destination, {1}));
    }
    QVERIFY(m_workspace->open(path));
}

void DraftSheetTest::saysWhatIsMadeAndWhatIsNot()
{
    open(reminder());
    QVERIFY(m_sheet->findChild<Label *>(QStringLiteral("draftWhat"))->text().contains("as a draft"));
    QVERIFY(lines().contains("no months"));
    QTRY_VERIFY(button("makeDraft")->isEnabled());
    QVERIFY(!button("setLive")->isVisible());
    m_sheet->findChild<QLineEdit *>(QStringLiteral("draftName"))->clear();
    QVERIFY(!button("makeDraft")->isEnabled());
}

void DraftSheetTest::aFlowIsMadeAndThenSetLive()
{
    open(reminder());
    QTRY_VERIFY(button("makeDraft")->isEnabled());
    button("makeDraft")->click();
    QTRY_VERIFY(told().contains("as a draft"));
    QVERIFY(lines().contains("Template “Reminder: Mail”"));
    QVERIFY(button("setLive")->isVisible() && !button("setLive")->isEnabled()); // it asks
    m_sheet->findChild<QCheckBox *>(QStringLiteral("yesLive"))->click();
    button("setLive")->click();
    QTRY_VERIFY(told().contains("The flow is live"));
    QVERIFY(!button("setLive")->isVisible());
    open(reminder()); // a second time it is known
    QTRY_VERIFY(told().contains("was set live from here"));
    QVERIFY(!button("makeDraft")->isEnabled());
}

void DraftSheetTest::listsAreMadeWithASegment()
{
    open(overdue());
    QTRY_VERIFY(button("makeDraft")->isEnabled());
    auto *lists = m_sheet->findChild<QCheckBox *>(QStringLiteral("makeLists"));
    QVERIFY(lists->isVisible());
    lists->setChecked(false);
    button("makeDraft")->click();
    QTRY_VERIFY(told().contains("Klaviyo does not have"));
    lists->setChecked(true);
    button("makeDraft")->click();
    QTRY_VERIFY(told().contains("The segment is in Klaviyo"));
    QVERIFY(lines().contains("fills that list"));
    QVERIFY(!button("setLive")->isVisible());
}

void DraftSheetTest::withoutAnAccountNothingCanBeMade()
{
    {
        auto store = Store::openWriter(m_workspace->path());
        QVERIFY(store && DestinationShelf(*store).remove(DestinationShelf(*store).list()->front().id, {2}));
    }
    open(reminder());
    QTRY_VERIFY(told().contains("Add a destination of Klaviyo first"));
    QVERIFY(!button("makeDraft")->isEnabled());
}

void DraftSheetTest::whatCannotBeMadeIsTold()
{
    SegmentDoc everybody;
    everybody.name = QStringLiteral("Everybody");
    open(everybody);
    QTRY_VERIFY(told().contains("it would hold everybody"));
    QVERIFY(!button("makeDraft")->isEnabled());
}

QTEST_MAIN(DraftSheetTest)
#include "draftsheettest.moc"
