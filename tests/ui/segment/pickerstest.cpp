// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/finished.h"
#include "core/segment/document/partvalidator.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"
#include "ui/segment/pickers/choicelist.h"
#include "ui/segment/pickers/quantityeditor.h"
#include "ui/segment/pickers/testeditor.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTimeEdit>
#include <QToolButton>

using namespace perennial;

namespace {

WindowOptions everything()
{
    return {.ahead = true,
            .daysAndHours = true,
            .sinceEvent = true,
            .metrics = {{.name = QStringLiteral("Placed Order"), .events = 12, .last = {}},
                        {.name = QStringLiteral("Closed Ticket"), .events = 3, .last = {}}}};
}

TestOffer offerOf(ValueType type)
{
    TestOffer offer;
    offer.type = type;
    offer.dates = everything();
    offer.findValues = [](QObject *, SegmentCatalog::Done<ValueChoice> done) {
        done({{.value = QStringLiteral("web"), .count = 9}, {.value = QStringLiteral("pos"), .count = 2}});
    };
    return offer;
}

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

void write(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

bool isValid(const Test &test)
{
    SegmentDoc doc;
    doc.root.group()->children = {
        {.is = PropertyCondition{.property = QStringLiteral("Any"), .test = test, .other = {}}}};
    return validate(doc).has_value();
}

} // namespace

// Each picker by the keyboard alone: whatever the document can say can be reached, said and left.
class PickersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_shown.reset(); }
    void everyOperatorByKeys_data();
    void everyOperatorByKeys();
    void everyWindowByKeys_data();
    void everyWindowByKeys();
    void everyMeasureByKeys_data();
    void everyMeasureByKeys();
    void whatAWindowMayNotSayIsNotOffered();
    void narrowsToDaysAndHoursByKeys();
    void closingDaysAndHoursTakesThemAway();
    void aMomentStaysUntilItIsChanged();
    void aTimeOfDayCanBeAdded();
    void numbersAreReadAsTheyAreWrittenHere();
    void saysAtOnceWhyAPatternCannotBeRead();
    void theTypeOfAValueCanBeChosen();
    void aValueOfNoStoreStaysOnTop();
    void datesReadAsPeopleWriteThem_data();
    void datesReadAsPeopleWriteThem();
    void longListsAreShortenedAndToldWhole();

private:
    template <class T>
    T *show(T *picker)
    {
        m_shown.reset(picker);
        picker->show();
        picker->activateWindow();
        if (!QTest::qWaitForWindowActive(picker))
            return nullptr;
        picker->setFocus();
        return picker;
    }
    template <class T>
    T *find(const char *name)
    {
        return m_shown->findChild<T *>(QLatin1String(name));
    }
    // Steps down a list from its first line until it holds `value`.
    void stepTo(const char *list, int value)
    {
        auto *choices = find<ChoiceList>(list);
        choices->setFocus();
        press(Qt::Key_Home);
        for (int i = 0; i < choices->count() && choices->value() != value; ++i)
            press(Qt::Key_Down);
        QCOMPARE(choices->value(), std::optional(value));
    }

    std::unique_ptr<QWidget> m_shown;
};

void PickersTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
}

void PickersTest::everyOperatorByKeys_data()
{
    QTest::addColumn<int>("op");
    QTest::addColumn<int>("type");
    for (const Operator &row : operators()) {
        for (const ValueType type : {ValueType::Number, ValueType::Count, ValueType::Text, ValueType::Boolean,
                                     ValueType::Date, ValueType::List}) {
            const bool knows = row.type == ValueType::Any && type == ValueType::Count;
            if (suits(row.op, type) && !knows)
                QTest::addRow("%s of %s", row.id, qPrintable(valueTypeWords(type)))
                    << static_cast<int>(row.op) << static_cast<int>(type);
        }
    }
}

void PickersTest::everyOperatorByKeys()
{
    QFETCH(int, op);
    QFETCH(int, type);
    auto *editor = show(new TestEditor({}, offerOf(static_cast<ValueType>(type))));
    QVERIFY(editor);
    QSignalSpy done(editor, &Picker::committed);
    stepTo("operators", op);
    QCOMPARE(editor->test().op, std::optional(static_cast<Op>(op)));
    const Operator &row = operatorOf(static_cast<Op>(op));
    if (row.operands != Operands::None && row.operands != Operands::Window) {
        press(Qt::Key_Return); // on to the value
        QVERIFY(done.isEmpty());
        write(row.type == ValueType::Number ? QStringLiteral("12") : QStringLiteral("web"));
    }
    if (row.operands == Operands::Two) {
        press(Qt::Key_Tab);
        write(QStringLiteral("20"));
    }
    if (row.operands == Operands::Many)
        press(Qt::Key_Return); // ticks it
    press(Qt::Key_Return, row.operands == Operands::Many ? Qt::ControlModifier : Qt::NoModifier);
    QCOMPARE(done.count(), 1);
    QVERIFY(isFinished(editor->test()));
    const bool isTimes = row.type == ValueType::Count;
    QVERIFY(isTimes || isValid(editor->test()));
    QVERIFY(!words::test(editor->test(), static_cast<ValueType>(type)).isEmpty());
}

