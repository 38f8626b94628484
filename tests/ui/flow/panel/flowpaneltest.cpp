// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/flow/page/flowfixture.h"

#include "core/flow/document/flowwords.h"
#include "ui/flow/editing/nodekinds.h"
#include "ui/flow/panel/panelform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QTimeEdit>

using namespace perennial;

namespace {

// One step of each kind, behind a trigger by Started Checkout.
FlowDoc every()
{
    FlowDoc flow;
    flow.name = QStringLiteral("Every");
    for (const NodeKindFace &face : nodeKinds()) {
        FlowNode node;
        node.id = QLatin1String(face.id);
        node.is = face.make();
        node.at = {0, 120.0 * static_cast<double>(flow.nodes.size())};
        flow.nodes.push_back(node);
    }
    for (const char *other : {"trigger_join", "trigger_date", "trigger_product"})
        std::erase_if(flow.nodes, [&](const FlowNode &node) { return node.id == QLatin1String(other); });
    flow.nodes.front().is =
        TriggerNode{.start = EventTrigger{.metric = QStringLiteral("Started Checkout"), .filters = {}}};
    return flow;
}

} // namespace

// The properties of each kind of step, and of the whole flow, changed with hands and keys.
class FlowPanelTest : public QObject, protected FlowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init()
    {
        open();
        m_page->startFlow(every());
        m_steps = m_undo.activeStack()->count();
        QTRY_VERIFY(find<QWidget>("problemsButton")->accessibleName() != QStringLiteral("Problems"));
    }
    void cleanup() { close(); }
    void tabGoesThroughEveryField_data();
    void tabGoesThroughEveryField();
    void aTriggerChangesItsSort();
    void aDelayWaitsUntilAnHourOnChosenDays();
    void aSplitAsksWhatOnlyAFlowKnows();
    void aSegmentIsNotOfferedWhatOnlyAFlowKnows();
    void anEventIsTheSameAsWhatStartedTheFlow();
    void waysAreAddedNamedMovedAndRemoved();
    void weightsShowTheirShares();
    void aTextIsOneStepOfUndoAndSaysWhatIsWrong();
    void aMessageIsPreviewedForAPerson();
    void aVariableIsPreviewedByItsFirstValue();
    void anSmsIsCounted();
    void aLadderReadsItsRungs();
    void aProfileIsUpdatedFromTheTrigger();
    void theFlowItselfHasSettings();
    void exitsAndGoalsAreAdded();
    void quietHoursAndCaps();
    void undoShowsInTheFields();

private:
    template <class T>
    T *field(const char *name) const
    {
        T *last = nullptr;
        for (T *one : panel().findChildren<T *>(QLatin1String(name))) {
            if (one->isVisibleTo(&panel()) && !last)
                last = one;
        }
        return last;
    }
    template <class Kind>
    const Kind &kind(const char *id) const
    {
        return *doc().node(QLatin1String(id))->as<Kind>();
    }
    void show(const char *id)
    {
        designer().select({{QLatin1String(id)}, {}});
        QCOMPARE(panel().node(), QLatin1String(id));
    }
    void choose(const char *name, const QString &text)
    {
        auto *box = field<QComboBox>(name);
        QVERIFY2(box, name);
        const int row = box->findText(text);
        QVERIFY2(row >= 0, qPrintable(text));
        box->setFocus();
        box->setCurrentIndex(row);
        Q_EMIT box->activated(row);
    }
    void write(QWidget *where, const QString &text)
    {
        QVERIFY(where);
        where->setFocus();
        QTest::keyClick(where, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(where, text);
    }
    void openPill(const char *name)
    {
        auto *pill = field<PillButton>(name);
        QVERIFY2(pill, name);
        pill->setFocus();
        pill->openPopup();
    }
    QStringList offered() const
    {
        const auto *view =
            QApplication::activePopupWidget()->findChild<QAbstractItemView *>(QStringLiteral("pickView"));
        QStringList lines;
        for (int i = 0; i < view->model()->rowCount(); ++i)
            lines.append(view->model()->index(i, 0).data().toString());
        return lines;
    }
    [[nodiscard]] int steps() const { return m_undo.activeStack()->index() - m_steps; }

    int m_steps = 0;
};

