// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/runlog.h"
#include "core/sandbox/mailchimp/mailchimpanswers.h"
#include "tests/core/sandbox/platformrun.h"

#include <QTest>

#include <set>

using namespace perennial;

constexpr int People = 40;

namespace {

struct Platform
{
    DestinationKind kind;
    const char *host;                   // as its contract names it
    std::string (*contact)(int person); // as the ledger names them
    // What the ledger says of somebody who is in, and of who was taken out.
    std::string (*isIn)(DeliveryWay way, int person);
    std::string (*isOut)(DeliveryWay way);
};

// As the ledger writes the first name of hookPeople().
std::string nameOf(const char *field, int person)
{
    return std::string(field) + R"(="Zoë \")" + std::to_string(person) + '"';
}

template <MatchPlatform rule>
std::string hashOf(int person)
{
    return matchKey(rule, MatchField::Email, PlatformRun::address(person));
}

const std::vector<Platform> &platforms()
{
    static const std::vector<Platform> all{
        {DestinationKind::Google, "datamanager.googleapis.com", hashOf<MatchPlatform::Google>,
         [](DeliveryWay, int) { return std::string("member+ Win-back"); },
         [](DeliveryWay) { return std::string("member- Win-back"); }},
        {DestinationKind::Meta, "graph.facebook.com", hashOf<MatchPlatform::Meta>,
         [](DeliveryWay, int) { return std::string("member+ Win-back"); },
         [](DeliveryWay) { return std::string("member- Win-back"); }},
        {DestinationKind::HubSpot, "api.hubapi.com", PlatformRun::address,
         [](DeliveryWay way, int person) {
             return way == DeliveryWay::List ? std::string("member+ Win-back") : nameOf("firstname", person);
         },
         [](DeliveryWay) { return std::string("member- Win-back"); }},
        {DestinationKind::Mailchimp, "us6.api.mailchimp.com", PlatformRun::address,
         [](DeliveryWay way, int person) {
             return way == DeliveryWay::List ? std::string("member+ Win-back") : nameOf("FNAME", person);
         },
         [](DeliveryWay) { return std::string("member- Win-back"); }},
        {DestinationKind::Zendesk, "myshop.zendesk.com", PlatformRun::address,
         [](DeliveryWay way, int person) {
             return way == DeliveryWay::Property ? std::string("in_win_back=true") : nameOf("name", person);
         },
         [](DeliveryWay) { return std::string("in_win_back=false"); }},
    };
    return all;
}

const Platform &platformOf(DestinationKind kind)
{
    return *std::ranges::find(platforms(), kind, &Platform::kind);
}

// A day when everything goes wrong; in each plan other things.
const QStringList &badDays()
{
    static const QStringList all{QStringLiteral("throttle:0.3,500:0.1,throttle-bare:0.1"),
                                 QStringLiteral("cut-before:0.1,cut-after:0.1,cut-body:0.05"),
                                 QStringLiteral("truncated:0.1,not-json:0.1"),
                                 QStringLiteral("silent@5,503:0.1,slow:0.5")};
    return all;
}

std::set<int> everybody(int from, int to)
{
    std::set<int> all;
    for (int id = from; id <= to; ++id)
        all.insert(id);
    return all;
}

// Who has the deed, each once and no more.
std::set<int> whoHas(const Platform &platform, const Ledger &ledger, int most,
                     const std::function<std::string(int)> &deed)
{
    std::set<int> found;
    for (int id = 1; id <= most; ++id) {
        const int effects = ledger.effects(platform.contact(id), deed(id));
        if (effects > 0)
            found.insert(effects == 1 ? id : -id);
    }
    return found;
}

// What somebody's ledger comes to, whatever request brought it.
std::map<std::pair<std::string, std::string>, int> sums(const Ledger &ledger)
{
    std::map<std::pair<std::string, std::string>, int> all;
    for (const LedgerEntry &entry : ledger.entries())
        if (entry.effects > 0)
            all[{entry.contact, entry.deed}] += entry.effects;
    return all;
}

} // namespace

