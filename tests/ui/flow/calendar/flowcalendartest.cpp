// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/flowcalendarview.h"

#include "core/job/jobrunner.h"
#include "core/workspace/workspace.h"
#include "tests/core/segment/rows/storyshop.h"
#include "ui/flow/calendar/collisiontable.h"
#include "ui/flow/calendar/weektable.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace perennial;

namespace {

// Black Friday is the 27th of November 2026. Ada gets five messages from the first flow in the sale, and one late from
// the second; Ben's second message follows the first by two hours.
constexpr auto Story = "1 11-26T10:00 Viewed\n1 11-27T10:00 Viewed\n1 11-28T10:00 Viewed\n1 11-29T10:00 Viewed\n"
                       "1 11-30T10:00 Viewed\n1 11-30T11:00 Carted\n"
                       "2 10-06T10:00 Viewed\n2 10-05T12:00 Carted\n2 10-06T08:00 Viewed\n";
constexpr auto Consents = "INSERT INTO consents SELECT id, 'push', 0, 'subscribed', NULL, 0, 1, NULL FROM profiles;";

FlowDoc flow(const char *name, const char *metric, const char *span, const char *sending)
{
    QByteArray text =
        "{'format':'perennial-flow','version':1,'name':'NAME','zone':'UTC','re_entry':'always','nodes':["
        "{'id':'start','kind':'trigger','on':'event','metric':'METRIC','to':{'next':'wait'}},"
        "{'id':'wait','kind':'delay','span':{'n':SPAN,'unit':'hour'},'to':{'next':'push'}},"
        "{'id':'push','kind':'message','channel':'push','text':'x','link':'https://shop.example'}],'sending':SENDING}";
    text.replace("NAME", name).replace("METRIC", metric).replace("SPAN", span).replace("SENDING", sending);
    text.replace('\'', '"');
    return readFlow(text)->flow;
}

std::vector<FlowDoc> twoFlows()
{
    return {flow("Browsed", "Viewed", "0", "{'smart_sending':{}}"), flow("Left a cart", "Carted", "24", "{}")};
}

} // namespace

// The page of the calendar: what somebody reads there, and where its numbers lead.
class FlowCalendarTest : public QObject
{
    Q_OBJECT

private:
    template <class Kind>
    Kind *part(const QString &name) const
    {
        return m_view->findChild<Kind *>(name);
    }
    [[nodiscard]] WeekTable &weeks() const { return *part<WeekTable>(QStringLiteral("calendarWeeks")); }
    [[nodiscard]] QString textsOf(const QString &part) const;
    [[nodiscard]] QString toldOf(const QDate &date) const;
    void tell(const std::vector<FlowDoc> &flows, const char *from = "2026-10-01T00:00:00Z");
    void click(const QString &fact);
    [[nodiscard]] QString shownDay() const;

    std::unique_ptr<StoryShop> m_shop;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<FlowCalendarView> m_view;
    QString m_title; // of the people that were chosen last
    QString m_people;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void itAsksWhileItIsShown();
    void eachDaySaysWhatIsSent();
    void aDayIsChosenByKeys();
    void numbersLeadToTheirPeople();
    void theSaleIsAListToGoThrough();
    void aTimeWithoutASaleSaysSo();
    void collisionsLeadToTheirPeople();
    void oneChannelIsShownAlone();
    void aFlowIsTakenOut();
    void whoComesBackFindsTheDay();
    void whatIsStoppedCanBeCountedAgain();
    void whatCannotBeReplayedIsNamed();
    void withoutFlowsItOffersReadyOnes();
};

void FlowCalendarTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
}

void FlowCalendarTest::init()
{
    m_shop = std::make_unique<StoryShop>(QString::fromUtf8(Story), QString::fromUtf8(Consents));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(m_shop->path()));
    m_view = std::make_unique<FlowCalendarView>(*m_workspace);
    connect(m_view.get(), &FlowCalendarView::peopleChosen, this,
            [this](const QString &title, const std::vector<ProfileId> &ids) {
                m_title = title;
                QStringList people;
                for (const ProfileId id : ids)
                    people.append(QString::number(id.value));
                m_people = people.join(u' ');
            });
    m_view->resize(1200, 800);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTRY_VERIFY(m_workspace->table());
}

void FlowCalendarTest::cleanup()
{
    m_view.reset();
    m_workspace.reset();
    m_jobs.reset();
    m_shop.reset();
}