void FlowPanelTest::tabGoesThroughEveryField_data()
{
    QTest::addColumn<QString>("id");
    for (const FlowNode &node : every().nodes)
        QTest::newRow(qPrintable(node.id)) << node.id;
    QTest::newRow("the flow itself") << QString();
}

void FlowPanelTest::tabGoesThroughEveryField()
{
    QFETCH(QString, id);
    designer().select({id.isEmpty() ? std::set<FlowNodeId>() : std::set{id}, {}});
    QTRY_VERIFY(m_jobs->jobs().isEmpty()); // what is wrong with it is said by now
    QList<QPointer<QWidget>> wanted;       // problems that are found meanwhile come and go
    for (QWidget *one : panel().findChildren<QWidget *>()) {
        const bool isField = qobject_cast<QLineEdit *>(one) || qobject_cast<QComboBox *>(one) ||
                             qobject_cast<PillButton *>(one) || qobject_cast<QAbstractButton *>(one) ||
                             qobject_cast<QPlainTextEdit *>(one);
        if (isField && one->isVisibleTo(&panel()) && one->isEnabled() && (one->focusPolicy() & Qt::TabFocus))
            wanted.append(one->focusProxy() ? one->focusProxy() : one);
    }
    QVERIFY(wanted.size() >= 2);
    designer().action(FlowAction::Properties)->trigger();
    QVERIFY(panel().isAncestorOf(target()));
    for (int i = 0; i < 80 && !wanted.isEmpty(); ++i) {
        wanted.removeAll(target());
        if (target() && !target()->accessibleName().isEmpty())
            QVERIFY(target()->isVisible());
        press(Qt::Key_Tab);
    }
    for (const QPointer<QWidget> &left : std::as_const(wanted)) {
        // What stands in a spin box is reached through it.
        const bool isReached = !left || qobject_cast<QAbstractSpinBox *>(left->parentWidget()) ||
                               left->objectName().startsWith(QStringLiteral("node"));
        QVERIFY2(isReached, left ? qPrintable(left->objectName()) : "");
    }
}

void FlowPanelTest::aTriggerChangesItsSort()
{
    show("trigger_event");
    QCOMPARE(field<PillButton>("triggerMetric")->value(), QStringLiteral("Started Checkout"));
    choose("triggerSort", QStringLiteral("a date comes up"));
    QVERIFY(std::holds_alternative<DateTrigger>(kind<TriggerNode>("trigger_event").start));
    QVERIFY(!field<PillButton>("triggerMetric"));
    write(field<QLineEdit>("spanNumber"), QStringLiteral("7"));
    choose("triggerRepeat", QStringLiteral("every month"));
    const auto &date = std::get<DateTrigger>(kind<TriggerNode>("trigger_event").start);
    QCOMPARE(date.offset.n, 7);
    QCOMPARE(date.repeat, DateRepeat::Monthly);
    choose("triggerSort", QStringLiteral("they join a segment or list"));
    openPill("triggerJoin");
    type(QStringLiteral("Newsl"));
    press(Qt::Key_Return);
    const auto &join = std::get<JoinTrigger>(kind<TriggerNode>("trigger_event").start);
    QCOMPARE(join.of, MemberOf::List);
    QCOMPARE(join.name, QStringLiteral("Newsletter"));
}

