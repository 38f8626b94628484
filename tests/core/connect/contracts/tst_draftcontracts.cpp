// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/flowrules.h"
#include "core/connect/draft/klaviyothings.h"
#include "core/flow/export/klaviyoemail.h"
#include "core/flow/library/flowlibrary.h"
#include "core/segment/templates/readytemplates.h"
#include "core/segment/templates/templatefilling.h"
#include "tests/core/connect/contracts/contractshelf.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace perennial;

namespace {

QByteArray leaf(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

SegmentDoc segmentOf(const QByteArray &conditions, const char *match = "all")
{
    const QByteArray text = R"({"format":"perennial-segment","version":1,"name":"S","root":{"kind":"group","match":")" +
                            QByteArray(match) + R"(","children":[)" + conditions + "]}}";
    const auto doc = SegmentDoc::fromJson(text);
    if (!doc)
        qWarning() << doc.error().where << doc.error().message;
    return doc.value_or(SegmentDoc());
}

// Ids as an account has them, for all names of a request.
QJsonObject withSomeIds(const QJsonObject &request)
{
    RemoteIds ids;
    for (const RemoteName &name : namesIn(request))
        ids.emplace(name, QStringLiteral("Id%1").arg(ids.size()));
    return withIds(request, ids);
}

} // namespace

// Everything that is asked of Klaviyo for segments and flows, against what it publishes.
class DraftContractsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { NEED_SHARED_DATA(); }
    void segmentsFit_data();
    void segmentsFit();
    void contrariesFit_data() { segmentsFit_data(); }
    void contrariesFit();
    void readySegmentsFitOrAreRefused();
    void readyFlowsFit();
    void questionsFit_data();
    void questionsFit();

private:
    QString problemOf(const HttpRequest &request)
    {
        return m_shelf.problemOf(QStringLiteral("klaviyo"), request).value_or(QString());
    }
    QString problemOf(const PlatformDraft &draft)
    {
        const QJsonObject body = withSomeIds(draft.request);
        if (!namesIn(body).empty())
            return QStringLiteral("a name is left");
        return problemOf(makeOfDraft(draft.object, body, {}).request);
    }

    ContractShelf m_shelf;
};

// One of each kind that Klaviyo can ask, and one of each that a list stands for.
void DraftContractsTest::segmentsFit_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<bool>("isNative");
    int rows = 0;
    const auto row = [&rows](bool isNative, const char *text) {
        QTest::addRow("%d %.60s", ++rows, text) << leaf(text) << isNative;
    };
    for (const char *window :
         {"{'kind':'ever'}", "{'kind':'last','n':30,'unit':'day'}", "{'kind':'last','n':3,'unit':'month'}",
          "{'kind':'more_than_ago','n':2,'unit':'week'}", "{'kind':'between_ago','n':10,'m':20,'unit':'day'}",
          "{'kind':'between','from':'2026-01-01','to':'2026-02-01'}", "{'kind':'before','to':'2026-01-01'}",
          "{'kind':'after','from':'2026-01-01'}"})
        for (const char *counted : {"'compare':{'op':'at_least_once'}", "'compare':{'op':'between','value':[2,5]}",
                                    "'aggregate':'sum','compare':{'op':'at_least','value':99.5}"})
            row(true, qPrintable(QStringLiteral("{'kind':'event','metric':'Placed Order','window':%1,%2}")
                                     .arg(QLatin1String(window), QLatin1String(counted))));
    row(true,
        "{'kind':'event','metric':'Placed Order','compare':{'op':'zero_times'},'filters':{'of':[{'property':'Source',"
        "'op':'is','value':'web'},{'property':'$value','op':'more','value':20},{'property':'Gift','op':'is_true'},"
        "{'property':'Note','op':'is_set'},{'property':'Kind','op':'is_any_of','value':['a','b']}]}}");
    for (const char *op : {"is", "contains", "starts_with", "ends_with", "matches"})
        row(true, qPrintable(QStringLiteral("{'kind':'property','property':\"Tier\",'op':'%1','value':'gold'}")
                                 .arg(QLatin1String(op))));
    for (const char *op : {"equals", "less", "at_most", "more", "at_least"})
        row(true,
            qPrintable(
                QStringLiteral("{'kind':'property','property':'Points','op':'%1','value':5}").arg(QLatin1String(op))));
    row(true, "{'kind':'property','property':'Points','op':'between','value':[9,5]}");
    row(true, "{'kind':'property','property':'Country','op':'is_any_of','value':['DE','AT']}");
    row(true, "{'kind':'property','property':'Newsletter','op':'is_true'}");
    row(true, "{'kind':'property','property':'First Name','op':'is_set'}");
    row(true, "{'kind':'property','property':'Tags','op':'has','value':'x'}");
    row(true, "{'kind':'property','property':'Tags','op':'has_any_of','value':['x','y']}");
    row(true, "{'kind':'property','property':'Seen','op':'date_within','window':{'kind':'last','n':9,'unit':'hour'}}");
    row(true,
        "{'kind':'property','property':'Born','op':'anniversary_within','window':{'kind':'next','n':14,'unit':'day'}}");
    row(true, "{'kind':'consent','channel':'email','state':'can_receive'}");
    row(true, "{'kind':'consent','channel':'email','state':'subscribed'}");
    row(true, "{'kind':'consent','channel':'email','state':'unsubscribed'}");
    row(true, "{'kind':'consent','channel':'email','state':'never'}");
    row(true, "{'kind':'consent','channel':'sms','state':'can_receive'}");
    row(true, "{'kind':'consent','channel':'sms','state':'unsubscribed'}");
    row(true, "{'kind':'consent','channel':'push','state':'can_receive'}");
    row(true, "{'kind':'membership','of':'segment','name':'VIP'}");
    row(true, "{'kind':'membership','of':'list','name':'Newsletter','in':false}");
    row(true, "{'kind':'membership','of':'list','name':'Newsletter','since':{'kind':'last','n':7,'unit':'day'}}");
    row(true, "{'kind':'place','field':'city','op':'is','value':'Ulm'}");
    row(true, "{'kind':'place','field':'country','op':'is_none_of','value':['DE']}");
    row(false, "{'kind':'sample','percent':10}");
    row(false, "{'kind':'consent','channel':'whatsapp','state':'can_receive'}");
    row(false, "{'kind':'event','metric':'Placed Order','aggregate':'average','compare':{'op':'more','value':3}}");
    row(false, "{'kind':'rhythm','metric':'Placed Order','pattern':'overdue'}");
    row(false, "{'kind':'sequence','steps':[{'metric':'A'},{'metric':'B','happens':false}]}");
    row(false, "{'kind':'property','property':'A','op':'is','other':'B'}");
    row(false, "{'kind':'score','score':'recency','op':'equals','value':5}");
}

