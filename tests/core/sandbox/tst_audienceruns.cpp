// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/runlog.h"
#include "tests/core/sandbox/platformrun.h"

#include <QTest>

using namespace perennial;

namespace {

constexpr int People = 60;

// A platform as its runs are looked at: whom its ledger names, and what it says of somebody who came or left.
struct PlatformWords
{
    DestinationKind kind;
    const char *host;
    std::string (*contact)(int id);
    std::string (*came)(DeliveryWay way); // how the deed begins
    std::string (*left)(DeliveryWay way);
};

std::string attentiveCame(DeliveryWay way)
{
    return way == DeliveryWay::Event      ? "event Entered win-back"
           : way == DeliveryWay::Property ? "in_win_back=true"
                                          : "unsubscribed MARKETING EMAIL";
}

const std::vector<PlatformWords> &platforms()
{
    static const std::vector<PlatformWords> all{
        {DestinationKind::Attentive, "api.attentivemobile.com", PlatformRun::address, attentiveCame,
         [](DeliveryWay) { return std::string("in_win_back=false"); }},
    };
    return all;
}

} // namespace

// Runs from a list of the store to who arrived at a platform's stand-in, in every way and mode, on good days and bad
// ones. Whatever is said meanwhile is held against what the platform publishes.
class AudienceRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void everybodyArrivesOnce_data();
    void everybodyArrivesOnce();
    void aBadDayEndsAsAGoodOne_data();
    void aBadDayEndsAsAGoodOne();
    void whoIsRefusedIsFound_data();
    void whoIsRefusedIsFound();

private:
    using Effects = std::map<std::string, int>; // by contact and deed

    static void waysAndModes()
    {
        QTest::addColumn<const PlatformWords *>("platform");
        QTest::addColumn<DeliveryWay>("way");
        QTest::addColumn<SyncMode>("mode");
        for (const PlatformWords &platform : platforms())
            for (const WayInfo &way : kindInfo(platform.kind).ways)
                for (const SyncMode mode : way.modes)
                    QTest::addRow("%s %s %s", qPrintable(kindId(platform.kind)), qPrintable(enumId(way.way)),
                                  qPrintable(enumId(mode)))
                        << &platform << way.way << mode;
    }
    static PlatformRun::Setting setting(const PlatformWords &platform, const QString &faults = {})
    {
        return {platform.kind, QString::fromLatin1(platform.host), People, faults};
    }
    static Destination destination(const PlatformRun &at, DeliveryWay way, SyncMode mode)
    {
        Destination made = at.destination(way, mode);
        if (made.fields.empty() && way != DeliveryWay::Suppression && wayInfo(made.kind, way)->freeFields)
            made.fields = {{QStringLiteral("first_name"), QStringLiteral("{{ First Name }}")}};
        return made;
    }
    // How often something of that kind was done to somebody.
    static int effects(const Ledger &ledger, const std::string &contact, const std::string &deed)
    {
        int sum = 0;
        for (const LedgerEntry &entry : ledger.entries(contact))
            sum += entry.deed.starts_with(deed) ? entry.effects : 0;
        return sum;
    }
    static Effects allEffects(const PlatformRun &at)
    {
        Effects all;
        for (const LedgerEntry &entry : at.there().ledger().entries())
            if (entry.effects > 0)
                all[entry.contact + ' ' + entry.deed] += entry.effects;
        return all;
    }
    // Of people's ids: those of whom it was done once, and nobody else.
    static bool didOnce(const PlatformRun &at, const PlatformWords &platform, const std::string &deed, int from, int to)
    {
        const Ledger ledger = at.there().ledger();
        for (int id = 1; id <= People; ++id) {
            const int wanted = id >= from && id <= to ? 1 : 0;
            const int done = effects(ledger, platform.contact(id), deed);
            if (done != wanted)
                qWarning() << "person" << id << deed.c_str() << done << "times";
            if (done != wanted)
                return false;
        }
        return true;
    }

    // Who failed has a reason and was not touched there; who did not fail was.
    static bool toldRightly(const PlatformRun &at, const PlatformWords &platform, const PushRun &run)
    {
        const auto store = Store::openReader(at.path());
        const Ledger ledger = at.there().ledger();
        bool isRight = true;
        const auto visit = [&](const LoggedRow &row) -> Result<bool> {
            const bool hasFailed = row.state == RowState::Failed;
            const auto entries = ledger.entries(platform.contact(static_cast<int>(row.person.value)));
            isRight = isRight && hasFailed == entries.empty() && hasFailed != row.reason.isEmpty();
            if (!isRight)
                qWarning() << "person" << row.person.value << enumId(row.state) << row.reason << entries.size();
            return isRight;
        };
        return store && visitRunLog(*store, run.id, {}, visit) && isRight;
    }

    ContractShelf m_shelf;
};

void AudienceRunsTest::everybodyArrivesOnce_data()
{
    waysAndModes();
}