void FlowPanelTest::aDelayWaitsUntilAnHourOnChosenDays()
{
    show("delay");
    write(field<QLineEdit>("spanNumber"), QStringLiteral("4"));
    choose("spanUnit", QStringLiteral("hours"));
    QTest::mouseClick(field<QCheckBox>("delayHasUntil"), Qt::LeftButton, {}, QPoint(8, 10));
    field<QTimeEdit>("delayUntil")->setTime(QTime(18, 30));
    QTest::mouseClick(field<QToolButton>("weekday6"), Qt::LeftButton);
    QTest::mouseClick(field<QToolButton>("weekday7"), Qt::LeftButton);
    choose("delayClock", QStringLiteral("the person's own, where it is known"));
    const auto &delay = kind<DelayNode>("delay");
    QCOMPARE(delay.span, (TimeSpan{4, TimeUnit::Hour}));
    QCOMPARE(delay.until, ClockTime{18 * 60 + 30});
    QCOMPARE(delay.weekdays, (std::vector<int>{6, 7}));
    QCOMPARE(delay.clock, ClockOf::Profile);
}

void FlowPanelTest::aSplitAsksWhatOnlyAFlowKnows()
{
    show("split");
    openPill("addCondition");
    const QStringList lines = offered();
    QVERIFY(lines.contains(QStringLiteral("In this flow")));
    QVERIFY(lines.contains(QStringLiteral("The flow's discount …"))); // of the ladder
    QVERIFY(lines.contains(QStringLiteral("Was not in this flow before")));
    type(QStringLiteral("What started"));
    press(Qt::Key_Return);
    QTRY_VERIFY(QApplication::activePopupWidget()); // it asks which property
    QTRY_VERIFY(offered().contains(QStringLiteral("product")));
    type(QStringLiteral("product"));
    press(Qt::Key_Return);
    const auto &group = *kind<SplitNode>("split").when.group();
    const auto &asked = std::get<PropertyCondition>(group.children.front().is);
    QCOMPARE(asked.of, PropertyOf::Trigger);
    QCOMPARE(asked.property, QStringLiteral("product"));
    QTRY_VERIFY(field<PillButton>("test"));
    openPill("test"); // with the values there are
    QTRY_VERIFY(QApplication::activePopupWidget());
    QApplication::activePopupWidget()->close();
    // Nothing is wrong with it here.
    for (const QLabel *problem : panel().findChildren<QLabel *>(QStringLiteral("problem")))
        QVERIFY2(!problem->isVisible(), qPrintable(problem->text()));
}

void FlowPanelTest::aSegmentIsNotOfferedWhatOnlyAFlowKnows()
{
    SegmentsPage segments(*m_workspace);
    segments.resize(1280, 800);
    segments.show();
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    segments.startSegment();
    auto *builder = segments.findChild<SegmentBuilder *>();
    builder->startCondition();
    QVERIFY(QApplication::activePopupWidget());
    for (const QString &line : offered())
        QVERIFY2(!line.contains(QStringLiteral("flow"), Qt::CaseInsensitive) || line == QStringLiteral("Welcome"),
                 qPrintable(line));
    QApplication::activePopupWidget()->close();
}

