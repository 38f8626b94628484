// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/fieldtemplate.h"

#include <QTest>

using namespace perennial;

class FieldTemplateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheTypeOfWhatStandsAlone();
    void writesTextAroundPlaceholders_data();
    void writesTextAroundPlaceholders();
    void asksForWhatItNames();
    void refusesWhatCannotBeRead_data();
    void refusesWhatCannotBeRead();
};

void FieldTemplateTest::keepsTheTypeOfWhatStandsAlone()
{
    const auto number = FieldTemplate::parse(QStringLiteral("{{ Orders }}"));
    QVERIFY(number);
    const std::vector<FieldValue> three{FieldValue(3.0)};
    QCOMPARE(number->fill(three), FieldValue(3.0));
    const std::vector<FieldValue> unset{FieldValue()};
    QCOMPARE(number->fill(unset), FieldValue());
    const auto fallback = FieldTemplate::parse(QStringLiteral("{{ City | default: 'unknown' }}"));
    QVERIFY(fallback);
    QCOMPARE(fallback->fill(unset), FieldValue(std::string("unknown")));
}

void FieldTemplateTest::writesTextAroundPlaceholders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("written");
    QTest::newRow("a greeting") << "Dear {{ First Name }}"
                                << "Zoë"
                                << "Dear Zoë";
    QTest::newRow("a greeting without a name") << "Dear {{ First Name | default: \"friend\" }}"
                                               << ""
                                               << "Dear friend";
    QTest::newRow("plain text") << "2026"
                                << "Zoë"
                                << "2026";
    QTest::newRow("blanks alone are nothing") << " {{ First Name }} "
                                              << ""
                                              << "";
    QTest::newRow("a brace within a value is a value") << "{{ First Name }}!"
                                                       << "}}{{"
                                                       << "}}{{!";
}

void FieldTemplateTest::writesTextAroundPlaceholders()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QFETCH(QString, written);
    const auto made = FieldTemplate::parse(text);
    QVERIFY(made);
    const FieldValue value = name.isEmpty() ? FieldValue() : FieldValue(name.toStdString());
    const std::vector<FieldValue> values(made->wanted().size(), value);
    QCOMPARE(QString::fromStdString(fieldText(made->fill(values))), written);
}

void FieldTemplateTest::asksForWhatItNames()
{
    const auto made = FieldTemplate::parse(QStringLiteral("{{ email }}, {{Order value}}, {{ Shoe Size }}"));
    QVERIFY(made);
    QCOMPARE(made->wanted().size(), size_t(3));
    QCOMPARE(made->wanted()[0].field, ExportField::Email);
    QCOMPARE(made->wanted()[1].field, ExportField::Revenue);
    QCOMPARE(made->wanted()[2].field, ExportField::Property);
    QCOMPARE(made->wanted()[2].property, QStringLiteral("Shoe Size"));
}

void FieldTemplateTest::refusesWhatCannotBeRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("never closed") << "Dear {{ First Name";
    QTest::newRow("never opened") << "Dear First Name }}";
    QTest::newRow("empty") << "{{ }}";
    QTest::newRow("another filter") << "{{ First Name | upper }}";
}

void FieldTemplateTest::refusesWhatCannotBeRead()
{
    QFETCH(QString, text);
    QVERIFY(!FieldTemplate::parse(text));
}

QTEST_GUILESS_MAIN(FieldTemplateTest)
#include "tst_fieldtemplate.moc"
