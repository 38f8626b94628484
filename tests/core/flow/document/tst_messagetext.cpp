// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/messagetext.h"

#include <QHash>
#include <QJsonArray>
#include <QLocale>
#include <QTest>

using namespace perennial;

// Texts with personal fields: what is read, what is refused and where, and what people get.
class MessageTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void isFilledIn_data();
    void isFilledIn();
    void saysWhatWillNotDoAndWhere_data();
    void saysWhatWillNotDoAndWhere();
    void tellsTheFieldsUsed();
    void writesFieldsThatItReads_data();
    void writesFieldsThatItReads();
    void followsTheLanguage();
    void knowsEachOfItsFilters();
};

namespace {

// Maria, who started a checkout with a mug; this journey is at 10 percent.
FieldValues maria()
{
    FieldValues values;
    values.zone = QTimeZone("Europe/Berlin");
    values.currency = QStringLiteral("EUR");
    values.find = [](PropertyOf of, const QString &key) {
        static const QHash<QString, QJsonValue> person{{"first_name", "maria"},
                                                       {"city", ""},
                                                       {"orders", 3},
                                                       {"spent", 1234.5},
                                                       {"vip", true},
                                                       {"interests", QJsonArray{"Candles", "Mugs"}},
                                                       {"birthday", "1990-02-28"},
                                                       {"größe", "M"},
                                                       {"last_order", "2026-10-31T23:30:00.000Z"},
                                                       {"shopify_tags", "a, b"},
                                                       {"full_name", "ada o'hara-lovelace"}};
        static const QHash<QString, QJsonValue> event{{"product", "Trail Mug"}, {"value", 19.0}};
        static const QHash<QString, QJsonValue> flow{{"discount", 10}};
        const auto &known = of == PropertyOf::Profile ? person : of == PropertyOf::Trigger ? event : flow;
        return known.value(key, QJsonValue(QJsonValue::Undefined));
    };
    return values;
}

} // namespace

void MessageTextTest::isFilledIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("made");
    const auto row = [](const char *text, const char *made) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(made);
    };
    row("Nothing to fill in.", "Nothing to fill in.");
    row("", "");
    row("Hi {{ first_name }}!", "Hi maria!");
    row("Hi {{first_name}}!", "Hi maria!");
    row("Hi {{ First Name }}!", "Hi {{ First Name }}!"); // no name: stays as it is, and is reported
    row("Hi {{ FIRST_NAME|capfirst }}!", "Hi Maria!");
    row("Hi {{ person.first_name|upper }}!", "Hi MARIA!");
    row("Hi {{ last_name }}!", "Hi !");
    row("Hi {{ last_name|default:\"there\" }}!", "Hi there!");
    row("Hi {{ last_name | default: 'there' }}!", "Hi there!");
    row("{{ city|default:\"your town\"|capfirst }}", "Your town"); // empty is as good as nothing
    row("{{ city|capfirst|default:\"your town\" }}", "your town");
    row("{{ event.product }} for {{ event.value|money }}", "Trail Mug for €19.00");
    row("{{ event.value|money:\"USD\" }}", "$19.00");
    row("{{ event.value|money:\"JPY\" }}", "¥19");
    row("{{ flow.discount }} % off", "10 % off");
    row("{{ orders }} orders", "3 orders");
    row("{{ spent }}", "1234.5");
    row("{{ spent|floatformat }}", "1234.5");
    row("{{ orders|floatformat }}", "3");
    row("{{ spent|floatformat:2 }}", "1234.50");
    row("{{ orders|floatformat:\"-2\" }}", "3");
    row("{{ spent|floatformat:0 }}", "1235");
    row("{{ vip }}", "yes");
    row("{{ interests }}", "Candles, Mugs");
    row("{{ interests|join:\" and \" }}", "Candles and Mugs");
    row("{{ interests|length }}", "2");
    row("{{ last_name|length }}", "0");
    row("{{ full_name|title }}", "Ada O'hara-Lovelace");
    row("{{ event.product|truncatechars:6 }}", "Trail…");
    row("{{ birthday|date:\"j F\" }}", "28 February");
    row("{{ birthday|date:\"D d.m.y\" }}", "Wed 28.02.90");
    row("{{ last_order|date:\"Y-m-d H:i\" }}", "2026-11-01 00:30"); // by the clock of Berlin, in winter again
    row("{{ last_order|date:\"g:i A\" }}", "12:30 AM");
    row("{{ birthday|date:\"\\d\\a\\y j\" }}", "day 28");
    row("{{ first_name|date:\"Y\" }}", "maria"); // no date: as it is
    row("{{ person|lookup:\"Größe\" }}", "M");
    row("{{ person|lookup:'Shopify Tags'|upper }}", "A, B");
    row("{{ event|lookup:\"Product\" }}", "Trail Mug");
    row("{{ last_name|default:\"a | b }\" }}", "a | b }");
    row("10 } { 5 }} ok", "10 } { 5 }} ok");
}

