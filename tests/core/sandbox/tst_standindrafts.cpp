// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/accountcalls.h"
#include "core/connect/draft/draftlive.h"
#include "core/connect/draft/draftmaker.h"
#include "core/connect/outbox/destinationshelf.h"
#include "core/flow/library/flowlibrary.h"
#include "core/sandbox/standin.h"
#include "core/store/store.h"
#include "tests/core/flow/document/flowtexts.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

SegmentDoc segment(const QByteArray &conditions)
{
    const QByteArray text =
        "{'format':'perennial-segment','version':1,'name':'Buyers','root':{'kind':'group','match':'all',"
        "'children':[" +
        conditions + "]}}";
    return SegmentDoc::fromJson(QByteArray(text).replace('\'', '"')).value_or(SegmentDoc());
}

const QByteArray Bought = "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}";
const QByteArray Overdue = "{'kind':'rhythm','metric':'Placed Order','pattern':'overdue'}";

FlowDoc reminder(const QByteArray &more = {})
{
    FlowDoc flow = flowOf(
        "{'id':'t','kind':'trigger','on':'event','metric':'Started Checkout','to':{'next':'a'}},"
        "{'id':'a','kind':'delay','span':{'n':4,'unit':'hour'},'to':{'next':'b'}},"
        "{'id':'b','kind':'message','channel':'sms','name':'Still there','text':'Your cart waits','to':{'next':'c'}}"
        ",{'id':'c','kind':'message','name':'Mail','subject':'Hello','text':'Hi {{ first_name }},\\nbye'}",
        more);
    flow.name = QStringLiteral("Reminder");
    return flow;
}

} // namespace

// Drafts as they arrive at a stand-in, on good days and bad ones: the ledger there says how often something was made.
class StandInDraftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSegmentIsMadeOnce();
    void aFlowIsMadeAsADraft();
    void everyReadyFlowIsTaken();
    void aLostAnswerMakesNothingTwice_data();
    void aLostAnswerMakesNothingTwice();
    void aKilledProgramMakesNothingTwice();
    void throttlingIsObeyed();
    void aLongThrottleIsTold();
    void whichOfSeveralIsMeantIsAsked();
    void whatIsMissingIsNamed();
    void listsStandForWhatCannotBeAsked();
    void aRefusedKeyIsToldAndNothingIsKept();
    void aSecondIsNotMade();
    void goingLiveIsAStepOfItsOwn();
    void whatCannotSendDoesNotGoLive();

private:
    void begin(const char *faults = "")
    {
        StandInOptions options;
        options.token = "pk_test";
        options.speed = Speed;
        options.faults = FaultPlan::parse(QString::fromLatin1(faults), 4).value();
        m_there = StandIn::start(QStringLiteral("klaviyo"), options).value();
    }
    PushSetting sending() const
    {
        PushSetting setting;
        setting.secret = "pk_test";
        setting.base = m_there->url();
        setting.speed = Speed;
        setting.seed = 5;
        return setting;
    }
    Result<MadeDraft> make(const PlatformDraft &draft, bool makesLists = false) const
    {
        return makeDraft({m_path, m_destination, draft, {}, makesLists, sending()}, {});
    }
    Result<LiveFlow> live() const
    {
        return setLive({m_path, m_destination, QStringLiteral("Reminder"), sending()}, {});
    }
    PlatformDraft buyers() const { return draftOf(segment(Bought), QTimeZone::utc()).value(); }
    PlatformDraft flow() const { return draftOf(reminder(), QTimeZone::utc()).value(); }
    QString receiptState(DraftObject object, const char *name) const
    {
        const auto store = Store::openReader(m_path);
        const auto receipt = draftReceipt(*store, m_destination, true, object, QString::fromLatin1(name));
        return receipt && *receipt ? enumId((*receipt)->state) : QString();
    }
    int count(const char *method, const char *path) const
    {
        int calls = 0;
        for (const RequestNote &note : m_there->requests())
            calls += note.method == method && note.path == QLatin1String(path) ? 1 : 0;
        return calls;
    }

    static constexpr double Speed = 500;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    DestinationId m_destination;
    std::unique_ptr<StandIn> m_there;
};

void StandInDraftsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("a.perennial"));
    auto store = Store::create(m_path, {.name = QStringLiteral("Fern")});
    QVERIFY(store);
    Destination destination;
    destination.name = QStringLiteral("Klaviyo");
    destination.sandbox = true;
    m_destination = DestinationShelf(*store).add(destination, {1})->id;
    begin();
}

void StandInDraftsTest::aSegmentIsMadeOnce()
{
    const auto made = make(buyers());
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    QVERIFY(!made->wasFound && !made->read);
    QCOMPARE(made->differences, QStringList());
    QCOMPARE(m_there->ledger().effects("Buyers", "segment"), 1);
    QCOMPARE(receiptState(DraftObject::Segment, "Buyers"), "made");
}