void PickersTest::everyWindowByKeys_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= static_cast<int>(WindowKind::SinceEvent); ++kind)
        QTest::addRow("%s", qPrintable(wordsOf(static_cast<WindowKind>(kind)))) << kind;
}

void PickersTest::everyWindowByKeys()
{
    QFETCH(int, kind);
    // Begins with another one, for the list tells of a change only.
    Window before;
    before.kind = kind == static_cast<int>(WindowKind::Ever) ? WindowKind::Today : WindowKind::Ever;
    auto *editor = show(new WindowEditor(before, everything()));
    QVERIFY(editor);
    QSignalSpy done(editor, &Picker::committed);
    stepTo("windowKinds", kind);
    if (kind == static_cast<int>(WindowKind::SinceEvent)) {
        press(Qt::Key_Return);
        QVERIFY(done.isEmpty());
        write(QStringLiteral("clos"));
    }
    press(Qt::Key_Return);
    QCOMPARE(done.count(), 1);
    QCOMPARE(static_cast<int>(editor->window().kind), kind);
    QVERIFY(isFinished(editor->window()));
    if (kind == static_cast<int>(WindowKind::SinceEvent))
        QCOMPARE(editor->window().metric, QStringLiteral("Closed Ticket"));
}

void PickersTest::everyMeasureByKeys_data()
{
    QTest::addColumn<int>("aggregate");
    QTest::addColumn<QString>("words");
    const auto row = [](Aggregate aggregate, const char *words) {
        QTest::newRow(words) << static_cast<int>(aggregate) << QString::fromLatin1(words);
    };
    row(Aggregate::Count, "number of times");
    row(Aggregate::Sum, "sum of Items");
    row(Aggregate::Average, "average of Items");
    row(Aggregate::Median, "median of Items");
    row(Aggregate::Min, "smallest Items");
    row(Aggregate::Max, "largest Items");
    row(Aggregate::Distinct, "distinct values of Items");
    row(Aggregate::First, "first Items");
    row(Aggregate::Last, "last Items");
    row(Aggregate::Nth, "3rd Items");
}

void PickersTest::everyMeasureByKeys()
{
    QFETCH(int, aggregate);
    QFETCH(QString, words);
    EventQuantity quantity;
    quantity.aggregate = aggregate == 0 ? Aggregate::Sum : Aggregate::Count;
    auto *editor = show(new QuantityEditor(quantity, [](QObject *, SegmentCatalog::Done<PropertyChoice> done) {
        done({{.name = QStringLiteral("Items"), .type = ValueType::Number, .people = 7}});
    }));
    QVERIFY(editor);
    connect(editor, &QuantityEditor::edited, this, [&](const EventQuantity &edited) { quantity = edited; });
    QSignalSpy done(editor, &Picker::committed);
    stepTo("aggregates", aggregate);
    if (static_cast<Aggregate>(aggregate) == Aggregate::Nth) {
        find<QLineEdit>("nth")->setFocus();
        find<QLineEdit>("nth")->selectAll();
        write(QStringLiteral("3"));
    }
    if (static_cast<Aggregate>(aggregate) != Aggregate::Count) {
        find<QLineEdit>("pickSearch")->setFocus();
        write(QStringLiteral("ite"));
    }
    press(Qt::Key_Return);
    QCOMPARE(done.count(), 1);
    QCOMPARE(words::quantity(quantity), words);
}

void PickersTest::whatAWindowMayNotSayIsNotOffered()
{
    const auto offers = [this](WindowOptions options, WindowKind kind) {
        show(new WindowEditor({}, std::move(options)));
        return !find<ChoiceList>("windowKinds")->findItems(wordsOf(kind), Qt::MatchExactly).isEmpty();
    };
    WindowOptions ofEvents = everything();
    ofEvents.ahead = false;
    const WindowOptions ofEventDates = TestOffer().dates;
    QVERIFY(!offers(ofEvents, WindowKind::Next));
    QVERIFY(offers(ofEvents, WindowKind::SinceEvent));
    QVERIFY(find<QToolButton>("onlyOn")->isVisible());
    QVERIFY(offers(ofEventDates, WindowKind::Next));
    QVERIFY(!offers(ofEventDates, WindowKind::SinceEvent));
    QVERIFY(find<QToolButton>("onlyOn")->isVisible());
    QVERIFY(offers(ofEventDates.ofAnniversaries(), WindowKind::Next));
    QVERIFY(!find<QToolButton>("onlyOn")->isVisible());
    QVERIFY(!offers({}, WindowKind::Next)); // since when a consent holds
    QVERIFY(!offers({}, WindowKind::SinceEvent));
    QVERIFY(!find<QToolButton>("onlyOn")->isVisible());
}

