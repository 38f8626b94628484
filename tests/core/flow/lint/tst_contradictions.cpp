// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/lint/contradictions.h"

#include <QTest>

using namespace perennial;

namespace {

SegmentNode nodeOf(const QByteArray &children)
{
    QByteArray text =
        "{'format':'perennial-segment','version':1,'root':{'kind':'group','children':[" + children + "]}}";
    const auto doc = SegmentDoc::fromJson(text.replace('\'', '"'));
    return doc ? doc->root : SegmentNode();
}

} // namespace

// What two conditions say of each other, without any data.
class TestContradictions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exclusions_data();
    void exclusions();
};

void TestContradictions::exclusions_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("excluded");
    const auto row = [](const char *name, const QByteArray &a, const QByteArray &b, bool excluded) {
        QTest::newRow(name) << a << b << excluded;
    };
    const auto city = [](const QByteArray &test) { return "{'kind':'property','property':'City'," + test + "}"; };
    const auto orders = [](const QByteArray &test) {
        return "{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':30},'compare':{" + test + "}}";
    };
    row("is and is not", city("'op':'is','value':'Bonn'"), city("'op':'is_not','value':'Bonn'"), true);
    row("is this, is not that", city("'op':'is','value':'Bonn'"), city("'op':'is_not','value':'Ulm'"), false);
    row("is this and that", city("'op':'is','value':'Bonn'"), city("'op':'is','value':'Ulm'"), true);
    row("unknown ones let in", city("'op':'is','value':'Bonn','unknown':'in'"), city("'op':'is','value':'Ulm'"), false);
    row("not set", city("'op':'is_not_set'"), city("'op':'is','value':'Ulm'"), true);
    row("other properties", "{'kind':'property','property':'Town','op':'is','value':'Bonn'}",
        city("'op':'is','value':'Ulm'"), false);
    row("ever and never", orders("'op':'at_least_once'"), orders("'op':'zero_times'"), true);
    row("at least 3, at most 2", orders("'op':'at_least','value':3"), orders("'op':'at_most','value':2"), true);
    row("at least 2, at most 2", orders("'op':'at_least','value':2"), orders("'op':'at_most','value':2"), false);
    row("more than 2, at most 2", orders("'op':'more','value':2"), orders("'op':'at_most','value':2"), true);
    row("between and less", orders("'op':'between','value':[9,5]"), orders("'op':'less','value':5"), true);
    row("other windows", orders("'op':'at_least_once'"),
        "{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':60},'compare':{'op':'zero_times'}}",
        false);
    row("consent", "{'kind':'consent','channel':'sms','state':'can_receive'}",
        "{'kind':'consent','channel':'sms','state':'cannot_receive'}", true);
    row("other channels", "{'kind':'consent','channel':'sms','state':'can_receive'}",
        "{'kind':'consent','channel':'email','state':'cannot_receive'}", false);
    row("in and out", "{'kind':'membership','name':'VIP'}", "{'kind':'membership','name':'VIP','in':false}", true);
    row("none of it", city("'op':'is','value':'Bonn'"),
        "{'kind':'group','match':'none','children':[" + city("'op':'is','value':'Bonn'") + "]}", true);
    row("any of two", city("'op':'is','value':'Bonn'"),
        "{'kind':'group','match':'any','children':[" + city("'op':'is','value':'Ulm'") +
            ",{'kind':'sample','percent':9}]}",
        false);
    row("deep inside", "{'kind':'group','match':'all','children':[" + city("'op':'is','value':'Bonn'") + "]}",
        city("'op':'is','value':'Ulm'"), true);
}

void TestContradictions::exclusions()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, excluded);
    QCOMPARE(exclude(nodeOf(a), nodeOf(b)), excluded);
    QCOMPARE(exclude(nodeOf(b), nodeOf(a)), excluded);
    QCOMPARE(excludesItself(nodeOf(a + ',' + b)), excluded);
}

QTEST_GUILESS_MAIN(TestContradictions)
#include "tst_contradictions.moc"