void MessageTextTest::isFilledIn()
{
    QFETCH(QString, text);
    QFETCH(QString, made);
    QCOMPARE(rendered(readMessageText(text), maria()), made);
}

void MessageTextTest::saysWhatWillNotDoAndWhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<int>("at");
    const auto row = [](const char *text, const char *problem, int at) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(problem) << at;
    };
    row("Hi {{ }}", "Line 1, column 4: No field is named here.", 3);
    row("Hi {{ first_name", "Line 1, column 4: These braces are not closed.", 3);
    row("{{ a {{", "Line 1, column 1: These braces are not closed.", 0);
    row("Hi\n\nthere {{ a|shout }}", "Line 3, column 7: There is no filter “shout”.", 10);
    row("{{ a|default }}", "Line 1, column 1: “default” needs a value in quotation marks: default:\"…\".", 0);
    row("{{ a|default:there }}", "Line 1, column 1: The value of “default” belongs in quotation marks.", 0);
    row("{{ a|upper:\"x\" }}", "Line 1, column 1: “upper” takes no value.", 0);
    row("{{ a|default:\"x }}", "Line 1, column 1: A quotation mark is not closed.", 0);
    row("{{ a|truncatechars:\"x\" }}", "Line 1, column 1: “truncatechars” needs a number.", 0);
    row("{{ First Name }}",
        "Line 1, column 1: “First Name” is no name of a field. Write person|lookup:\"First Name\" for a name with "
        "other "
        "signs.",
        0);
    row("{{ event }}", "Line 1, column 1: Say which: “event.name”.", 0);
    row("{% if vip %}x{% endif %}",
        "Line 1, column 1: Only fields in {{ }} are filled in. Use a split in the flow for what only some get.", 0);
}

void MessageTextTest::saysWhatWillNotDoAndWhere()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    QFETCH(int, at);
    const MessageText read = readMessageText(text);
    QVERIFY(!read.problems.empty());
    QCOMPARE(read.problems.front().text, problem);
    QCOMPARE(read.problems.front().place.at, at);
    QCOMPARE(rendered(read, maria()), text); // nothing of it is lost
}

void MessageTextTest::tellsTheFieldsUsed()
{
    const auto fields =
        readMessageText(QStringLiteral("{{ first_name|upper }} {{ event.product }} {{ flow.discount }} {{ a|nope }}"))
            .fields();
    QCOMPARE(fields.size(), size_t(3));
    QCOMPARE(fields[0].name, QStringLiteral("first_name"));
    QCOMPARE(fields[0].of, PropertyOf::Profile);
    QCOMPARE(fields[1].of, PropertyOf::Trigger);
    QCOMPARE(fields[2].of, PropertyOf::Variable);
    QCOMPARE(fields[1].place, (TextPlace{23, 19}));
}

void MessageTextTest::writesFieldsThatItReads_data()
{
    QTest::addColumn<int>("of");
    QTest::addColumn<QString>("property");
    QTest::addColumn<QString>("text");
    const auto row = [](PropertyOf of, const char *property, const char *text) {
        QTest::newRow(text) << static_cast<int>(of) << QString::fromUtf8(property) << QString::fromUtf8(text);
    };
    row(PropertyOf::Profile, "First Name", "{{ first_name }}");
    row(PropertyOf::Trigger, "product", "{{ event.product }}");
    row(PropertyOf::Variable, "discount", "{{ flow.discount }}");
    row(PropertyOf::Profile, "Size (EU)", "{{ person|lookup:\"Size (EU)\" }}");
    row(PropertyOf::Trigger, "Say \"hi\"", "{{ event|lookup:'Say \"hi\"' }}");
    row(PropertyOf::Profile, "Event", "{{ person|lookup:\"Event\" }}"); // else it were the trigger
}

void MessageTextTest::writesFieldsThatItReads()
{
    QFETCH(int, of);
    QFETCH(QString, property);
    QFETCH(QString, text);
    QCOMPARE(fieldText(static_cast<PropertyOf>(of), property), text);
    const auto fields = readMessageText(text).fields();
    QCOMPARE(fields.size(), size_t(1));
    QCOMPARE(static_cast<int>(fields[0].of), of);
    QCOMPARE(fieldKey(fields[0].name), fieldKey(property));
}

void MessageTextTest::followsTheLanguage()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(
        rendered(readMessageText(QStringLiteral("{{ spent|floatformat:2 }} {{ birthday|date:\"j. F\" }}")), maria()),
        QStringLiteral("1234,50 28. Februar"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void MessageTextTest::knowsEachOfItsFilters()
{
    for (const TextFilterWords &filter : textFilters()) {
        const bool needs = filter.argument == TextFilterWords::Argument::Needed;
        const QString text = QStringLiteral("{{ a|%1%2 }}")
                                 .arg(QLatin1String(filter.name), needs ? QStringLiteral(":\"1\"") : QString());
        QVERIFY2(readMessageText(text).problems.empty(), filter.name);
    }
}

QTEST_GUILESS_MAIN(MessageTextTest)
#include "tst_messagetext.moc"