// Whole runs to each platform's stand-in, on good days and on bad ones; and everything that is said in them is as the
// platform publishes it.
class PlatformRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void everyModeComesToItsEnd_data();
    void everyModeComesToItsEnd();
    void whoIsRefusedIsTold_data();
    void whoIsRefusedIsTold();
    void aSecondRunSendsTheDifference_data() { waysThatAdd(); }
    void aSecondRunSendsTheDifference();
    void theSameSeedComesToTheSame_data() { waysThatAdd(); }
    void theSameSeedComesToTheSame();
    void mailchimpIsAskedTenTimesAtOnceAtMost();
    void nobodyIsSubscribedAgainAtMailchimp();
    void hubSpotsListIsMadeOnce();
    void whoLeftZendeskIsNotMadeAgain();
    void aFullAccountIsAskedAsOftenAsItAllows_data();
    void aFullAccountIsAskedAsOftenAsItAllows();

private:
    static PlatformRun::Setting settingOf(DestinationKind kind, const QString &faults = {})
    {
        return {kind, QString::fromLatin1(platformOf(kind).host), People + 20, faults};
    }
    static void waysThatAdd()
    {
        QTest::addColumn<DestinationKind>("kind");
        QTest::addColumn<DeliveryWay>("way");
        for (const Platform &platform : platforms())
            for (const WayInfo &way : kindInfo(platform.kind).ways)
                QTest::addRow("%s %s", qPrintable(kindInfo(platform.kind).id), qPrintable(enumId(way.way)))
                    << platform.kind << way.way;
    }
    // So that there is somebody who is known, or in.
    static PushRun sendBefore(PlatformRun &there, DestinationKind kind, DeliveryWay wanted)
    {
        const DeliveryWay way = wayInfo(kind, wanted) ? wanted : DeliveryWay::List;
        Destination first = there.destination(way, SyncMode::Upsert);
        first.name = QStringLiteral("Before");
        return there.send(first);
    }
    void verifyContract(const PlatformRun &there)
    {
        QVERIFY(!there.heard().empty());
        const QStringList problems = there.problems(m_shelf);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    ContractShelf m_shelf;
};

void PlatformRunsTest::everyModeComesToItsEnd_data()
{
    QTest::addColumn<DestinationKind>("kind");
    QTest::addColumn<DeliveryWay>("way");
    QTest::addColumn<SyncMode>("mode");
    QTest::addColumn<QString>("faults");
    qsizetype days = 0;
    for (const Platform &platform : platforms())
        for (const WayInfo &way : kindInfo(platform.kind).ways)
            for (const SyncMode mode : way.modes)
                for (const QString &faults : {QString(), badDays()[days++ % badDays().size()]})
                    QTest::addRow("%s %s %s %s", qPrintable(kindInfo(platform.kind).id), qPrintable(enumId(way.way)),
                                  qPrintable(enumId(mode)), qPrintable(faults))
                        << platform.kind << way.way << mode << faults;
}

