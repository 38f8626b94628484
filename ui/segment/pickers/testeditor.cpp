// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/testeditor.h"

#include "core/segment/document/finished.h"
#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/choicelist.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int DaysBack = 30;
constexpr int DaysAhead = 14;

// What the values beside an operator are: they stay when another operator takes the same.
bool takesNumbers(Op op)
{
    const ValueType type = operatorOf(op).type;
    return type == ValueType::Number || type == ValueType::Count;
}

// What a date is asked for before somebody says otherwise.
Window presetOf(bool yearly)
{
    Window window;
    window.kind = yearly ? WindowKind::Next : WindowKind::Last;
    window.n = yearly ? DaysAhead : DaysBack;
    return window;
}

} // namespace

std::vector<ValueType> typesOfValues()
{
    return {ValueType::Text, ValueType::Number, ValueType::Boolean, ValueType::Date, ValueType::List};
}

TestEditor::TestEditor(const Test &test, TestOffer offer, QWidget *parent)
    : Picker(parent)
    , m_test(test)
    , m_offer(std::move(offer))
    , m_operators(new ChoiceList(tr("Comparison"), this))
    , m_side(new QVBoxLayout)
{
    m_offer.type = shownType();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    auto *start = new QVBoxLayout;
    start->setSpacing(size::Unit);
    if (m_offer.types.size() > 1)
        start->addWidget(makeTypes());
    start->addWidget(m_operators, 1, Qt::AlignTop);
    row->addLayout(start);
    row->addLayout(m_side, 1);
    m_side->addStretch(1); // an empty column would allow the row no height
    m_operators->setObjectName(QStringLiteral("operators"));
    fillOperators();
    connect(m_operators, &ChoiceList::chosen, this, &TestEditor::chooseOperator);
    connect(m_operators, &ChoiceList::confirmed, this, &TestEditor::confirm);
    connect(m_operators, &QListWidget::itemClicked, this, [this] {
        if (m_operators->value() >= FirstMore)
            confirm();
    });
    showOperands();
}

// That of the operator, where it has one of its own.
ValueType TestEditor::shownType() const
{
    const ValueType own = m_test.op ? operatorOf(*m_test.op).type : ValueType::Any;
    return own == ValueType::Any || suits(*m_test.op, m_offer.type) ? m_offer.type : own;
}

QWidget *TestEditor::makeTypes()
{
    m_types = new QComboBox(this);
    m_types->setObjectName(QStringLiteral("valueType"));
    m_types->setAccessibleName(tr("Type of value"));
    for (const ValueType type : m_offer.types)
        m_types->addItem(tr("as %1", "as text").arg(valueTypeWords(type)), static_cast<int>(type));
    if (m_types->findData(static_cast<int>(m_offer.type)) < 0)
        m_types->addItem(tr("as %1", "as text").arg(valueTypeWords(m_offer.type)), static_cast<int>(m_offer.type));
    m_types->setCurrentIndex(m_types->findData(static_cast<int>(m_offer.type)));
    m_types->setToolTip(tr("The values of a property can be of several types"));
    connect(m_types, &QComboBox::activated, this,
            [this] { chooseType(static_cast<ValueType>(m_types->currentData().toInt())); });
    auto *name = new Label(m_types->accessibleName(), TextSize::Body, Ink::Muted, this);
    name->setBuddy(m_types); // readers on Linux name a box by its label alone
    name->hide();
    return m_types;
}

std::vector<Op> TestEditor::offeredOperators() const
{
    std::vector<Op> offered;
    for (const Operator &row : operators()) {
        const bool fits = row.type == ValueType::Any ? m_offer.asksForKnown && m_offer.type != ValueType::Count
                                                     : suits(row.op, m_offer.type);
        if (fits && (!m_offer.facesOther || m_offer.canFaceOther(row.op)))
            offered.push_back(row.op);
    }
    if (m_offer.type == ValueType::Count && m_offer.isTimes)
        std::ranges::stable_partition(offered, [](Op op) { return operatorOf(op).type == ValueType::Count; });
    return offered;
}

