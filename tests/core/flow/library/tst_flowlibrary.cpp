// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demostore.h"
#include "core/flow/library/flowlibrary.h"
#include "core/flow/library/flowneeds.h"
#include "core/flow/lint/flowlint.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/templates/readytemplates.h"
#include "core/store/store.h"
#include "tests/testpaths.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRectF>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace perennial;

namespace {

std::vector<ReadyFlow> library()
{
    auto all = flowLibraryInEnglish();
    if (!all)
        qWarning() << all.error().message << all.error().where;
    return all.value_or(std::vector<ReadyFlow>());
}

QStringList namesOf(const std::vector<TemplateNeed> &needs)
{
    QStringList names;
    for (const TemplateNeed &need : needs)
        names.append(need.name);
    return names;
}

} // namespace

// The flows that Perennial comes with.
class TestFlowLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsListed();
    void eachSaysWhatItIsFor();
    void nothingIsWrongWithAny();
    void cardsLieBesideEachOther();
    void textsAreWhereTheyAreTranslated();
    void needs();
    void whatTheDemoShopLacks();
    void theMessagesOfWhatIsUsedMost_data();
    void theMessagesOfWhatIsUsedMost();
};

void TestFlowLibrary::everyFileIsListed()
{
    QFile index(sourceFile("resources/flows/index.json"));
    QVERIFY(index.open(QIODevice::ReadOnly));
    QStringList listed{QStringLiteral("index.json")};
    for (const QJsonValue &id : QJsonDocument::fromJson(index.readAll()).array())
        listed.append(id.toString() + QLatin1String(".json"));
    listed.sort();
    QStringList files = QDir(sourceFile("resources/flows")).entryList(QDir::Files);
    files.sort();
    QCOMPARE(files, listed);
    QVERIFY(library().size() >= 20);
    QCOMPARE(library().size(), static_cast<size_t>(files.size() - 1));
}

void TestFlowLibrary::eachSaysWhatItIsFor()
{
    QSet<QString> ids, names, categories;
    for (const TemplateCategory &category : templateCategories())
        categories.insert(category.id);
    for (const ReadyFlow &ready : library()) {
        QVERIFY2(categories.contains(ready.category), qPrintable(ready.id));
        QVERIFY2(ready.purpose.endsWith(u'.') && !ready.kpi.isEmpty(), qPrintable(ready.id));
        QCOMPARE(ready.flow.name, ready.name);
        ids.insert(ready.id);
        names.insert(ready.name);
    }
    QCOMPARE(static_cast<size_t>(ids.size()), library().size());
    QCOMPARE(static_cast<size_t>(names.size()), library().size());
    QVERIFY(readyFlow(QStringLiteral("welcome")) && !readyFlow(QStringLiteral("nothing")));
}

void TestFlowLibrary::nothingIsWrongWithAny()
{
    for (const ReadyFlow &ready : library()) {
        for (const FlowProblem &problem : lint(ready.flow))
            QFAIL(qPrintable(ready.id + QStringLiteral(": ") + problem.kind + u' ' + problem.where + u' ' +
                             problem.text));
        const auto again = readFlow(ready.flow.toJson());
        QVERIFY(again && again->flow == ready.flow);
    }
}

void TestFlowLibrary::cardsLieBesideEachOther()
{
    constexpr double width = 240, height = 96, row = 160;
    for (const ReadyFlow &ready : library()) {
        std::vector<QRectF> cards;
        for (const FlowNode &node : ready.flow.nodes) {
            const QRectF card(node.at.x() - width / 2, node.at.y(), width, height);
            for (const QRectF &other : cards)
                QVERIFY2(!card.intersects(other), qPrintable(ready.id + u' ' + node.id));
            cards.push_back(card);
            QVERIFY(std::fmod(node.at.y(), row) == 0);
        }
    }
}

void TestFlowLibrary::textsAreWhereTheyAreTranslated()
{
    QFile file(sourceFile("core/flow/library/flowlibrarytexts.cpp"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString source = QString::fromUtf8(file.readAll());
    for (const ReadyFlow &ready : library()) {
        for (const QString &text : translatedTexts(ready))
            QVERIFY2(source.contains(u'"' + text + u'"'), qPrintable(text + ": run translations/templatetexts.py"));
    }
}

void TestFlowLibrary::needs()
{
    const auto review = readyFlow(QStringLiteral("review-request"));
    const std::vector<TemplateNeed> all = needsOf(review->flow);
    QCOMPARE(namesOf(all), QStringList({"Shipment Delivered", "email", "Shipment Delayed", "Returned Order",
                                        "Opened Ticket", "Closed Ticket", "Submitted Review"}));
    QVERIFY(!all[0].optional && !all[1].optional);
    QVERIFY(std::all_of(all.begin() + 2, all.end(), [](const TemplateNeed &need) { return need.optional; }));
}

void TestFlowLibrary::whatTheDemoShopLacks()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("demo.perennial");
    QVERIFY(createDemoStore(path, {1793491200000}, Progress()));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table);
    QMap<QString, QStringList> lacking;
    for (const ReadyFlow &ready : library()) {
        if (const auto missing = missingIn(**table, ready.flow); !missing.empty())
            lacking.insert(ready.id, namesOf(missing));
    }
    const QMap<QString, QStringList> expected{{"price-drop", {"Price Dropped"}},
                                              {"back-in-stock", {"Back In Stock"}},
                                              {"mothers-day", {"Mother's Day"}},
                                              {"valentines", {"Valentine's Day"}}};
    QCOMPARE(lacking, expected);
}

void TestFlowLibrary::theMessagesOfWhatIsUsedMost_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("emails");
    QTest::addColumn<int>("texts");
    QTest::newRow("welcome") << "welcome" << 3 << 0;
    QTest::newRow("cart") << "abandoned-cart" << 4 << 0;
    QTest::newRow("cart by SMS") << "abandoned-cart-once" << 1 << 1;
    QTest::newRow("review") << "review-request" << 2 << 0;
    QTest::newRow("perishables") << "perishable-delivery" << 0 << 1;
    QTest::newRow("multi-buyers") << "multi-buyer" << 1 << 1; // each up to as often as the ladder has rungs
    QTest::newRow("five stars") << "five-stars" << 4 << 0;
    QTest::newRow("sunset") << "sunset" << 1 << 0;
}

void TestFlowLibrary::theMessagesOfWhatIsUsedMost()
{
    QFETCH(QString, id);
    const auto ready = readyFlow(id);
    QVERIFY(ready);
    const auto count = [&](MessageChannel channel) {
        return static_cast<int>(std::ranges::count_if(ready->flow.nodes, [&](const FlowNode &node) {
            const auto *message = node.as<MessageNode>();
            return message && message->channel == channel;
        }));
    };
    QTEST(count(MessageChannel::Email), "emails");
    QTEST(count(MessageChannel::Sms), "texts");
}

QTEST_GUILESS_MAIN(TestFlowLibrary)
#include "tst_flowlibrary.moc"