// Half of the people are known there before; all of them where they are to be taken out.
void PlatformRunsTest::everyModeComesToItsEnd()
{
    QFETCH(const DestinationKind, kind);
    QFETCH(const DeliveryWay, way);
    QFETCH(const SyncMode, mode);
    QFETCH(const QString, faults);
    const Platform &platform = platformOf(kind);
    PlatformRun there(settingOf(kind));
    const bool takesOut = mode == SyncMode::Remove;
    const int known = takesOut ? People : People / 2;
    there.setList(1, known);
    const PushRun before = sendBefore(there, kind, takesOut ? way : DeliveryWay::Profiles);
    QCOMPARE(before.sent, known);
    there.setList(1, People);
    there.setFaults(faults);
    const PushRun run = there.send(there.destination(way, mode));
    QVERIFY2(run.state == RunState::Done, qPrintable(run.reason));
    QCOMPARE(run.failed, 0);
    std::set<int> touched = everybody(1, People);
    std::map<QString, qint64> skipped;
    if (mode == SyncMode::UpdateExisting) {
        touched = everybody(1, known);
        skipped[enumId(SkipReason::NotThere)] = People - known;
    } else if (mode == SyncMode::CreateOnly) {
        touched = everybody(known + 1, People);
        skipped[enumId(SkipReason::AlreadyThere)] = known;
    }
    QCOMPARE(run.sent, qint64(touched.size()));
    QCOMPARE(run.skipped, skipped);
    if (way == DeliveryWay::Profiles) // those who were known had it before
        touched.merge(everybody(1, known));
    const Ledger ledger = there.there().ledger();
    QCOMPARE(whoHas(platform, ledger, People + 20,
                    [&](int id) { return takesOut ? platform.isOut(way) : platform.isIn(way, id); }),
             touched);
    verifyContract(there);
}

void PlatformRunsTest::whoIsRefusedIsTold_data()
{
    QTest::addColumn<DestinationKind>("kind");
    QTest::addColumn<DeliveryWay>("way");
    QTest::addColumn<SyncMode>("mode");
    for (const Platform &platform : platforms())
        for (const WayInfo &way : kindInfo(platform.kind).ways)
            for (const SyncMode mode : way.modes)
                QTest::addRow("%s %s %s", qPrintable(kindInfo(platform.kind).id), qPrintable(enumId(way.way)),
                              qPrintable(enumId(mode)))
                    << platform.kind << way.way << mode;
}

// By the platform, for what it says of the row; in a batch that is refused as a whole, after it was sought for. Where
// only those are sent who are known, they are made on a better day.
void PlatformRunsTest::whoIsRefusedIsTold()
{
    QFETCH(const DestinationKind, kind);
    QFETCH(const DeliveryWay, way);
    QFETCH(const SyncMode, mode);
    const Platform &platform = platformOf(kind);
    const QString faults = QStringLiteral("bad-rows:0.1,bad-batch:0.05,throttle:0.1,cut-after:0.1");
    PlatformRun there(settingOf(kind));
    there.setList(1, People);
    const bool takesOut = mode == SyncMode::Remove;
    if (takesOut || mode == SyncMode::UpdateExisting)
        QCOMPARE(sendBefore(there, kind, takesOut ? way : DeliveryWay::Profiles).sent, People);
    there.setFaults(faults);
    const FaultPlan plan = FaultPlan::parse(faults, PlatformRun::Setting().seed).value();
    std::set<int> good, bad;
    for (int id = 1; id <= People; ++id) {
        const std::string person = platform.contact(id);
        const bool isBad = plan.isBad(person) && !(takesOut && kind == DestinationKind::HubSpot); // by ids, any goes
        (isBad || plan.spoilsBatch(person) ? bad : good).insert(id);
    }
    QVERIFY(!bad.empty());
    const PushRun run = there.send(there.destination(way, mode));
    QVERIFY2(run.state == RunState::Done, qPrintable(run.reason));
    QCOMPARE(run.failed, qint64(bad.size()));
    QCOMPARE(run.sent, qint64(good.size()));
    const bool hadItBefore = mode == SyncMode::UpdateExisting && way == DeliveryWay::Profiles;
    QCOMPARE(whoHas(platform, there.there().ledger(), People,
                    [&](int id) { return takesOut ? platform.isOut(way) : platform.isIn(way, id); }),
             hadItBefore ? everybody(1, People) : good);
    auto store = Store::openReader(there.path());
    std::set<int> told;
    const LogPage page = readRunLog(*store, run.id, {RowState::Failed, {}, 0, 1000}).value();
    for (const LoggedRow &row : page.rows) {
        told.insert(int(row.person.value));
        QVERIFY2(row.reason.contains(kindInfo(kind).title.section(u' ', 0, 0)) && !row.reason.contains(u'@'),
                 qPrintable(row.reason));
    }
    QCOMPARE(told, bad);
    verifyContract(there);
}