void PickersTest::narrowsToDaysAndHoursByKeys()
{
    auto *editor = show(new WindowEditor({}, everything()));
    QVERIFY(editor);
    QVERIFY(!find<QToolButton>("weekday5")->isVisible());
    press(Qt::Key_Tab);
    QVERIFY(find<QToolButton>("onlyOn")->hasFocus());
    press(Qt::Key_Space);
    QTRY_VERIFY(find<QToolButton>("weekday1")->isVisible());
    press(Qt::Key_Tab);
    QVERIFY(find<QToolButton>("weekday1")->hasFocus());
    for (int day = 1; day < 6; ++day)
        press(Qt::Key_Right);
    press(Qt::Key_Space);
    press(Qt::Key_Left);
    press(Qt::Key_Space);
    QCOMPARE(editor->window().weekdays, (std::vector{5, 6}));
    find<QComboBox>("fromHour")->setFocus();
    write(QStringLiteral("22"));
    press(Qt::Key_Tab);
    write(QStringLiteral("6"));
    QCOMPARE(editor->window().fromHour, std::optional(22));
    QCOMPARE(editor->window().toHour, std::optional(6));
    stepTo("windowKinds", static_cast<int>(WindowKind::LastYear)); // stays narrowed
    QCOMPARE(wordsOf(editor->window()), QStringLiteral("last year on Fridays or Saturdays between 22:00 and 6:00"));
}

void PickersTest::closingDaysAndHoursTakesThemAway()
{
    Window narrowed;
    narrowed.weekdays = {7};
    narrowed.fromHour = 8;
    auto *editor = show(new WindowEditor(narrowed, everything()));
    QVERIFY(editor);
    QVERIFY(find<QToolButton>("weekday7")->isVisible() && find<QToolButton>("weekday7")->isChecked());
    QTest::mouseClick(find<QToolButton>("onlyOn"), Qt::LeftButton);
    QCOMPARE(editor->window(), Window());
    QVERIFY(!find<QToolButton>("weekday7")->isVisible());
}

void PickersTest::aMomentStaysUntilItIsChanged()
{
    Window window;
    window.kind = WindowKind::Between;
    window.from = QStringLiteral("2026-11-27T18:00:00+01:00");
    window.to = QStringLiteral("2026-11-30T06:30:00Z");
    auto *editor = show(new WindowEditor(window, everything()));
    QVERIFY(editor);
    QCOMPARE(find<QTimeEdit>("windowFromTime")->time(), QTime(18, 0));
    QCOMPARE(find<QLabel>("windowFromOffset")->text(), QStringLiteral("UTC+01:00"));
    QCOMPARE(find<QLabel>("windowToOffset")->text(), QStringLiteral("UTC"));
    find<QDateEdit>("windowTo")->setFocus();
    press(Qt::Key_Down);
    QCOMPARE(editor->window().from, window.from);
    QCOMPARE(editor->window().to, QStringLiteral("2026-11-29T06:30:00Z"));
    QTest::mouseClick(find<QToolButton>("windowFromHasTime"), Qt::LeftButton);
    QCOMPARE(editor->window().from, QStringLiteral("2026-11-27"));
    QVERIFY(!find<QTimeEdit>("windowFromTime")->isVisible());
}

void PickersTest::aTimeOfDayCanBeAdded()
{
    Window window;
    window.kind = WindowKind::After;
    window.from = QStringLiteral("2026-07-01");
    WindowOptions options = everything();
    options.zone = QTimeZone("Europe/Berlin");
    auto *editor = show(new WindowEditor(window, options));
    QVERIFY(editor);
    find<QToolButton>("windowFromHasTime")->setFocus();
    press(Qt::Key_Space);
    QVERIFY(find<QTimeEdit>("windowFromTime")->hasFocus());
    write(QStringLiteral("0930"));
    QCOMPARE(editor->window().from, QStringLiteral("2026-07-01T09:30:00+02:00"));
    QCOMPARE(wordsOf(editor->window()), QStringLiteral("on or after 1 Jul 2026, 09:30 UTC+02:00"));
    press(Qt::Key_Return);
}

