// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/sync/rundestination.h"
#include "core/sandbox/sandboxhost.h"
#include "core/store/listshelf.h"
#include "core/store/store.h"
#include "tests/core/connect/hookendpoint.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

constexpr int People = 12;

// Any destination of a platform that has a stand-in can be a sandbox, as the window and the command send it.
class SandboxHostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPlatformWithAStandInCanBeASandbox_data();
    void everyPlatformWithAStandInCanBeASandbox();
    void othersAreRefused();

private:
    static Destination sandbox(const KindInfo &kind, const WayInfo &way)
    {
        Destination made;
        made.name = kind.title;
        made.kind = kind.kind;
        made.way = way.way;
        made.sandbox = true;
        made.mode = way.modes.front();
        made.source = {AudienceKind::List, QStringLiteral("All")};
        made.askAboveShare = 1;
        for (const AccountField &field : kind.account)
            if (way.account.contains(field.id))
                made.account.insert(field.id, field.example);
        for (const TargetField &field : kind.fields)
            if (field.suggestion.contains(QLatin1String("{{ First Name }}")))
                made.fields.push_back({field.name, QStringLiteral("{{ First Name }}")});
        return made;
    }
    Result<PushRun> send(DestinationId destination, SandboxHost &host, const QString &platform) const
    {
        const auto url = host.urlOf(platform);
        if (!url)
            return failure(url.error());
        RunOrder order;
        order.storePath = m_path;
        order.destination = destination;
        order.table = [this] { return ProfileTable::build(m_path, {}); };
        order.isConfirmed = true;
        order.sending.base = *url;
        order.sending.secret = SandboxHost::key();
        return runDestination(order, {});
    }

    QTemporaryDir m_folder;
    QString m_path;
};

void SandboxHostTest::everyPlatformWithAStandInCanBeASandbox_data()
{
    QTest::addColumn<const KindInfo *>("kind");
    QTest::addColumn<const WayInfo *>("way");
    for (const KindInfo &kind : destinationKinds())
        for (const WayInfo &way : hasStandIn(kind.id) ? kind.ways : std::vector<WayInfo>())
            QTest::addRow("%s %s", qPrintable(kind.id), qPrintable(enumId(way.way)))
                << &kind << wayInfo(kind.kind, way.way);
}

// The stand-ins forget everything when the program ends, and what the destination knows of them does not.
void SandboxHostTest::everyPlatformWithAStandInCanBeASandbox()
{
    QFETCH(const KindInfo *, kind);
    QFETCH(const WayInfo *, way);
    m_path = m_folder.filePath(QStringLiteral("%1-%2.perennial").arg(kind->id, enumId(way->way)));
    const Destination destination = sandbox(*kind, *way);
    QCOMPARE(problemsOf(destination), QStringList());
    DestinationId id;
    {
        auto store = Store::create(m_path, {.name = QStringLiteral("Fern")});
        QVERIFY(store && store->database().execute(hookPeople(People)));
        id = DestinationShelf(*store).add(destination, {1}).value().id;
    }
    for (const auto &[from, to, sent] : {std::array{1, 8, 8}, std::array{5, 12, 4}}) {
        SandboxHost host;
        setListAll(m_path, from, to);
        const auto run = send(id, host, kind->id);
        QVERIFY2(run && run->state == RunState::Done, qPrintable(run ? run->reason : run.error().message));
        // Who left is not known any more where it begins anew: Zendesk refuses them, others have nothing to do.
        const bool asksWhoLeft =
            from > 1 && kind->kind == DestinationKind::Zendesk && way->way == DeliveryWay::Property;
        QCOMPARE(run->failed, asksWhoLeft ? 4 : 0);
        QVERIFY(run->sent >= sent);
    }
}

void SandboxHostTest::othersAreRefused()
{
    SandboxHost host;
    QVERIFY(!hasStandIn(QStringLiteral("folder")));
    QVERIFY(!host.urlOf(QStringLiteral("folder")));
}

QTEST_GUILESS_MAIN(SandboxHostTest)
#include "tst_sandboxhost.moc"