void PlatformRunsTest::aSecondRunSendsTheDifference()
{
    QFETCH(const DestinationKind, kind);
    QFETCH(const DeliveryWay, way);
    const Platform &platform = platformOf(kind);
    const bool isMirror = !wayInfo(kind, way)->takenOut.isEmpty();
    PlatformRun there(settingOf(kind, badDays()[1]));
    const Destination destination = there.destination(way, isMirror ? SyncMode::Mirror : SyncMode::Upsert);
    there.setList(1, People);
    QCOMPARE(there.send(destination).sent, People);
    there.setList(11, People + 20);
    const PushRun second = there.send(destination);
    QVERIFY2(second.state == RunState::Done, qPrintable(second.reason));
    QCOMPARE(second.sent, isMirror ? 30 : 20);
    QCOMPARE(second.unchanged, People - 10);
    const PushRun third = there.send(destination);
    QCOMPARE(third.sent, 0);
    const Ledger ledger = there.there().ledger();
    QCOMPARE(whoHas(platform, ledger, People + 20, [&](int id) { return platform.isIn(way, id); }),
             everybody(1, People + 20));
    if (isMirror)
        QCOMPARE(whoHas(platform, ledger, People + 20, [&](int) { return platform.isOut(way); }), everybody(1, 10));
    verifyContract(there);
}

void PlatformRunsTest::theSameSeedComesToTheSame()
{
    QFETCH(const DestinationKind, kind);
    QFETCH(const DeliveryWay, way);
    std::optional<Ledger> before;
    for (int i = 0; i < 2; ++i) {
        PlatformRun there(settingOf(kind, QStringLiteral("throttle:0.2,500:0.1,cut-after:0.1,bad-rows:0.1")));
        const PushRun run = there.send(there.destination(way, SyncMode::Upsert));
        QVERIFY2(run.state == RunState::Done, qPrintable(run.reason));
        QVERIFY(run.failed > 0);
        const Ledger ledger = there.there().ledger();
        if (before)
            QVERIFY(sums(ledger) == sums(*before));
        before = ledger;
    }
}

// And what is refused by a page for people, as where it throttles, is sent again.
void PlatformRunsTest::mailchimpIsAskedTenTimesAtOnceAtMost()
{
    PlatformRun::Setting setting = settingOf(DestinationKind::Mailchimp, QStringLiteral("403-page:0.2,slow"));
    setting.speed = 200;
    PlatformRun there(setting);
    const PushRun run = there.send(there.destination(DeliveryWay::List, SyncMode::Mirror));
    QVERIFY2(run.state == RunState::Done, qPrintable(run.reason));
    QCOMPARE(run.sent, People + 20);
    int pages = 0;
    for (const RequestNote &note : there.there().requests()) {
        QVERIFY(!note.throttled);
        pages += note.fault == FaultKind::ForbiddenPage ? 1 : 0;
    }
    QVERIFY(pages > 0);
}

