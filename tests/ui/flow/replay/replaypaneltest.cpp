// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay/replaypanel.h"

#include "core/job/jobrunner.h"
#include "core/workspace/workspace.h"
#include "tests/core/segment/rows/storyshop.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>

using namespace perennial;

namespace {

// Ada goes through, Ben buys while he waits, Cleo comes two days later.
constexpr auto Story = "1 05-01T10:00 Viewed\n"
                       "2 05-01T11:00 Viewed\n"
                       "2 05-01T11:30 Bought €10\n"
                       "3 05-03T10:00 Viewed\n";
constexpr auto Names = "UPDATE metrics SET name = 'Placed Order' WHERE name = 'Bought';";

FlowDoc flow(const char *unit = "hour")
{
    QByteArray text =
        "{'format':'perennial-flow','version':1,'name':'Thanks','zone':'UTC','exits':[{'id':'bought','name':'Bought','"
        "goal':true,"
        "'when':{'kind':'group','children':[{'kind':'event','metric':'Placed "
        "Order','window':{'kind':'since_flow_start'},"
        "'compare':{'op':'at_least_once'}}]}}],'nodes':["
        "{'id':'start','kind':'trigger','on':'event','metric':'Viewed','to':{'next':'wait'}},"
        "{'id':'wait','kind':'delay','span':{'n':1,'unit':'UNIT'},'to':{'next':'hook'}},"
        "{'id':'hook','kind':'message','channel':'webhook','link':'https://shop.example','text':'{}'}]}";
    text.replace("UNIT", unit).replace('\'', '"');
    return readFlow(text)->flow;
}

} // namespace

// The panel of the replay: what somebody reads, plays, and follows.
class ReplayPanelTest : public QObject
{
    Q_OBJECT

private:
    template <class Kind>
    Kind *part(const char *name) const
    {
        return m_panel->findChild<Kind *>(QLatin1String(name));
    }
    [[nodiscard]] QString summary() const { return part<QLabel>("replaySummary")->text(); }
    [[nodiscard]] const TrafficView *traffic() const { return m_traffic ? &*m_traffic : nullptr; }

    std::unique_ptr<StoryShop> m_shop;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<PreviewPeople> m_people;
    std::unique_ptr<ReplayPanel> m_panel;
    std::optional<TrafficView> m_traffic;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theNumbersAddUp();
    void aNumberLeadsToItsPeople();
    void theDayIsDragged();
    void anEditIsReplayedAgain();
    void onePersonIsFollowed();
    void onePersonComesInOnADayOfYourOwn();
    void twoVersionsAreCompared();
    void whoHadBoughtAlreadyIsTold();
    void waysNobodyTookAreTold();
    void whatCannotBeReplayedIsSaid();
    void hiddenItShowsNothing();
    void nothingIsKeptOfAnotherFlow();
};

void ReplayPanelTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
}

void ReplayPanelTest::init()
{
    m_shop = std::make_unique<StoryShop>(QString::fromUtf8(Story), QString::fromUtf8(Names));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_shop->path()));
    m_people = std::make_unique<StorePreviewPeople>(*m_workspace);
    m_panel = std::make_unique<ReplayPanel>(*m_workspace, *m_people);
    connect(m_panel.get(), &ReplayPanel::trafficShown, this,
            [this](const std::optional<TrafficView> &traffic) { m_traffic = traffic; });
    part<QComboBox>("replayReach")->setCurrentIndex(static_cast<int>(ReplayReach::Everything));
    m_panel->resize(320, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    QTRY_VERIFY(m_workspace->table());
    m_panel->setFlow(flow());
    QTRY_VERIFY(m_panel->replayed());
}

void ReplayPanelTest::cleanup()
{
    m_panel.reset();
    m_people.reset();
    m_workspace.reset();
    m_jobs.reset();
    m_shop.reset();
}

void ReplayPanelTest::theNumbersAddUp()
{
    QVERIFY2(summary().startsWith(
                 QStringLiteral("3 journeys: 2 completed, 1 left on the way, 0 still waiting. 33.3 % reached a goal.")),
             qPrintable(summary()));
    QVERIFY(traffic());
    QCOMPARE(traffic()->nodes.at(QStringLiteral("wait")).in.people, 3);
    QCOMPARE(traffic()->nodes.at(QStringLiteral("wait")).exited, 1);
    QCOMPARE(traffic()->edges.at({QStringLiteral("wait"), port::Next}).people, 2);
}