void FlowPanelTest::anEventIsTheSameAsWhatStartedTheFlow()
{
    show("wait");
    openPill("addCondition");
    type(QStringLiteral("Added to Cart"));
    press(Qt::Key_Return);
    QTRY_VERIFY(field<PillButton>("same"));
    openPill("same");
    QTRY_VERIFY(offered().contains(QStringLiteral("same product")));
    type(QStringLiteral("product"));
    press(Qt::Key_Return);
    QApplication::activePopupWidget()->close();
    const auto &event = std::get<EventCondition>(kind<WaitNode>("wait").until.group()->children.front().is);
    QCOMPARE(event.quantity.same, (std::vector<SameAsTrigger>{{QStringLiteral("product"), {}}}));
    QCOMPARE(field<PillButton>("same")->value(), QStringLiteral("same product as what started the flow"));
    // So are two that are called otherwise on the two sides.
    openPill("same");
    auto *popup = QApplication::activePopupWidget();
    auto *here = popup->findChild<QComboBox *>(QStringLiteral("sameHere"));
    auto *there = popup->findChild<QComboBox *>(QStringLiteral("sameThere"));
    auto *add = popup->findChild<QPushButton *>(QStringLiteral("sameAdd"));
    QTRY_VERIFY(here->isVisible());
    here->setCurrentText(QStringLiteral("product"));
    QCOMPARE(there->currentText(), QStringLiteral("product")); // by itself
    QVERIFY(!add->isEnabled());                                // as it is already
    there->setCurrentText(QStringLiteral("item"));
    QTest::mouseClick(add, Qt::LeftButton);
    QVERIFY(offered().contains(QStringLiteral("same product (item there)")));
    popup->close();
    QCOMPARE(std::get<EventCondition>(kind<WaitNode>("wait").until.group()->children.front().is).quantity.same,
             (std::vector<SameAsTrigger>{{QStringLiteral("product"), {}},
                                         {QStringLiteral("product"), QStringLiteral("item")}}));
    QCOMPARE(field<PillButton>("same")->value(),
             QStringLiteral("same product, same product (item there) as what started the flow"));
    // The window since the start is offered, too.
    openPill("window");
    auto *kinds = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("windowKinds"));
    const auto since = kinds->findItems(QStringLiteral("since starting this flow"), Qt::MatchExactly);
    QCOMPARE(since.size(), 1);
    QTest::mouseClick(kinds->viewport(), Qt::LeftButton, {}, kinds->visualItemRect(since.first()).center());
    QApplication::activePopupWidget()->close();
    QCOMPARE(std::get<EventCondition>(kind<WaitNode>("wait").until.group()->children.front().is).quantity.window.kind,
             WindowKind::SinceFlowStart);
}

void FlowPanelTest::waysAreAddedNamedMovedAndRemoved()
{
    show("multi_split");
    write(field<QLineEdit>("branchName"), QStringLiteral("Berlin"));
    QTest::mouseClick(field<QToolButton>("addBranch"), Qt::LeftButton);
    QCOMPARE(kind<MultiSplitNode>("multi_split").branches.size(), size_t(3));
    QTest::mouseClick(field<QToolButton>("rowDown"), Qt::LeftButton);
    QCOMPARE(kind<MultiSplitNode>("multi_split").branches[1].name, QStringLiteral("Berlin"));
    QTest::mouseClick(field<QToolButton>("rowRemove"), Qt::LeftButton);
    QCOMPARE(kind<MultiSplitNode>("multi_split").branches.size(), size_t(2));
    QCOMPARE(kind<MultiSplitNode>("multi_split").branches[0].name, QStringLiteral("Berlin"));
    QCOMPARE(field<QLineEdit>("branchName")->text(), QStringLiteral("Berlin"));
}

void FlowPanelTest::weightsShowTheirShares()
{
    show("random_split");
    write(field<QLineEdit>("armWeight"), QStringLiteral("150"));
    QCOMPARE(kind<RandomSplitNode>("random_split").arms.front().weight, 150.0);
    QCOMPARE(field<QLabel>("armShare")->text(), QStringLiteral("75.0 %"));
    for (int i = 0; i < 2; ++i)
        QVERIFY(panel().findChildren<QToolButton *>(QStringLiteral("rowRemove")).at(i)->isEnabled() ==
                false); // two at least
}

void FlowPanelTest::aTextIsOneStepOfUndoAndSaysWhatIsWrong()
{
    show("email");
    auto *text = field<QPlainTextEdit>("messageText");
    write(text, QStringLiteral("Hi {{ country|shout }}"));
    QCOMPARE(steps(), 1);
    QCOMPARE(field<QLabel>("textProblems")->text(), QStringLiteral("Line 1, column 4: There is no filter “shout”."));
    write(text, QStringLiteral("Hi {{ countri }}"));
    QCOMPARE(field<QLabel>("textProblems")->text(),
             QStringLiteral("Nothing is known by the name “countri”: it stays empty."));
    write(text, QStringLiteral("Hi {{ country|upper }}"));
    QVERIFY(!field<QLabel>("textProblems"));
    m_undo.undo();
    QVERIFY(text->toPlainText().isEmpty());
    QVERIFY(kind<MessageNode>("email").text.isEmpty());
}

