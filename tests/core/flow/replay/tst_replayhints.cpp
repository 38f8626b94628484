// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/replayhints.h"

#include <QTest>

using namespace perennial;

namespace {

FlowDoc mailFlow()
{
    FlowNode mail;
    mail.id = QStringLiteral("mail");
    mail.is = MessageNode();
    FlowDoc flow;
    flow.nodes = {mail};
    return flow;
}

ReplayResult sent(quint64 reached, quint64 smart, quint64 noConsent)
{
    ReplayResult result;
    NodeVisits &visits = result.nodes.emplace_back();
    visits.id = QStringLiteral("mail");
    visits.message.emplace();
    visits.message->sent.count = reached;
    visits.message->skipped[static_cast<size_t>(Skipped::SmartSending)].count = smart;
    visits.message->skipped[static_cast<size_t>(Skipped::NoConsent)].count = noConsent;
    return result;
}

} // namespace

// What a replay shows to be most likely a slip.
class TestReplayHints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageThatHardlyAnybodyGetsIsTold()
    {
        QLocale::setDefault(QLocale::c());
        const auto hints = hintsOf(mailFlow(), sent(6, 1687, 0), {});
        QCOMPARE(hints.size(), size_t(1));
        QCOMPARE(hints[0].kind, QStringLiteral("mute_message"));
        QCOMPARE(hints[0].node, QStringLiteral("mail"));
        QCOMPARE(hints[0].text, QStringLiteral("Hardly anybody gets this message: 1687 of 1693 were passed over for "
                                               "one reason, smart sending."));
    }

    void oneInTenOrSeveralReasonsAreNoSlip()
    {
        QVERIFY(hintsOf(mailFlow(), sent(10, 90, 0), {}).empty());
        QVERIFY(hintsOf(mailFlow(), sent(0, 50, 50), {}).empty());
        QVERIFY(hintsOf(mailFlow(), sent(0, 19, 0), {}).empty()); // too few to say
        QVERIFY(!hintsOf(mailFlow(), sent(0, 20, 0), {}).empty());
    }
};

QTEST_GUILESS_MAIN(TestReplayHints)
#include "tst_replayhints.moc"