// As though it had been asked for at the end of the year.
void FlowCalendarTest::tell(const std::vector<FlowDoc> &flows, const char *from)
{
    auto calendar = calendarOf(flows, m_shop->sharedTable(),
                               {*Instant::fromIso(QString::fromLatin1(from)),
                                *Instant::fromIso(QStringLiteral("2026-12-31T00:00:00Z")), QTimeZone::utc()},
                               Progress());
    QVERIFY(calendar);
    m_view->setCalendar(
        std::make_shared<const ToldCalendar>(ToldCalendar{std::move(*calendar), m_shop->sharedTable()}));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QString FlowCalendarTest::textsOf(const QString &part) const
{
    QStringList texts;
    for (const QLabel *label : m_view->findChild<QWidget *>(part)->findChildren<QLabel *>())
        texts.append(label->text());
    return texts.join(u'\n');
}

QString FlowCalendarTest::toldOf(const QDate &date) const
{
    const int day = static_cast<int>(QDate(1970, 1, 1).daysTo(date) - m_view->told()->calendar.firstDay);
    return weeks().weeks().indexOfDay(day).data(Qt::AccessibleTextRole).toString();
}

// What was shown before goes with the next turn of the event loop.
QString FlowCalendarTest::shownDay() const
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return part<QLabel>(QStringLiteral("calendarDay"))->text();
}

void FlowCalendarTest::click(const QString &fact)
{
    auto *button = part<QAbstractButton>(QStringLiteral("fact-") + fact);
    QVERIFY2(button, qPrintable(fact));
    button->click();
}

void FlowCalendarTest::itAsksWhileItIsShown()
{
    m_view->hide();
    m_view->setFlows(twoFlows());
    QVERIFY(m_jobs->jobs().isEmpty());
    m_view->show();
    QTRY_VERIFY(m_view->told());
    QCOMPARE(m_view->told()->calendar.flows.size(), 2U);
    QCOMPARE(m_view->told()->calendar.zone, m_workspace->homeZone());
}

void FlowCalendarTest::eachDaySaysWhatIsSent()
{
    tell(twoFlows());
    QCOMPARE(toldOf({2026, 11, 27}), QStringLiteral("Friday 27 November 2026, Black Friday: 1 message to 1 person"));
    QCOMPARE(toldOf({2026, 10, 6}),
             QStringLiteral("Tuesday 6 October 2026: 3 messages to 1 person, 1 of them get two or more"));
    QCOMPARE(toldOf({2026, 10, 7}), QStringLiteral("Wednesday 7 October 2026: 0 messages"));
}

void FlowCalendarTest::aDayIsChosenByKeys()
{
    tell(twoFlows());
    weeks().setFocus();
    weeks().showDay(5); // 6 October
    QCOMPARE(shownDay(), QStringLiteral("Tuesday 6 October 2026"));
    QTest::keyClick(&weeks(), Qt::Key_Right);
    QCOMPARE(shownDay(), QStringLiteral("Wednesday 7 October 2026"));
    QTest::keyClick(&weeks(), Qt::Key_Escape);
    QCOMPARE(shownDay(), QStringLiteral("1 Oct 2026 – 30 Dec 2026"));
}

void FlowCalendarTest::numbersLeadToTheirPeople()
{
    tell(twoFlows());
    click(QStringLiteral("Left a cart · Push"));
    QCOMPARE(m_people, QStringLiteral("1 2"));
    click(QStringLiteral("3 messages"));
    QCOMPARE(m_people, QStringLiteral("2"));
    weeks().showDay(5);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    click(QStringLiteral("Get two or more"));
    QCOMPARE(m_people, QStringLiteral("2"));
    QCOMPARE(m_title, QStringLiteral("Tuesday 6 October 2026: get two or more messages"));
    click(QStringLiteral("Browsed · Push"));
    QCOMPARE(m_people, QStringLiteral("2"));
}

void FlowCalendarTest::theSaleIsAListToGoThrough()
{
    tell(twoFlows());
    const QString texts = textsOf(QStringLiteral("saleCard"));
    QVERIFY2(texts.contains(QLatin1String("5 messages from Thursday to Monday; usually there are none.")),
             qPrintable(texts));
    QVERIFY2(texts.contains(QLatin1String("Four or more messages in these five days: 1 person.")), qPrintable(texts));
    QVERIFY(texts.contains(QLatin1String("to who came in during it: 1 message.")));
    QVERIFY(texts.contains(QLatin1String("Left a cart 1")));
    QVERIFY(texts.contains(QLatin1String("neither a cap nor smart sending")));
    const auto links = m_view->findChildren<QAbstractButton *>(QStringLiteral("salePeople"));
    QCOMPARE(links.size(), 2);
    links.last()->click();
    QCOMPARE(m_people, QStringLiteral("1"));
    QCOMPARE(m_title, QStringLiteral("Messages after the sale is over"));
}

void FlowCalendarTest::aTimeWithoutASaleSaysSo()
{
    tell(twoFlows(), "2026-12-01T00:00:00Z");
    QVERIFY(textsOf(QStringLiteral("saleCard")).contains(QLatin1String("No Black Friday lies whole in this time.")));
    QVERIFY(!part<QComboBox>(QStringLiteral("saleYear"))->isVisible());
}

