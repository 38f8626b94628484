// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/flowreplay.h"
#include "core/flow/replay/personreplay.h"
#include "tests/core/flow/replay/flowtrace.h"
#include "tests/core/flow/rows/flowinterpreter.h"
#include "tests/core/segment/rows/storyshop.h"
#include "tests/testpaths.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace perennial;

namespace {

QJsonObject caseOf(const QString &name)
{
    QFile file(sourceFile("tests/core/flow/replay/golden/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString linesOf(const QJsonValue &array)
{
    QStringList lines;
    for (const QJsonValue &line : array.toArray())
        lines.append(line.toString());
    return lines.join(u'\n');
}

// Each line begins with the person.
QString traceOf(quint32 index, const ProfileTable &table, const QStringList &lines)
{
    QString text;
    for (const QString &line : lines)
        text += QStringLiteral("%1 %2\n").arg(table.idAt(index).value).arg(line);
    return text;
}

} // namespace

// Shops of a few lines, what a flow does in them worked out by hand, and why. A new case is a new file.
class TestGoldenFlows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void happensAsWorkedOut_data();
    void happensAsWorkedOut();
};

void TestGoldenFlows::happensAsWorkedOut_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : QDir(sourceFile("tests/core/flow/replay/golden")).entryList({QStringLiteral("*.json")}))
        QTest::newRow(qPrintable(name)) << name;
}

void TestGoldenFlows::happensAsWorkedOut()
{
    QFETCH(QString, name);
    const QJsonObject golden = caseOf(name);
    const StoryShop shop(linesOf(golden.value(QStringLiteral("story"))),
                         golden.value(QStringLiteral("sql")).toString());
    const auto reading = readFlow(QJsonDocument(golden.value(QStringLiteral("flow")).toObject()).toJson());
    QVERIFY(reading);
    QVERIFY2(reading->problems.empty(), qPrintable(reading->problems.empty() ? QString() : reading->problems[0].text));
    const qint64 from = Instant::fromIso(golden.value(QStringLiteral("from")).toString())->ms;
    const qint64 to = Instant::fromIso(golden.value(QStringLiteral("to")).toString())->ms;
    const auto bound = BoundFlow::bind(reading->flow, shop.sharedTable(), {});
    QVERIFY2(bound, qPrintable(bound ? QString() : bound.error().message));

    FlowTrace trace(**bound, to);
    PersonReplay person(**bound, from, to, trace);
    const RowEvaluator rows(shop.path());
    FlowInterpreter interpreter(rows, reading->flow, from, to);
    QString replayed, interpreted;
    for (quint32 index = 0; index < shop.table().profileCount(); ++index) {
        person.run(index);
        replayed += traceOf(index, shop.table(), trace.take());
        interpreted += traceOf(index, shop.table(), interpreter.traceOf(rows.rows().people[index]));
    }
    QCOMPARE(replayed.trimmed().split(u'\n'), linesOf(golden.value(QStringLiteral("trace"))).split(u'\n'));
    QCOMPARE(interpreted, replayed);

    const auto result = replay(reading->flow, shop.sharedTable(), {{from}, {to}}, Progress());
    QVERIFY(result);
    const QJsonObject found{
        {"entered", qint64(result->entered)},   {"completed", qint64(result->completed)},
        {"exited", qint64(result->exited)},     {"waiting", qint64(result->waiting)},
        {"goals", qint64(result->reachedGoal)}, {"turned_away_re_entry", qint64(result->turnedAway[1].count)}};
    const QJsonObject counts = golden.value(QStringLiteral("counts")).toObject();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        QCOMPARE(found.value(it.key()).toInteger(-1), it.value().toInteger());
}

QTEST_GUILESS_MAIN(TestGoldenFlows)
#include "tst_goldenflows.moc"