void FlowPanelTest::aMessageIsPreviewedForAPerson()
{
    show("email");
    write(field<QPlainTextEdit>("messageText"), QStringLiteral("{{ city|default:\"your town\" }} {{ event.product }}"));
    QCOMPARE(field<QLabel>("previewText")->text(), QStringLiteral("your town "));
    openPill("previewPerson");
    QLineEdit *search = QApplication::activePopupWidget()->findChild<QLineEdit *>();
    QTest::keyClicks(search, QStringLiteral("@"));
    auto *found = QApplication::activePopupWidget()->findChild<QListWidget *>();
    QTRY_VERIFY(found->count() > 1);
    found->setCurrentRow(1); // the second person: from Paris, started a checkout with a mug
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(field<QLabel>("previewText")->text() != QStringLiteral("your town "));
}

void FlowPanelTest::aVariableIsPreviewedByItsFirstValue()
{
    FlowDoc flow = doc();
    for (FlowNode &node : flow.nodes) {
        if (auto *ladder = node.as<LadderNode>()) {
            ladder->variable = QStringLiteral("Rebate");
            ladder->rungs = {7, 12};
        }
    }
    m_page->startFlow(flow);
    show("sms");
    write(field<QPlainTextEdit>("messageText"), QStringLiteral("{{ flow.rebate }} % off{{ flow.other }}"));
    QCOMPARE(field<QLabel>("previewText")->text(), QStringLiteral("7 % off"));
    QVERIFY2(field<QLabel>("previewNote")
                 ->text()
                 .contains(QStringLiteral("“rebate” is an example: 7, the first value this flow gives.")),
             qPrintable(field<QLabel>("previewNote")->text()));
}

void FlowPanelTest::anSmsIsCounted()
{
    show("sms");
    QVERIFY(!field<QLineEdit>("messageSubject")); // an SMS has none
    write(field<QPlainTextEdit>("messageText"), QString(161, u'a'));
    QCOMPARE(field<QLabel>("smsLength")->text(), QStringLiteral("161 characters · 2 SMS · 145 left in the last"));
    field<QPlainTextEdit>("messageText")->setPlainText(QStringLiteral("it’s"));
    QVERIFY(field<QLabel>("smsLength")->text().contains(QStringLiteral("“’” is not in the short alphabet")));
}

void FlowPanelTest::aLadderReadsItsRungs()
{
    show("ladder");
    QCOMPARE(field<QLineEdit>("ladderRungs")->text(), QStringLiteral("5; 10; 15"));
    write(field<QLineEdit>("ladderRungs"), QStringLiteral("7.5; 20 ; 25%"));
    QCOMPARE(kind<LadderNode>("ladder").rungs, (std::vector<double>{7.5, 20, 25}));
    write(field<QLineEdit>("ladderRungs"), QStringLiteral("7.5; many"));
    QCOMPARE(kind<LadderNode>("ladder").rungs, std::vector<double>{7.5}); // as far as it was one
}

void FlowPanelTest::aProfileIsUpdatedFromTheTrigger()
{
    show("update");
    choose("changeOf", QStringLiteral("this journey"));
    openPill("changeProperty");
    type(QStringLiteral("last_product"));
    press(Qt::Key_Return);
    choose("changeHow", QStringLiteral("copy from the trigger"));
    openPill("changeTrigger");
    QTRY_VERIFY(offered().contains(QStringLiteral("product")));
    type(QStringLiteral("product"));
    press(Qt::Key_Return);
    const ProfileChange &change = kind<UpdateNode>("update").changes.front();
    QCOMPARE(change.of, PropertyOf::Variable);
    QCOMPARE(change.property, QStringLiteral("last_product"));
    QCOMPARE(change.fromTrigger, QStringLiteral("product"));
}