void StandInDraftsTest::aFlowIsMadeAsADraft()
{
    const auto made = make(flow());
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    QCOMPARE(made->differences, QStringList());
    QCOMPARE(made->parts, QStringList("template “Reminder: Mail”"));
    QCOMPARE(m_there->ledger().effects("Reminder", "flow"), 1);
    QCOMPARE(m_there->ledger().effects("Reminder", "flow live"), 0);
}

// Whatever lists and segments they name are made first. One wants a metric that few shops have.
void StandInDraftsTest::everyReadyFlowIsTaken()
{
    QStringList withoutMetric;
    for (const ReadyFlow &ready : flowLibrary()) {
        begin();
        auto draft = draftOf(ready.flow, QTimeZone::utc());
        QVERIFY2(draft, qPrintable(ready.id));
        for (const RemoteName &name : namesIn(draft->request)) {
            if (name.kind == RemoteKind::List)
                draft->lists.push_back({name.name, {}});
            if (name.kind == RemoteKind::Segment)
                QVERIFY(make(named(buyers(), name.name)));
        }
        const auto made = make(*draft, true);
        if (!made && made.error().message.contains(QStringLiteral("metric “Subscription Started”"))) {
            withoutMetric.append(ready.id);
            continue;
        }
        QVERIFY2(made, qPrintable(ready.id + u' ' + (made ? QString() : made.error().where + made.error().message)));
        QVERIFY2(made->differences.isEmpty(), qPrintable(ready.id + u' ' + made->differences.join(u'\n')));
    }
    QCOMPARE(withoutMetric, QStringList(QStringLiteral("subscription-offer")));
}

// The third request makes it; which one loses its answer, and how.
void StandInDraftsTest::aLostAnswerMakesNothingTwice_data()
{
    QTest::addColumn<QByteArray>("faults");
    QTest::newRow("cut before") << QByteArray("cut-before@3");
    QTest::newRow("cut after") << QByteArray("cut-after@3");
    QTest::newRow("cut in the answer") << QByteArray("cut-body@3");
    QTest::newRow("half an answer") << QByteArray("truncated@3");
    QTest::newRow("a page for people") << QByteArray("not-json@3");
    QTest::newRow("an error of theirs") << QByteArray("500@3");
    QTest::newRow("twice") << QByteArray("cut-before@3,503@5");
    QTest::newRow("everything wavers") << QByteArray("500@1,cut-after@3,503@4-5");
}

void StandInDraftsTest::aLostAnswerMakesNothingTwice()
{
    QFETCH(const QByteArray, faults);
    begin(faults.constData());
    const auto made = make(buyers());
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    QCOMPARE(m_there->ledger().effects("Buyers", "segment"), 1);
    QCOMPARE(made->differences, QStringList());
}

// It asked, and nothing more is known of it: the next one looks first.
void StandInDraftsTest::aKilledProgramMakesNothingTwice()
{
    for (const char *faults : {"cut-after@3,401@4-", "cut-before@3,401@4-"}) {
        init();
        begin(faults);
        QVERIFY(!make(buyers()));
        QCOMPARE(receiptState(DraftObject::Segment, "Buyers"), "asked");
        m_there->setFaults({});
        const auto made = make(buyers());
        QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
        QCOMPARE(made->wasFound, faults == QByteArray("cut-after@3,401@4-"));
        QCOMPARE(m_there->ledger().effects("Buyers", "segment"), 1);
        QCOMPARE(receiptState(DraftObject::Segment, "Buyers"), "made");
    }
}

void StandInDraftsTest::throttlingIsObeyed()
{
    begin("throttle@2-3,throttle-date@5");
    QVERIFY(make(buyers()));
    for (const RequestNote &note : m_there->requests())
        QVERIFY(!note.throttled); // by the rates: none came before its time
    QCOMPARE(m_there->ledger().effects("Buyers", "segment"), 1);
}

// The day's hundred are used up: nobody waits an hour before a window.
void StandInDraftsTest::aLongThrottleIsTold()
{
    begin("throttle@3");
    FaultPlan faults = FaultPlan::parse(QStringLiteral("throttle@3"), 4).value();
    faults.retryAfterSeconds = 3000;
    m_there->setFaults(faults);
    const auto made = make(buyers());
    QVERIFY(!made);
    QVERIFY2(made.error().message.contains("Try again in 51 minutes"), qPrintable(made.error().message));
    QCOMPARE(receiptState(DraftObject::Segment, "Buyers"), QString());
    QCOMPARE(m_there->requests().size(), size_t(3));
}

