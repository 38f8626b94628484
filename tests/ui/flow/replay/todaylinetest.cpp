// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay/todayline.h"

#include "core/store/listshelf.h"
#include "core/workspace/workspace.h"
#include "tests/core/segment/rows/storyshop.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace perennial;

namespace {

// At noon: 1 got it in the morning, 2 will in the afternoon, 3 has not looked yet.
constexpr auto Story = "1 10-10T02:00 Viewed\n"
                       "2 10-10T09:00 Viewed\n"
                       "3 10-10T20:00 Viewed\n";

FlowDoc flow()
{
    QByteArray text =
        "{'format':'perennial-flow','version':1,'name':'Thanks','zone':'UTC','nodes':["
        "{'id':'start','kind':'trigger','on':'event','metric':'Viewed','to':{'next':'wait'}},"
        "{'id':'wait','kind':'delay','span':{'n':6,'unit':'hour'},'to':{'next':'text'}},"
        "{'id':'text','kind':'message','channel':'sms','class':'transactional','name':'Hello','text':'Hi'}]}";
    return readFlow(text.replace('\'', '"'))->flow;
}

} // namespace

// What somebody reads of a message's people of today, and where it leads.
class TodayLineTest : public QObject
{
    Q_OBJECT

private:
    template <class Kind>
    Kind *part(const char *name) const
    {
        return m_line->findChild<Kind *>(QLatin1String(name));
    }
    [[nodiscard]] QString words() const { return part<QLabel>("todaysWords")->text(); }
    void showMessage()
    {
        m_line->show(flow(), QStringLiteral("text"));
        QTRY_VERIFY(part<QWidget>("todaysPeople")->isVisible());
    }

    std::unique_ptr<StoryShop> m_shop;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TodayLine> m_line;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void tellsHowMany();
    void hidesWhereNothingIsSent();
    void leadsToThePeople();
    void handsThemToTheExport();
    void savesThemAsAList();
    void saysWhyItCannotTell();
};

void TodayLineTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
}

void TodayLineTest::init()
{
    m_shop = std::make_unique<StoryShop>(
        QString::fromUtf8(Story),
        QStringLiteral("INSERT INTO identifiers(profile_id, kind_id, value, flags, import_id) "
                       "SELECT id, 2, '+4930123' || id, 0, 1 FROM profiles;"));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_shop->path()));
    QTRY_VERIFY(m_workspace->table());
    m_line = std::make_unique<TodayLine>(*m_workspace);
    m_line->setClock([] { return *Instant::fromIso(QStringLiteral("2026-10-10T12:00:00Z")); });
}

void TodayLineTest::cleanup()
{
    m_line.reset();
    m_workspace.reset();
    m_jobs.reset();
    m_shop.reset();
}

void TodayLineTest::tellsHowMany()
{
    showMessage();
    QCOMPARE(part<QAbstractButton>("todaysPeople")->text(), QStringLiteral("2 people get this message"));
    QCOMPARE(words(), QStringLiteral("1 sent so far, 1 still to come, if nothing happens until midnight (UTC)."));
}

void TodayLineTest::hidesWhereNothingIsSent()
{
    showMessage();
    m_line->show(flow(), QStringLiteral("wait"));
    QVERIFY(!m_line->isVisible());
    m_line->show(flow(), QStringLiteral("text"));
    QVERIFY(part<QWidget>("todaysPeople")->isVisible()); // known already
}

void TodayLineTest::leadsToThePeople()
{
    showMessage();
    QSignalSpy chosen(m_line.get(), &TodayLine::peopleChosen);
    part<QAbstractButton>("todaysPeople")->click();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("Thanks: Hello"));
    QCOMPARE(chosen[0][1].value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{1}, {2}}));
}

void TodayLineTest::handsThemToTheExport()
{
    showMessage();
    std::optional<PeopleToExport> asked;
    connect(m_line.get(), &TodayLine::exportRequested, this, [&](const PeopleToExport &people) { asked = people; });
    part<QPushButton>("exportToday")->click();
    QVERIFY(asked);
    QCOMPARE(asked->name, QStringLiteral("Thanks: Hello"));
    QCOMPARE(asked->channel, ExportChannel::Sms);
    QCOMPARE(asked->members, (std::vector<ProfileId>{{1}, {2}}));
    QCOMPARE(asked->asOf.toIso(), QStringLiteral("2026-10-10T12:00:00Z"));
}

void TodayLineTest::savesThemAsAList()
{
    showMessage();
    part<QPushButton>("saveTodayAsList")->click();
    QTRY_COMPARE(words(), QStringLiteral("Saved as the list “Thanks: Hello”."));
    auto store = Store::openReader(m_shop->path());
    QVERIFY(store);
    const auto list = ListShelf(*store).find(QStringLiteral("Thanks: Hello"));
    QVERIFY(list && *list);
    QCOMPARE((*list)->members, 2);
    QCOMPARE((*list)->note, QStringLiteral("Who gets this message on 2026-10-10."));
}

void TodayLineTest::saysWhyItCannotTell()
{
    FlowDoc broken = flow();
    broken.zone = QStringLiteral("Atlantic/Atlantis");
    m_line->show(broken, QStringLiteral("text"));
    QTRY_COMPARE(words(), QStringLiteral("“Atlantic/Atlantis” is not a time zone like Europe/Berlin."));
    QVERIFY(!part<QWidget>("exportToday")->isVisible());
}

QTEST_MAIN(TodayLineTest)
#include "todaylinetest.moc"
