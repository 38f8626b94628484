// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/draftreceipt.h"
#include "core/connect/outbox/destinationshelf.h"
#include "core/sandbox/standin.h"
#include "core/store/store.h"
#include "tests/testpaths.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// A program that makes a flow at Klaviyo's stand-in is killed at each of its writes to the store and to the network,
// and the next one goes on: the ledger there shows the flow, its lists and its templates once.
class DraftKillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsThereOnce_data();
    void everythingIsThereOnce();

private:
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("a.perennial"));
        StandInOptions options;
        options.token = QByteArray(32, 'k');
        options.speed = 1000;
        m_there = StandIn::start(QStringLiteral("klaviyo"), options).value();
        auto store = Store::create(m_path, {.name = QStringLiteral("Fern")});
        Destination destination;
        destination.name = QStringLiteral("Klaviyo");
        destination.sandbox = true;
        m_destination = DestinationShelf(*store).add(destination, {1})->id;
    }
    // Whether the program came to its end.
    bool make(const QString &call, int killAt) const
    {
        const QStringList words{builtProgram(QStringLiteral("../tests/make_draft")), m_path,
                                QString::number(m_destination.value), m_there->url().toString(),
                                QStringLiteral("abandoned-cart")};
        QProcess program;
        if (killAt == 0)
            program.start(words.front(), words.mid(1));
        else
            program.start(QStringLiteral("strace"),
                          QStringList{QStringLiteral("-qq"), QStringLiteral("-f"), QStringLiteral("-o"),
                                      QStringLiteral("/dev/null"), QStringLiteral("-e"),
                                      QStringLiteral("trace=") + call, QStringLiteral("-e"),
                                      QStringLiteral("inject=%1:signal=KILL:when=%2").arg(call).arg(killAt)} +
                              words);
        return program.waitForFinished(60'000) && program.exitStatus() == QProcess::NormalExit &&
               program.exitCode() == 0;
    }
    bool isMade() const
    {
        const auto store = Store::openReader(m_path);
        const auto receipts = store ? draftReceipts(*store) : failure(store.error());
        return receipts && receipts->size() == 1 && receipts->front().state == DraftReceipt::State::Made;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    DestinationId m_destination;
    std::unique_ptr<StandIn> m_there;
};

void DraftKillsTest::everythingIsThereOnce_data()
{
    QTest::addColumn<QString>("call");
    QTest::newRow("writes to the store") << QStringLiteral("pwrite64");
    QTest::newRow("words to the network") << QStringLiteral("write,writev,sendmsg,sendto");
    QTest::newRow("words from the network") << QStringLiteral("recvfrom,read");
}

void DraftKillsTest::everythingIsThereOnce()
{
    QFETCH(const QString, call);
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        QSKIP("There is no strace to kill a program at a certain call.");
    const bool isOften = call.contains(u',');
    int killed = 0;
    for (int at = 1; at < 400; at += isOften ? 5 : 1) {
        begin();
        if (make(call, at))
            break;
        ++killed;
        if (!isMade())
            QVERIFY2(make(call, 0), qPrintable(QStringLiteral("killed at %1").arg(at)));
        QVERIFY(isMade());
        int flows = 0;
        for (const LedgerEntry &entry : m_there->ledger().entries()) {
            const int effects = m_there->ledger().effects(entry.contact, entry.deed);
            QVERIFY2(effects == 1,
                     qPrintable(QStringLiteral("%1 %2, killed at %3")
                                    .arg(QString::fromStdString(entry.deed), QString::fromStdString(entry.contact))
                                    .arg(at)));
            flows += entry.deed == "flow" ? 1 : 0;
        }
        QCOMPARE(flows, 1);
    }
    qInfo() << killed << "programs killed";
    QVERIFY(killed > 5);
}

QTEST_GUILESS_MAIN(DraftKillsTest)
#include "tst_draftkills.moc"