void FlowPanelTest::theFlowItselfHasSettings()
{
    designer().select({});
    choose("reEntry", QStringLiteral("not sooner than"));
    auto *after = panel().findChild<QWidget *>(QStringLiteral("reEntryAfter"));
    QVERIFY(after->isVisible());
    write(after->findChild<QLineEdit *>(), QStringLiteral("90"));
    write(field<QLineEdit>("observedDays"), QStringLiteral("14"));
    QCOMPARE(doc().reEntry, ReEntry::AfterSpan);
    QCOMPARE(doc().reEntryAfter.n, 90);
    QCOMPARE(doc().observedDays, 14);
    openPill("flowZone");
    type(QStringLiteral("Europe/Lisbon"));
    press(Qt::Key_Return);
    QCOMPARE(doc().zone, QStringLiteral("Europe/Lisbon"));
}

void FlowPanelTest::exitsAndGoalsAreAdded()
{
    designer().select({});
    QTest::mouseClick(field<QToolButton>("addGoal"), Qt::LeftButton);
    QCOMPARE(doc().exits.size(), size_t(1));
    QVERIFY(doc().exits.front().isGoal);
    write(field<QLineEdit>("exitName"), QStringLiteral("Bought"));
    choose("exitSort", QStringLiteral("a goal: reached, people stay"));
    QCOMPARE(doc().exits.front().name, QStringLiteral("Bought"));
    QVERIFY(!doc().exits.front().leaves);
    const auto pills = panel()
                           .findChild<QWidget *>(QStringLiteral("exitWhen"))
                           ->findChildren<PillButton *>(QStringLiteral("addCondition"));
    pills.first()->setFocus();
    pills.first()->openPopup();
    type(QStringLiteral("Placed Order"));
    press(Qt::Key_Return);
    QCOMPARE(doc().exits.front().when.group()->children.size(), size_t(1));
}

void FlowPanelTest::quietHoursAndCaps()
{
    designer().select({});
    QVERIFY(!field<QTimeEdit>("quietFrom"));
    field<QCheckBox>("quietOn")->click();
    QVERIFY(field<QTimeEdit>("quietFrom"));
    field<QTimeEdit>("quietFrom")->setTime(QTime(22, 0));
    QTest::mouseClick(field<QToolButton>("addCap"), Qt::LeftButton);
    write(field<QLineEdit>("capMost"), QStringLiteral("2"));
    choose("capChannel", wordsOf(MessageChannel::Sms));
    const SendingRules &rules = doc().sending;
    QVERIFY(rules.quiet.on);
    QCOMPARE(rules.quiet.from, ClockTime{22 * 60});
    QCOMPARE(rules.caps.size(), size_t(1));
    QCOMPARE(rules.caps.front().most, 2);
    QCOMPARE(rules.caps.front().channel, MessageChannel::Sms);
    write(field<QLineEdit>("smartHours"), QString());
    QTest::keyClick(field<QLineEdit>("smartHours"), Qt::Key_Delete);
    QVERIFY(!doc().sending.smart.emailHours); // nothing there: no such rule
}

void FlowPanelTest::undoShowsInTheFields()
{
    show("delay");
    write(field<QLineEdit>("spanNumber"), QStringLiteral("9"));
    m_undo.undo();
    QCOMPARE(field<QLineEdit>("spanNumber")->text(), QStringLiteral("1"));
    designer().select({{"goal"}, {}});
    write(field<QLineEdit>("goalName"), QStringLiteral("Won"));
    QCOMPARE(kind<GoalNode>("goal").name, QStringLiteral("Won"));
    QCOMPARE(panel().node(), QStringLiteral("goal"));
    write(field<QLineEdit>("nodeTitle"), QStringLiteral("The end"));
    QCOMPARE(doc().node(QStringLiteral("goal"))->title, QStringLiteral("The end"));
    m_undo.undo();
    QCOMPARE(field<QLineEdit>("nodeTitle")->text(), QString());
    QCOMPARE(field<QLineEdit>("goalName")->text(), QStringLiteral("Won"));
}

QTEST_MAIN(FlowPanelTest)
#include "flowpaneltest.moc"