void StandInDraftsTest::whichOfSeveralIsMeantIsAsked()
{
    const PushSetting setting = sending();
    const Progress progress;
    AccountCalls calls(setting, progress);
    QString second;
    for (int i = 0; i < 2; ++i) {
        const auto body = QJsonDocument::fromJson(R"({"data":{"type":"segment","attributes":{"name":"VIP","definition":
            {"condition_groups":[{"conditions":[{"type":"profile-region","in_region":true,"region":"united_states"}]}]}}}})");
        const auto made = calls.ask(makeOfDraft(DraftObject::Segment, body.object(), calls.base()));
        QVERIFY(made);
        second = thingOf(made->body)->id;
    }
    const PlatformDraft draft =
        draftOf(segment(Bought + ",{'kind':'membership','of':'segment','name':'VIP'}"), QTimeZone::utc()).value();
    const auto refused = make(draft);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(QStringLiteral("more than one segment “VIP”")),
             qPrintable(refused.error().message));
    QVERIFY(refused.error().message.contains(second));
    const RemoteIds chosen{{{RemoteKind::Segment, QStringLiteral("VIP")}, second}};
    QVERIFY(makeDraft({m_path, m_destination, draft, chosen, false, sending()}, {}));
}

void StandInDraftsTest::whatIsMissingIsNamed()
{
    const auto made = make(draftOf(segment(Bought + ",{'kind':'event','metric':'Danced','compare':{'op':'zero_times'}},"
                                                    "{'kind':'membership','of':'list','name':'Staff','in':false}"),
                                   QTimeZone::utc())
                               .value());
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::NotFound);
    QVERIFY(made.error().message.contains("metric “Danced”, list “Staff”"));
    QCOMPARE(count("POST", "/api/segments"), 0);
}

void StandInDraftsTest::listsStandForWhatCannotBeAsked()
{
    const PlatformDraft draft = draftOf(segment(Bought + ',' + Overdue), QTimeZone::utc()).value();
    QCOMPARE(draft.lists.size(), size_t(1));
    QCOMPARE(draft.losses.size(), 1);
    QVERIFY(!make(draft)); // the list is not there
    const auto made = make(draft, true);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    QCOMPARE(made->parts.size(), 1);
    QCOMPARE(m_there->ledger().effects(draft.lists.front().list.toStdString(), "list"), 1);
    QCOMPARE(made->fillers.size(), size_t(1));
    auto store = Store::openReader(m_path);
    const auto filler = DestinationShelf(*store).find(made->fillers.front().destination);
    QVERIFY(filler && *filler);
    QCOMPARE((*filler)->destination.account.value("list"), draft.lists.front().list);
    QCOMPARE((*filler)->destination.mode, SyncMode::Mirror);
    QVERIFY((*filler)->destination.sandbox);
    QCOMPARE(made->differences, QStringList());
}

void StandInDraftsTest::aRefusedKeyIsToldAndNothingIsKept()
{
    begin("403@3");
    const auto made = make(buyers());
    QVERIFY(!made);
    QVERIFY(made.error().message.contains("HTTP 403"));
    QCOMPARE(receiptState(DraftObject::Segment, "Buyers"), QString());
    QCOMPARE(m_there->ledger().effects("Buyers", "segment"), 0);
}

void StandInDraftsTest::aSecondIsNotMade()
{
    QVERIFY(make(buyers()));
    const auto again = make(buyers());
    QVERIFY(!again);
    QVERIFY(again.error().message.contains("A segment called “Buyers” is in Klaviyo already. Nothing was made."));
    QVERIFY(again.error().message.contains("It was made from here"));
    QCOMPARE(m_there->ledger().effects("Buyers", "segment"), 1);
    QVERIFY(make(named(buyers(), QStringLiteral("Buyers 2"))));
}

void StandInDraftsTest::goingLiveIsAStepOfItsOwn()
{
    QCOMPARE(live().error().kind, ErrorKind::NotFound); // not made from here
    QVERIFY(make(flow()));
    const auto set = live();
    QVERIFY2(set, qPrintable(set ? QString() : set.error().message));
    QVERIFY(!set->wasLive);
    QCOMPARE(receiptState(DraftObject::Flow, "Reminder"), "live");
    QVERIFY(live()->wasLive);
    QCOMPARE(m_there->ledger().effects("Reminder", "flow live"), 1);
}

void StandInDraftsTest::whatCannotSendDoesNotGoLive()
{
    FlowDoc empty = reminder();
    for (FlowNode &node : empty.nodes)
        if (auto *message = std::get_if<MessageNode>(&node.is))
            message->text.clear();
    const auto draft = draftOf(empty, QTimeZone::utc());
    QVERIFY(draft && make(*draft));
    const auto set = live();
    QVERIFY(!set);
    QVERIFY(set.error().message.contains("the e-mail “Mail” has no template"));
    QCOMPARE(m_there->ledger().effects("Reminder", "flow live"), 0);
}

QTEST_GUILESS_MAIN(StandInDraftsTest)
#include "tst_standindrafts.moc"