void PickersTest::numbersAreReadAsTheyAreWrittenHere()
{
    QLocale::setDefault(QLocale(QLocale::German));
    Test more{.op = Op::More, .values = {1234.5}, .window = {}};
    auto *editor = show(new TestEditor(more, offerOf(ValueType::Number)));
    QVERIFY(editor);
    auto *number = find<QLineEdit>("number");
    QCOMPARE(number->text(), QStringLiteral("1.234,5"));
    number->selectAll();
    write(QStringLiteral("2.500,25"));
    QCOMPARE(editor->test().values, std::vector<Operand>{2500.25});
    number->selectAll();
    write(QStringLiteral("2x"));
    QVERIFY(editor->test().values.empty());
    QVERIFY(!number->toolTip().isEmpty());
    QLocale::setDefault(QLocale::c());
}

void PickersTest::saysAtOnceWhyAPatternCannotBeRead()
{
    Test matches{.op = Op::Matches, .values = {}, .window = {}};
    auto *editor = show(new TestEditor(matches, offerOf(ValueType::Text)));
    QVERIFY(editor);
    write(QStringLiteral("(A"));
    QVERIFY(find<QLabel>("textNote")->text().startsWith(QStringLiteral("The pattern cannot be read")));
    write(QStringLiteral(")"));
    QVERIFY(!find<QLabel>("textNote")->text().startsWith(QStringLiteral("The pattern")));
}

void PickersTest::theTypeOfAValueCanBeChosen()
{
    TestOffer offer = offerOf(ValueType::Text);
    offer.types = typesOfValues();
    Test is{.op = Op::Is, .values = {QStringLiteral("41")}, .window = {}};
    auto *editor = show(new TestEditor(is, offer));
    QVERIFY(editor);
    auto *types = find<QComboBox>("valueType");
    QCOMPARE(types->currentText(), QStringLiteral("as text"));
    types->setFocus();
    write(QStringLiteral("as nu"));
    QCOMPARE(editor->test().op, std::optional(Op::Equals));
    QVERIFY(editor->test().values.empty());
    QVERIFY(!find<ChoiceList>("operators")->findItems(operatorWords(Op::Between), Qt::MatchExactly).isEmpty());
    // A test of another type than the store's says which.
    show(new TestEditor(Test{.op = Op::IsTrue, .values = {}, .window = {}}, offer));
    QCOMPARE(find<QComboBox>("valueType")->currentText(), QStringLiteral("as yes or no"));
}

void PickersTest::aValueOfNoStoreStaysOnTop()
{
    Test is{.op = Op::Is, .values = {QStringLiteral("amazon")}, .window = {}};
    auto *editor = show(new TestEditor(is, offerOf(ValueType::Text)));
    QVERIFY(editor);
    press(Qt::Key_Return);
    QCOMPARE(editor->test(), is);
}

void PickersTest::datesReadAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("words");
    QTest::newRow("days") << "2026-11-01"
                          << "2026-11-30"
                          << "between 1 Nov 2026 and 30 Nov 2026";
    QTest::newRow("moments") << "2026-11-01T18:00:00+01:00"
                             << "2026-11-02T06:30:15Z"
                             << "between 1 Nov 2026, 18:00 UTC+01:00 and 2 Nov 2026, 06:30:15 UTC";
    QTest::newRow("still to be written") << "2026-11-01"
                                         << ""
                                         << "between 1 Nov 2026 and …";
}

void PickersTest::datesReadAsPeopleWriteThem()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, words);
    Window window;
    window.kind = WindowKind::Between;
    window.from = from;
    window.to = to;
    QCOMPARE(wordsOf(window), words);
}

void PickersTest::longListsAreShortenedAndToldWhole()
{
    Test test{.op = Op::IsAnyOf, .values = {}, .window = {}};
    for (const char *value : {"DE", "AT", "CH", "LI", "LU"})
        test.values.emplace_back(QString::fromLatin1(value));
    const QString shown = words::test(test, ValueType::Text), whole = words::wholeTest(test, ValueType::Text);
    QCOMPARE(shown, QStringLiteral("is one of DE, AT, CH and 2 more"));
    QCOMPARE(whole, QStringLiteral("is one of DE, AT, CH, LI, LU"));
    PillButton pill(QStringLiteral("Value"));
    pill.setValue(shown, whole);
    QCOMPARE(pill.toolTip(), whole);
    QCOMPARE(pill.accessibleName(), QStringLiteral("Value: ") + whole);
}

QTEST_MAIN(PickersTest)
#include "pickerstest.moc"