void ReplayPanelTest::aNumberLeadsToItsPeople()
{
    QSignalSpy chosen(m_panel.get(), &ReplayPanel::peopleChosen);
    m_panel->setStep(QStringLiteral("hook"));
    auto *number = part<QAbstractButton>("people-Sent");
    QVERIFY(number);
    QCOMPARE(number->accessibleName(), QStringLiteral("Sent: 2"));
    QTest::mouseClick(number, Qt::LeftButton);
    QCOMPARE(chosen.size(), 1);
    const auto ids = chosen[0][1].value<std::vector<ProfileId>>();
    QCOMPARE(ids, (std::vector<ProfileId>{{1}, {3}}));
}

void ReplayPanelTest::theDayIsDragged()
{
    auto *days = part<QSlider>("replayDay");
    QCOMPARE(days->value(), days->maximum());
    days->setValue(0);
    QCOMPARE(part<QLabel>("replayDayWords")->text(), QStringLiteral("1 May 2026"));
    QCOMPARE(traffic()->nodes.at(QStringLiteral("start")).in.people, 2);
    days->setFocus();
    QTest::keyClick(days, Qt::Key_End);
    QCOMPARE(traffic()->nodes.at(QStringLiteral("start")).in.people, 3);
    part<QToolButton>("playReplay")->click();
    QTRY_VERIFY(days->value() > 0 && days->value() < days->maximum());
    part<QToolButton>("playReplay")->click();
    QVERIFY(traffic()->nodes.at(QStringLiteral("start")).in.people >= 2);
}

void ReplayPanelTest::anEditIsReplayedAgain()
{
    // In ten minutes' wait nobody buys.
    const ReplayedPointer before = m_panel->replayed();
    m_panel->setFlow(flow("minute"));
    QTRY_VERIFY(m_panel->replayed() != before);
    QVERIFY2(summary().startsWith(QStringLiteral("3 journeys: 3 completed")), qPrintable(summary()));
}

void ReplayPanelTest::onePersonIsFollowed()
{
    QSignalSpy trail(m_panel.get(), &ReplayPanel::trailShown), step(m_panel.get(), &ReplayPanel::stepChosen);
    m_panel->follow({2}, QStringLiteral("Ben"));
    auto *steps = part<QListWidget>("pathSteps");
    QTRY_VERIFY(steps->count() > 0);
    QCOMPARE(steps->item(0)->text(), QStringLiteral("came in"));
    QCOMPARE(steps->item(steps->count() - 1)->text(), QStringLiteral("left: Bought"));
    QVERIFY(!trail.isEmpty());
    steps->setFocus();
    QTest::keyClick(steps, Qt::Key_End);
    QCOMPARE(step.last()[0].toString(), QStringLiteral("wait"));
    QVERIFY(part<QLabel>("whyHere")->text().contains(QStringLiteral("Placed Order")));
}

void ReplayPanelTest::twoVersionsAreCompared()
{
    QSignalSpy chosen(m_panel.get(), &ReplayPanel::peopleChosen);
    // With ten minutes' wait instead of an hour's Ben gets the message before he buys.
    const ReplayedPointer before = m_panel->replayed();
    m_panel->setFlow(flow("minute"));
    QTRY_VERIFY(m_panel->replayed() != before);
    m_panel->compareWith(flow(), QStringLiteral("v1"));
    QTRY_VERIFY(summary().contains(QStringLiteral("Compared with v1: 3 journeys.")));
    QCOMPARE(traffic()->edges.at({QStringLiteral("wait"), port::Next}).people, 3);
    QCOMPARE(traffic()->edges.at({QStringLiteral("wait"), port::Next}).other, 2);
    QAbstractButton *more = nullptr;
    for (auto *button : m_panel->findChildren<QAbstractButton *>()) {
        if (button->objectName().endsWith(QStringLiteral(": +1 person")))
            more = button;
    }
    QVERIFY(more);
    QTest::mouseClick(more, Qt::LeftButton);
    QCOMPARE(chosen.last()[1].value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{2}}));
    QTest::mouseClick(part<QAbstractButton>("stopComparing"), Qt::LeftButton);
    QVERIFY(!traffic()->edges.at({QStringLiteral("wait"), port::Next}).other);
    QVERIFY(!summary().contains(QStringLiteral("Compared")));
}