void TestEditor::fillOperators()
{
    const QSignalBlocker quiet(m_operators);
    m_operators->clear();
    const std::vector<Op> offered = offeredOperators();
    const ValueType worded = m_offer.facesOther || !m_offer.isTimes ? ValueType::Number : m_offer.type;
    for (const Op op : offered)
        m_operators->addChoice(operatorWords(op, worded), static_cast<int>(op));
    for (const auto &[id, text] : m_offer.more)
        m_operators->addChoice(text, FirstMore + id);
    if (!m_test.op && !offered.empty())
        adoptOperator(offered.front());
    if (m_test.op)
        m_operators->choose(static_cast<int>(*m_test.op));
}

void TestEditor::chooseType(ValueType type)
{
    if (type == m_offer.type)
        return;
    m_offer.type = type;
    if (!m_test.op || !suits(*m_test.op, type)) {
        m_test.op.reset();
        m_test.values.clear();
    }
    fillOperators();
    showOperands();
    Q_EMIT edited(m_test);
}

void TestEditor::chooseOperator(int value)
{
    if (value >= FirstMore)
        return;
    adoptOperator(static_cast<Op>(value));
    m_operators->choose(value);
    showOperands();
    Q_EMIT edited(m_test);
}

void TestEditor::adoptOperator(Op op)
{
    const bool keeps = m_test.op && takesNumbers(*m_test.op) == takesNumbers(op);
    const Operands operands = operatorOf(op).operands;
    m_test.op = op;
    if (!keeps || operands == Operands::None || operands == Operands::Window || m_offer.facesOther)
        m_test.values.clear();
    if (operands == Operands::One && m_test.values.size() > 1)
        m_test.values.resize(1);
    adoptWindow(op);
}

void TestEditor::adoptWindow(Op op)
{
    Window &window = m_test.window;
    if (operatorOf(op).operands != Operands::Window) {
        window = {};
        return;
    }
    const bool yearly = op == Op::AnniversaryWithin;
    if (window == Window() || window == presetOf(!yearly) || (yearly && window.kind == WindowKind::SinceEvent)) {
        window = presetOf(yearly);
    } else if (yearly) {
        window.weekdays.clear();
        window.fromHour.reset();
        window.toHour.reset();
    }
}

void TestEditor::confirm()
{
    const int value = m_operators->value().value_or(0);
    if (value >= FirstMore) {
        Q_EMIT moreChosen(value - FirstMore);
    } else if (!m_offer.facesOther && m_operands && m_operands->focusProxy() && !isFinished(m_test)) {
        m_operands->setFocus();
    } else {
        Q_EMIT edited(m_test);
        Q_EMIT committed();
    }
}

void TestEditor::showOperands()
{
    const bool hadFocus = m_operators->hasFocus() || (m_types && m_types->hasFocus());
    if (m_operands) {
        m_operands->hide();
        m_operands->deleteLater();
    }
    m_first = m_second = nullptr;
    m_note = nullptr;
    m_operands = m_test.op ? makeOperands() : nullptr;
    if (m_operands) {
        m_side->insertWidget(0, m_operands, 0, Qt::AlignTop);
        m_operands->show();
    }
    QWidget *stays = hadFocus && m_types && m_types->hasFocus() ? static_cast<QWidget *>(m_types) : m_operators;
    setFocusProxy(nullptr);
    const bool wanted = m_operands && m_operands->focusProxy() && !m_offer.facesOther;
    setFocusProxy(wanted ? m_operands : static_cast<QWidget *>(m_operators));
    if (hadFocus)
        stays->setFocus();
}

bool TestEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            m_operators->step(key == Qt::Key_Down ? 1 : -1);
            if (m_operands && m_operands->focusProxy())
                m_operands->setFocus();
            else
                m_operators->setFocus();
            return true;
        }
    }
    return Picker::eventFilter(watched, event);
}

} // namespace perennial