void FlowCalendarTest::collisionsLeadToTheirPeople()
{
    tell(twoFlows());
    auto &table = *part<CollisionTable>(QStringLiteral("collisions"));
    QCOMPARE(table.model()->rowCount(), 1);
    QStringList row;
    for (int column = 0; column < table.model()->columnCount(); ++column)
        row.append(table.model()->index(0, column).data().toString());
    QCOMPARE(row.join(QStringLiteral(" | ")), QStringLiteral("Left a cart | Browsed | smart sending | 1 | 1"));
    table.setCurrentIndex(table.model()->index(0, 0));
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(m_people, QStringLiteral("2"));
    QCOMPARE(m_title, QStringLiteral("“Left a cart” behind “Browsed”"));
    tell({twoFlows().front()});
    QVERIFY(!table.isVisible());
    QVERIFY(part<QLabel>(QStringLiteral("collisionWords"))->text().contains(QLatin1String("With a second flow")));
}

void FlowCalendarTest::oneChannelIsShownAlone()
{
    tell(twoFlows());
    auto *channel = part<QComboBox>(QStringLiteral("calendarChannel"));
    channel->setCurrentIndex(channel->findText(QStringLiteral("SMS")));
    QCOMPARE(toldOf({2026, 11, 27}), QStringLiteral("Friday 27 November 2026, Black Friday: 0 messages"));
    channel->setCurrentIndex(channel->findText(QStringLiteral("Push")));
    QVERIFY(toldOf({2026, 11, 27}).contains(QLatin1String("1 message")));
}

void FlowCalendarTest::aFlowIsTakenOut()
{
    m_view->setFlows(twoFlows());
    QTRY_VERIFY(m_view->told());
    auto *pill = part<QAbstractButton>(QStringLiteral("calendarFlows"));
    pill->setFocus();
    QTest::keyClick(pill, Qt::Key_Return);
    QVERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget()->focusWidget(), Qt::Key_Return); // the first of them
    QTRY_COMPARE(m_view->told()->calendar.flows.size(), 1U);
    QCOMPARE(m_view->told()->calendar.flows.front().name, QStringLiteral("Left a cart"));
    QVERIFY(pill->accessibleName().contains(QLatin1String("1 of 2 flows")));
    QApplication::activePopupWidget()->close();
}

void FlowCalendarTest::whoComesBackFindsTheDay()
{
    m_view->setFlows(twoFlows());
    QTRY_VERIFY(m_view->told());
    const CalendarPointer before = m_view->told();
    weeks().showDay(before->calendar.days - 2);
    const QDate day = weeks().chosenDate();
    m_view->hide();
    m_view->show();
    QVERIFY(m_jobs->jobs().isEmpty()); // nothing is another than before
    QCOMPARE(weeks().chosenDate(), day);
    part<QComboBox>(QStringLiteral("calendarReach"))->setCurrentIndex(static_cast<int>(ReplayReach::Year));
    QTRY_VERIFY(m_view->told() != before);
    QCOMPARE(weeks().chosenDate(), day);
}

void FlowCalendarTest::whatIsStoppedCanBeCountedAgain()
{
    m_view->setFlows(twoFlows());
    auto *stop = part<QPushButton>(QStringLiteral("stopCalendar"));
    QVERIFY(stop->isVisible());
    stop->click();
    QVERIFY(part<QLabel>(QStringLiteral("calendarBusy"))->text().startsWith(QLatin1String("Stopped")));
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    QVERIFY(!m_view->told());
    stop->click();
    QTRY_VERIFY(m_view->told());
    QVERIFY(!stop->isVisible());
}

void FlowCalendarTest::whatCannotBeReplayedIsNamed()
{
    auto flows = twoFlows();
    flows.front().zone = QStringLiteral("Atlantis/Poseidonis");
    tell(flows);
    const QString text = part<QLabel>(QStringLiteral("calendarLeftOut"))->text();
    QVERIFY2(text.startsWith(QStringLiteral("“Browsed” is left out: “Atlantis/Poseidonis” is not a time zone")),
             qPrintable(text));
}

void FlowCalendarTest::withoutFlowsItOffersReadyOnes()
{
    QVERIFY(part<QAbstractButton>(QStringLiteral("calendarReady"))->isVisible()); // a store that never had one
    m_view->setFlows(twoFlows());
    QVERIFY(!part<QAbstractButton>(QStringLiteral("calendarReady"))->isVisible());
    QTRY_VERIFY(m_view->told());
    m_view->setFlows({});
    const QSignalSpy ready(m_view.get(), &FlowCalendarView::readyFlowsRequested);
    auto *button = part<QAbstractButton>(QStringLiteral("calendarReady"));
    QVERIFY(button->isVisible());
    button->click();
    QCOMPARE(ready.size(), 1);
}

QTEST_MAIN(FlowCalendarTest)
#include "flowcalendartest.moc"