void ReplayPanelTest::onePersonComesInOnADayOfYourOwn()
{
    m_panel->follow({2}, QStringLiteral("Ben"));
    auto *steps = part<QListWidget>("pathSteps");
    QTRY_VERIFY(steps->count() > 0);
    auto *start = part<QComboBox>("pathStart");
    auto *at = part<QDateTimeEdit>("pathStartAt");
    QVERIFY(!at->isVisible());
    start->setFocus();
    QTest::keyClick(start, Qt::Key_Down);
    QVERIFY(at->isVisible());
    QCOMPARE(part<QLabel>("pathStartZone")->text(), QStringLiteral("UTC"));
    QVERIFY(at->minimumDateTime() <= QDateTime(QDate(2026, 5, 1), QTime(0, 0)));
    // After he has bought nothing takes him out.
    at->setDateTime(QDateTime(QDate(2026, 5, 2), QTime(9, 30)));
    QTRY_VERIFY(steps->count() > 0 && steps->item(0)->toolTip().startsWith(QStringLiteral("2 May 2026, 09:30")));
    QVERIFY(steps->item(steps->count() - 1)->text() != QStringLiteral("left: Bought"));
    at->setFocus();
    QTest::keyClick(at, Qt::Key_Up); // the day, one later
    QTRY_VERIFY(steps->item(0)->toolTip().startsWith(QStringLiteral("3 May 2026, 09:30")));
    start->setCurrentIndex(0);
    QTRY_VERIFY(steps->item(steps->count() - 1)->text() == QStringLiteral("left: Bought"));
}

void ReplayPanelTest::whoHadBoughtAlreadyIsTold()
{
    QSignalSpy chosen(m_panel.get(), &ReplayPanel::peopleChosen);
    const auto press = [&](const QString &words) {
        QList<QAbstractButton *> buttons = m_panel->findChildren<QAbstractButton *>();
        buttons.removeIf([&](const QWidget *button) { return !button->objectName().endsWith(words); });
        QVERIFY2(!buttons.isEmpty(), qPrintable(words));
        QTest::mouseClick(buttons.last(), Qt::LeftButton);
        QCOMPARE(chosen.last()[1].value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{2}}));
    };
    // Without the exit Ben gets the message half an hour after he has bought.
    FlowDoc careless = flow();
    careless.exits.clear();
    const ReplayedPointer before = m_panel->replayed();
    m_panel->setFlow(careless);
    QTRY_VERIFY(m_panel->replayed() != before);
    m_panel->setStep(QStringLiteral("hook"));
    press(QStringLiteral("of them after they had already bought"));
    m_panel->compareWith(flow(), QStringLiteral("v1"));
    QTRY_VERIFY(summary().contains(QStringLiteral("Compared with v1")));
    press(QStringLiteral("More would have got it"));
    press(QStringLiteral("of them after they had already bought"));
    m_panel->setStep({});
    press(QStringLiteral(": +1 person, 1 of them after they had already bought"));
}

void ReplayPanelTest::waysNobodyTookAreTold()
{
    QSignalSpy told(m_panel.get(), &ReplayPanel::hintsFound);
    FlowDoc split = flow();
    FlowNode all;
    all.id = QStringLiteral("all");
    all.is = SplitNode{split.exits.front().when};
    split.nodes.push_back(all);
    split.node(QStringLiteral("hook"))->to[port::Next] = all.id;
    const ReplayedPointer before = m_panel->replayed();
    m_panel->setFlow(split);
    QTRY_VERIFY(m_panel->replayed() != before);
    const auto hints = told.last()[0].value<std::vector<FlowProblem>>();
    QCOMPARE(hints.size(), size_t(1));
    QCOMPARE(hints.front().node, QStringLiteral("all"));
    QVERIFY2(hints.front().text.startsWith(QStringLiteral("Nobody went by “yes” from 1 May 2026 to ")),
             qPrintable(hints.front().text));
    m_panel->setFlow(flow()); // of another flow it is not known yet
    QVERIFY(told.last()[0].value<std::vector<FlowProblem>>().empty());
}

void ReplayPanelTest::whatCannotBeReplayedIsSaid()
{
    FlowDoc round = flow();
    round.node(QStringLiteral("hook"))->to[port::Next] = QStringLiteral("hook");
    m_panel->setFlow(round);
    QTRY_VERIFY(summary().startsWith(QStringLiteral("This flow cannot be replayed: ")));
    QVERIFY(!traffic());
}

void ReplayPanelTest::hiddenItShowsNothing()
{
    QVERIFY(traffic());
    m_panel->hide();
    QVERIFY(!traffic());
    m_panel->show();
    QTRY_VERIFY(traffic());
}

void ReplayPanelTest::nothingIsKeptOfAnotherFlow()
{
    m_panel->follow({2}, QStringLiteral("Ben"));
    QTRY_VERIFY(part<QListWidget>("pathSteps")->count() > 0);
    m_panel->forget();
    QVERIFY(!m_panel->replayed());
    QCOMPARE(part<QListWidget>("pathSteps")->count(), 0);
    QVERIFY(!part<QAbstractButton>("people-Came in") || !part<QAbstractButton>("people-Came in")->isVisible());
}

QTEST_MAIN(ReplayPanelTest)
#include "replaypaneltest.moc"