// Who unsubscribed, bounced or was archived there stays so, though the run says where consent was given.
void PlatformRunsTest::nobodyIsSubscribedAgainAtMailchimp()
{
    PlatformRun there(settingOf(DestinationKind::Mailchimp, badDays()[1]));
    Destination destination = there.destination(DeliveryWay::List, SyncMode::Mirror);
    destination.consentSource = QStringLiteral("Shop checkout");
    there.setList(1, 10);
    QCOMPARE(there.send(destination).sent, 10);
    there.setFaults({});
    const std::map<int, std::string> away{{1, "unsubscribed"}, {2, "cleaned"}, {3, "archived"}};
    for (const auto &[person, status] : away) {
        const QString email = QString::fromStdString(PlatformRun::address(person));
        const QString path =
            QStringLiteral("/3.0/lists/a1b2c3d4e5/members/") + QString::fromStdString(mailchimpHash(email));
        const QByteArray body = "{\"status\":\"" + QByteArray::fromStdString(status) + "\"}";
        const bool isArchived = status == "archived";
        QCOMPARE(there.ask(isArchived ? "DELETE" : "PATCH", path, isArchived ? QByteArray() : body).status / 100, 2);
    }
    destination.name = QStringLiteral("Again");
    QCOMPARE(there.send(destination).sent, 10);
    const Ledger ledger = there.there().ledger();
    for (int id = 1; id <= 10; ++id) {
        const auto statuses = [&](const std::string &status) {
            return ledger.effects(PlatformRun::address(id), "status=\"" + status + '"');
        };
        QCOMPARE(statuses("subscribed"), 1);
        QCOMPARE(statuses("transactional"), 0);
        if (away.contains(id))
            QCOMPARE(statuses(away.at(id)), 1);
    }
    verifyContract(there);
}

// It was made, nobody heard of it, and the search does not know it yet.
void PlatformRunsTest::hubSpotsListIsMadeOnce()
{
    PlatformRun there(settingOf(DestinationKind::HubSpot, QStringLiteral("cut-after@2")));
    const PushRun run = there.send(there.destination(DeliveryWay::List, SyncMode::Mirror));
    QVERIFY2(run.state == RunState::Done, qPrintable(run.reason));
    QCOMPARE(run.sent, People + 20);
    const Ledger ledger = there.there().ledger();
    QCOMPARE(ledger.effects("Win-back", "list"), 1);
    QCOMPARE(ledger.effects(PlatformRun::address(1), "member+ Win-back"), 1);
    verifyContract(there);
}

// They are told without a name, and Zendesk makes nobody without one.
void PlatformRunsTest::whoLeftZendeskIsNotMadeAgain()
{
    PlatformRun there(settingOf(DestinationKind::Zendesk));
    const PushRun run = there.send(there.destination(DeliveryWay::Property, SyncMode::Remove));
    QCOMPARE(run.sent, 0);
    QCOMPARE(there.there().ledger().contacts(), size_t(0));
    verifyContract(there);
}

void PlatformRunsTest::aFullAccountIsAskedAsOftenAsItAllows_data()
{
    QTest::addColumn<DestinationKind>("kind");
    QTest::addColumn<DeliveryWay>("way");
    QTest::addColumn<int>("people"); // as many as need more requests than a window takes
    QTest::newRow("hubspot") << DestinationKind::HubSpot << DeliveryWay::List << 6'000;
    QTest::newRow("zendesk") << DestinationKind::Zendesk << DeliveryWay::Profiles << 11'000;
}

void PlatformRunsTest::aFullAccountIsAskedAsOftenAsItAllows()
{
    QFETCH(const DestinationKind, kind);
    QFETCH(const DeliveryWay, way);
    QFETCH(const int, people);
    PlatformRun there({kind, QString::fromLatin1(platformOf(kind).host), people, {}, 4, 100});
    const PushRun run = there.send(there.destination(way, SyncMode::Upsert));
    QVERIFY2(run.state == RunState::Done, qPrintable(run.reason));
    QCOMPARE(run.sent, people);
    QCOMPARE(run.failed, 0);
    const std::set<int> arrived = whoHas(platformOf(kind), there.there().ledger(), people,
                                         [&](int id) { return platformOf(kind).isIn(way, id); });
    QCOMPARE(arrived, everybody(1, people));
    int throttled = 0;
    for (const RequestNote &note : there.there().requests())
        throttled += note.throttled ? 1 : 0;
    QVERIFY2(throttled < 10, qPrintable(QString::number(throttled)));
}

QTEST_GUILESS_MAIN(PlatformRunsTest)
#include "tst_platformruns.moc"
