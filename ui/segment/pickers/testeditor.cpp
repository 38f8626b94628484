// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/testeditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/choicelist.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/picklist.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int NumberSide = 200;
constexpr int ValueLines = 8;

bool takesAnyText(Op op)
{
    switch (op) {
    case Op::Contains:
    case Op::ContainsNot:
    case Op::StartsWith:
    case Op::StartsNotWith:
    case Op::EndsWith:
    case Op::EndsNotWith:
    case Op::Matches:
    case Op::MatchesNot:
        return true;
    default:
        return false;
    }
}

bool takesNumbers(Op op)
{
    const ValueType type = operatorOf(op).type;
    return type == ValueType::Number || type == ValueType::Count;
}

QStringList textsOf(const std::vector<Operand> &values)
{
    QStringList texts;
    for (const Operand &value : values) {
        if (const auto *text = std::get_if<QString>(&value))
            texts.append(*text);
    }
    return texts;
}

std::vector<Operand> operandsOf(const QStringList &texts)
{
    return {texts.begin(), texts.end()};
}

} // namespace

TestEditor::TestEditor(const Test &test, TestOffer offer, QWidget *parent)
    : Picker(parent)
    , m_test(test)
    , m_offer(std::move(offer))
    , m_operators(new ChoiceList(tr("Comparison"), this))
    , m_side(new QVBoxLayout)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_operators, 0, Qt::AlignTop);
    row->setSpacing(size::Unit);
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

void TestEditor::fillOperators()
{
    std::vector<Op> offered;
    for (const Operator &row : operators()) {
        const bool known = row.op == Op::IsSet || row.op == Op::IsNotSet;
        if (suits(row.op, m_offer.type) && !(m_offer.type == ValueType::Count && known))
            offered.push_back(row.op);
    }
    if (m_offer.type == ValueType::Count)
        std::stable_partition(offered.begin(), offered.end(),
                              [](Op op) { return operatorOf(op).type == ValueType::Count; });
    for (const Op op : offered)
        m_operators->addChoice(operatorWords(op, m_offer.type), static_cast<int>(op));
    for (const auto &[id, text] : m_offer.more)
        m_operators->addChoice(text, FirstMore + id);
    if (m_test.op)
        m_operators->choose(static_cast<int>(*m_test.op));
    else if (!offered.empty())
        chooseOperator(static_cast<int>(offered.front()));
}

void TestEditor::chooseOperator(int value)
{
    if (value >= FirstMore)
        return;
    const Op op = static_cast<Op>(value);
    const bool keeps = m_test.op && takesNumbers(*m_test.op) == takesNumbers(op);
    const Operands operands = operatorOf(op).operands;
    m_test.op = op;
    if (!keeps || operands == Operands::None || operands == Operands::Window)
        m_test.values.clear();
    if (operands == Operands::One && m_test.values.size() > 1)
        m_test.values.resize(1);
    if (operands != Operands::Window) {
        m_test.window = {};
    } else if (m_test.window.kind == WindowKind::Ever) {
        m_test.window.kind = WindowKind::Last;
        m_test.window.n = 30;
    }
    m_operators->choose(value);
    showOperands();
    Q_EMIT edited(m_test);
}

void TestEditor::confirm()
{
    const int value = m_operators->value().value_or(0);
    if (value >= FirstMore)
        Q_EMIT moreChosen(value - FirstMore);
    else if (m_operands && m_operands->focusPolicy() != Qt::NoFocus && m_test.values.empty() &&
             m_operands->focusProxy())
        m_operands->setFocus();
    else {
        Q_EMIT edited(m_test);
        Q_EMIT committed();
    }
}

void TestEditor::showOperands()
{
    const bool hadFocus = m_operators->hasFocus();
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
    setFocusProxy(nullptr);
    const bool wanted = m_operands && m_operands->focusProxy() && operatorOf(*m_test.op).operands != Operands::None;
    setFocusProxy(wanted ? m_operands : static_cast<QWidget *>(m_operators));
    if (hadFocus)
        m_operators->setFocus();
}

QWidget *TestEditor::makeOperands()
{
    const Op op = *m_test.op;
    switch (operatorOf(op).operands) {
    case Operands::None:
        return nullptr;
    case Operands::Window:
        return makeWindow();
    case Operands::Two:
        return makeNumbers(true);
    case Operands::Many:
        return makeValues(true);
    case Operands::One:
        break;
    }
    if (takesNumbers(op))
        return makeNumbers(false);
    return takesAnyText(op) ? makeText() : makeValues(false);
}