void DraftContractsTest::segmentsFit()
{
    QFETCH(const QByteArray, condition);
    QFETCH(const bool, isNative);
    const QByteArray native = leaf("{'kind':'property','property':'Zip','op':'is_set'}");
    const auto draft = draftOf(segmentOf(condition + ',' + native), QTimeZone("Europe/Berlin"));
    QVERIFY2(draft, qPrintable(draft ? QString() : draft.error().message));
    QCOMPARE(problemOf(*draft), QString());
    QCOMPARE(draft->lists.empty(), isNative);
    QVERIFY(isNative || draft->losses.join(u' ').contains(draft->lists.front().list));
    QCOMPARE(draftOf(segmentOf(condition), QTimeZone::utc()).has_value(), isNative);
}

void DraftContractsTest::contrariesFit()
{
    QFETCH(const QByteArray, condition);
    const QByteArray native = leaf("{'kind':'property','property':'Zip','op':'is_set'}");
    const auto draft = draftOf(segmentOf(condition + ',' + native, "none"), QTimeZone("Europe/Berlin"));
    QVERIFY(draft);
    QCOMPARE(problemOf(*draft), QString());
}

void DraftContractsTest::readySegmentsFitOrAreRefused()
{
    int made = 0;
    for (const SegmentTemplate &ready : readyTemplates()) {
        const auto doc = filled(ready, standardValues(ready));
        QVERIFY2(doc, qPrintable(ready.id));
        const auto draft = draftOf(*doc, QTimeZone::utc());
        QVERIFY2(draft || draft.error().kind == ErrorKind::Refused || draft.error().kind == ErrorKind::Invalid,
                 qPrintable(ready.id));
        if (!draft)
            continue;
        ++made;
        const QString wrong = problemOf(*draft);
        QVERIFY2(wrong.isEmpty(), qPrintable(ready.id + u' ' + wrong));
    }
    QVERIFY(made > 40);
}

void DraftContractsTest::readyFlowsFit()
{
    for (const ReadyFlow &ready : flowLibrary()) {
        const auto draft = draftOf(ready.flow, QTimeZone("Europe/Berlin"));
        QVERIFY2(draft, qPrintable(ready.id));
        const QString wrong = problemOf(*draft);
        QVERIFY2(wrong.isEmpty(), qPrintable(ready.id + u' ' + wrong));
        QVERIFY2(checkFlowRules(draft->request), qPrintable(ready.id));
        const QByteArray text = QJsonDocument(draft->request).toJson(QJsonDocument::Compact);
        QVERIFY2(!text.contains("\"status\":\"live\""), qPrintable(ready.id));
    }
}

void DraftContractsTest::questionsFit_data()
{
    QTest::addColumn<KlaviyoAsking>("asking");
    const QStringList names{QStringLiteral("VIP, \"old\" + new"), QStringLiteral("Märkte")};
    const QString cursor = QStringLiteral("bmV4dDo6MTA=");
    for (const RemoteKind kind : {RemoteKind::Metric, RemoteKind::List, RemoteKind::Segment, RemoteKind::Template}) {
        QTest::addRow("%ss", qPrintable(enumId(kind))) << findThings(kind, names, {}, {});
        QTest::addRow("more %ss", qPrintable(enumId(kind))) << findThings(kind, names, cursor, {});
    }
    for (const DraftObject object : {DraftObject::Segment, DraftObject::Flow}) {
        QTest::addRow("a %s by name", qPrintable(enumId(object))) << findDrafts(object, names[0], cursor, {});
        QTest::addRow("the %s", qPrintable(enumId(object))) << readDraft(object, QStringLiteral("AbC123"), {});
    }
    QTest::newRow("a list") << makeList(names[0], {});
    QTest::newRow("a template") << makeTemplate(
        {names[0], klaviyoEmailHtml(QStringLiteral("Hi {{ first_name }}"), true)}, {});
    QTest::newRow("live") << setFlowLive(QStringLiteral("AbC123"), {});
}

void DraftContractsTest::questionsFit()
{
    QFETCH(const KlaviyoAsking, asking);
    QCOMPARE(problemOf(asking.request), QString());
    QVERIFY(!klaviyoRates(klaviyoEndpoint(asking.operation)).empty());
    QVERIFY(!asking.request.url.toEncoded().contains('+'));
}

QTEST_GUILESS_MAIN(DraftContractsTest)
#include "tst_draftcontracts.moc"