// 1 to 40 come, nothing changes, then 1 to 10 leave and 41 to 50 come.
void AudienceRunsTest::everybodyArrivesOnce()
{
    QFETCH(const PlatformWords *, platform);
    QFETCH(const DeliveryWay, way);
    QFETCH(const SyncMode, mode);
    PlatformRun at(setting(*platform));
    const std::string came = platform->came(way), left = platform->left(way);
    if (mode == SyncMode::Remove) {
        QCOMPARE(at.send(destination(at, way, SyncMode::Upsert)).sent, People);
        at.setList(1, 40);
        QCOMPARE(at.send(destination(at, way, mode)).sent, 40);
        QVERIFY(didOnce(at, *platform, left, 1, 40));
        QCOMPARE(at.problems(m_shelf), QStringList());
        return;
    }
    at.setList(1, 40);
    const Destination to = destination(at, way, mode);
    const PushRun first = at.send(to);
    QVERIFY2(first.state == RunState::Done, qPrintable(first.reason));
    QCOMPARE(first.sent, 40);
    QVERIFY(didOnce(at, *platform, came, 1, 40));
    if (way == DeliveryWay::Event && mode == SyncMode::Upsert) { // in each run
        QCOMPARE(at.send(to).sent, 40);
        QCOMPARE(effects(at.there().ledger(), platform->contact(40), came), 2);
        QCOMPARE(at.problems(m_shelf), QStringList());
        return;
    }
    const PushRun same = at.send(to);
    QCOMPARE(same.state, RunState::Done);
    QCOMPARE(same.requests, 0);
    at.setList(11, 50);
    const PushRun next = at.send(to);
    QVERIFY2(next.state == RunState::Done, qPrintable(next.reason));
    QCOMPARE(next.sent, mode == SyncMode::Mirror ? 20 : 10);
    QVERIFY(didOnce(at, *platform, came, 1, 50));
    QVERIFY(mode != SyncMode::Mirror || didOnce(at, *platform, left, 1, 10));
    QCOMPARE(at.problems(m_shelf), QStringList());
    QVERIFY(!at.heard().empty());
}

void AudienceRunsTest::aBadDayEndsAsAGoodOne_data()
{
    QTest::addColumn<const PlatformWords *>("platform");
    QTest::addColumn<DeliveryWay>("way");
    QTest::addColumn<QString>("faults");
    constexpr std::pair<const char *, const char *> days[]{
        {"throttled", "throttle:0.5,throttle-date:0.1,throttle-bare:0.1,throttle-nonsense:0.1"},
        {"in trouble", "500:0.15,503:0.15"},
        {"cut", "cut-before:0.1,cut-after:0.1,cut-body:0.1"},
        {"slow", "slow:0.5"},
        {"in part", "truncated:0.1,not-json:0.05"},
        {"everything", "throttle:0.1,500:0.05,cut-before:0.05,cut-after:0.05,cut-body:0.05,slow:0.1,silent@7"}};
    for (const PlatformWords &platform : platforms())
        for (const WayInfo &way : kindInfo(platform.kind).ways)
            for (const auto &[name, faults] : days)
                QTest::addRow("%s %s %s", qPrintable(kindId(platform.kind)), qPrintable(enumId(way.way)), name)
                    << &platform << way.way << QString::fromLatin1(faults);
}

// Whatever goes wrong on the way, everybody arrives once, and what became of them is what becomes of them on a good
// day.
void AudienceRunsTest::aBadDayEndsAsAGoodOne()
{
    QFETCH(const PlatformWords *, platform);
    QFETCH(const DeliveryWay, way);
    QFETCH(const QString, faults);
    const SyncMode mode = wayInfo(platform->kind, way)->modes.front();
    const auto day = [&](const QString &plan) {
        PlatformRun at(setting(*platform, plan));
        const Destination to = destination(at, way, mode);
        const PushRun run = at.send(to);
        if (run.state != RunState::Done || run.sent != People)
            qWarning() << run.sent << run.failed << run.reason;
        at.setList(31, People);
        if (mode == SyncMode::Mirror && at.send(to).sent != 30)
            qWarning("Not all were taken out.");
        const QStringList wrong = at.problems(m_shelf);
        return wrong.isEmpty() ? allEffects(at) : Effects{{wrong.join(u'\n').toStdString(), 1}};
    };
    const Effects good = day({});
    QVERIFY(good.size() >= size_t(People));
    QCOMPARE(day(faults), good);
}

void AudienceRunsTest::whoIsRefusedIsFound_data()
{
    waysAndModes();
}

// A row that is bad is told with a reason, always the same ones, and keeps nobody else from arriving.
void AudienceRunsTest::whoIsRefusedIsFound()
{
    QFETCH(const PlatformWords *, platform);
    QFETCH(const DeliveryWay, way);
    QFETCH(const SyncMode, mode);
    for (const char *faults : {"bad-rows:0.1", "bad-batch:0.1", "bad-rows:0.05,bad-batch:0.05,500:0.1,cut-after:0.1"}) {
        Effects first;
        for (int repeat = 0; repeat < 2; ++repeat) {
            PlatformRun at(setting(*platform, QString::fromLatin1(faults)));
            const PushRun run = at.send(destination(at, way, mode));
            QVERIFY2(run.state == RunState::Done, qPrintable(run.reason));
            QVERIFY2(run.failed > 0 && run.failed < 30, faults);
            QCOMPARE(run.sent + run.failed, People);
            QVERIFY(toldRightly(at, *platform, run));
            QCOMPARE(at.problems(m_shelf), QStringList());
            QCOMPARE(repeat == 0 ? allEffects(at) : first, allEffects(at));
            first = allEffects(at);
        }
    }
}

QTEST_GUILESS_MAIN(AudienceRunsTest)
#include "tst_audienceruns.moc"