double TestEditor::numberAt(size_t index) const
{
    const auto *number = index < m_test.values.size() ? std::get_if<double>(&m_test.values[index]) : nullptr;
    return number ? *number : 0;
}

QWidget *TestEditor::makeNumbers(bool two)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString &name, const char *id, size_t index) {
        auto *field = new NumberField(name, box);
        field->setObjectName(QLatin1String(id));
        if (m_offer.type == ValueType::Count)
            field->setWhole(0);
        if (index < m_test.values.size())
            field->setNumber(numberAt(index));
        field->selectAll();
        field->installEventFilter(this);
        connect(field, &NumberField::numberChanged, this, &TestEditor::readNumbers);
        connect(field, &QLineEdit::returnPressed, this, &Picker::committed);
        column->addWidget(field);
        return field;
    };
    m_first = add(two ? tr("From") : tr("Number"), "number", 0);
    m_second = two ? add(tr("To"), "numberTo", 1) : nullptr;
    m_note = new Label({}, TextSize::Caption, Ink::Danger, box);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    box->setFixedWidth(NumberSide);
    box->setFocusPolicy(Qt::StrongFocus);
    box->setFocusProxy(m_first);
    return box;
}

void TestEditor::readNumbers()
{
    std::vector<Operand> values;
    for (const NumberField *field : {m_first, m_second}) {
        if (field && field->number())
            values.emplace_back(*field->number());
    }
    const QString problem = m_first->problem().isEmpty() && m_second ? m_second->problem() : m_first->problem();
    m_note->setText(problem);
    if (m_second && values.size() < 2)
        values.clear();
    setValues(std::move(values));
}

QWidget *TestEditor::makeText()
{
    auto *field = new QLineEdit(this);
    field->setObjectName(QStringLiteral("text"));
    field->setAccessibleName(tr("Text"));
    field->setPlaceholderText(tr("text"));
    field->setMinimumWidth(NumberSide);
    field->setText(textsOf(m_test.values).value(0));
    field->selectAll();
    field->installEventFilter(this);
    connect(field, &QLineEdit::textEdited, this, [this](const QString &text) {
        setValues(text.isEmpty() ? std::vector<Operand>() : std::vector<Operand>{text});
    });
    connect(field, &QLineEdit::returnPressed, this, &Picker::committed);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(field);
    box->setFocusProxy(field);
    return box;
}

QWidget *TestEditor::makeValues(bool many)
{
    auto *list = new PickList(tr("Values"), this);
    list->setLineCount(ValueLines);
    list->model().setCheckable(many);
    list->model().setFreeText(true);
    list->model().setChecked(many ? textsOf(m_test.values) : QStringList());
    if (m_offer.findValues) {
        list->setNote(tr("Looking for values …"));
        m_offer.findValues(list, [this, list](const std::vector<ValueChoice> &values) { fillValues(list, values); });
    }
    connect(list, &PickList::toggled, this, [this](const QStringList &ids) { setValues(operandsOf(ids)); });
    connect(list, &PickList::closeRequested, this, &Picker::committed);
    connect(list, &PickList::picked, this, [this](const QString &id) {
        setValues({id});
        Q_EMIT committed();
    });
    return list;
}

void TestEditor::fillValues(PickList *list, const std::vector<ValueChoice> &values) const
{
    std::vector<PickItem> items;
    items.reserve(values.size());
    for (const ValueChoice &value : values)
        items.push_back({.id = value.value,
                         .text = value.value,
                         .detail = format::count(value.count),
                         .section = {},
                         .iconName = {}});
    list->setItems(std::move(items));
    list->setCurrent(textsOf(m_test.values).value(0));
    if (values.empty())
        list->setNote(tr("No values are known. Type one."));
}

QWidget *TestEditor::makeWindow()
{
    auto *editor = new WindowEditor(m_test.window, WindowEditor::Looks::BothWays, this);
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        m_test.window = window;
        Q_EMIT edited(m_test);
    });
    connect(editor, &Picker::committed, this, &Picker::committed);
    return editor;
}

void TestEditor::setValues(std::vector<Operand> values)
{
    m_test.values = std::move(values);
    Q_EMIT edited(m_test);
}

bool TestEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            m_operators->step(key == Qt::Key_Down ? 1 : -1);
            if (m_operands && m_operands->focusProxy())
                m_operands->setFocus();
            return true;
        }
    }
    return Picker::eventFilter(watched, event);
}

} // namespace perennial
