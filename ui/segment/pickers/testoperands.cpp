// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/partvalidator.h"
#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/picklist.h"
#include "ui/segment/pickers/testeditor.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

// What an operator needs beside it: numbers, a text, values of the store, a window.

namespace {

constexpr int NumberSide = 200;
constexpr int ValueLines = 8;

bool isPattern(Op op)
{
    return op == Op::Matches || op == Op::MatchesNot;
}

bool takesAnyText(Op op)
{
    switch (op) {
    case Op::Contains:
    case Op::ContainsNot:
    case Op::StartsWith:
    case Op::StartsNotWith:
    case Op::EndsWith:
    case Op::EndsNotWith:
        return true;
    default:
        return isPattern(op);
    }
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

QVBoxLayout *columnOf(QWidget *box)
{
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    return column;
}

} // namespace

QWidget *TestEditor::makeOperands()
{
    const Op op = *m_test.op;
    if (m_offer.facesOther)
        return makeOther();
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
    if (operatorOf(op).type == ValueType::Number)
        return withOtherButton(makeNumbers(false));
    return withOtherButton(takesAnyText(op) ? makeText() : makeValues(false));
}

bool TestEditor::offersOther() const
{
    return !m_offer.otherWords.isEmpty() && m_test.op && m_offer.canFaceOther(*m_test.op);
}

// Below the operands: what can stand instead of them.
QWidget *TestEditor::withOtherButton(QWidget *operands)
{
    if (!offersOther())
        return operands;
    auto *box = new QWidget(this);
    QVBoxLayout *column = columnOf(box);
    column->addWidget(operands);
    auto *other = new QToolButton(box);
    other->setObjectName(QStringLiteral("compareWithOther"));
    other->setText(m_offer.otherWords);
    setLook(other, Look::Quiet);
    connect(other, &QToolButton::clicked, this, &TestEditor::otherWanted);
    column->addWidget(other, 0, Qt::AlignLeading);
    box->setFocusProxy(operands->focusProxy() ? operands : nullptr);
    return box;
}

QWidget *TestEditor::makeOther()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = columnOf(box);
    auto *value = new QToolButton(box);
    value->setObjectName(QStringLiteral("compareWithValue"));
    value->setText(operatorOf(*m_test.op).type == ValueType::Number ? tr("Compare with a number instead")
                                                                    : tr("Compare with a value instead"));
    setLook(value, Look::Quiet);
    connect(value, &QToolButton::clicked, this, &TestEditor::valueWanted);
    column->addWidget(value, 0, Qt::AlignLeading);
    return box;
}

double TestEditor::numberAt(size_t index) const
{
    const auto *number = index < m_test.values.size() ? std::get_if<double>(&m_test.values[index]) : nullptr;
    return number ? *number : 0;
}

NumberField *TestEditor::addNumber(QWidget *box, const QString &name, const char *id, size_t index)
{
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
    box->layout()->addWidget(field);
    return field;
}

QWidget *TestEditor::makeNumbers(bool two)
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = columnOf(box);
    m_first = addNumber(box, two ? tr("From") : tr("Number"), "number", 0);
    m_second = two ? addNumber(box, tr("To"), "numberTo", 1) : nullptr;
    if (two) {
        m_first->setPlaceholderText(tr("from"));
        m_second->setPlaceholderText(tr("to"));
    }
    m_note = new Label({}, TextSize::Caption, Ink::Danger, box);
    m_note->setWordWrap(true);
    m_note->hide();
    column->addWidget(m_note);
    box->setFixedWidth(NumberSide);
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
    m_note->setVisible(!problem.isEmpty());
    if (m_second && values.size() < 2)
        values.clear();
    setValues(std::move(values));
}

QWidget *TestEditor::makeText()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = columnOf(box);
    const bool pattern = isPattern(*m_test.op);
    auto *field = new QLineEdit(box);
    field->setObjectName(QStringLiteral("text"));
    field->setAccessibleName(pattern ? tr("Pattern") : tr("Text"));
    field->setPlaceholderText(pattern ? tr("regular expression") : tr("text"));
    field->setMinimumWidth(NumberSide + 6 * size::Unit);
    field->setText(textsOf(m_test.values).value(0));
    field->selectAll();
    field->installEventFilter(this);
    connect(field, &QLineEdit::textEdited, this, &TestEditor::readText);
    connect(field, &QLineEdit::returnPressed, this, &Picker::committed);
    column->addWidget(field);
    m_note = new Label({}, TextSize::Caption, Ink::Muted, box);
    m_note->setObjectName(QStringLiteral("textNote"));
    m_note->setWordWrap(true);
    m_note->setVisible(pattern);
    column->addWidget(m_note);
    showPatternProblem();
    box->setFocusProxy(field);
    return box;
}

void TestEditor::readText(const QString &text)
{
    setValues(text.isEmpty() ? std::vector<Operand>() : std::vector<Operand>{text});
    showPatternProblem();
}

void TestEditor::showPatternProblem()
{
    const QString text = textsOf(m_test.values).value(0);
    const QString problem = isPattern(*m_test.op) ? patternProblem(text) : QString();
    m_note->setInk(problem.isEmpty() ? Ink::Muted : Ink::Danger);
    m_note->setText(problem.isEmpty() ? tr("A regular expression (Perl's), found anywhere in the text: ^A.*z$")
                                      : problem);
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
    } else {
        fillValues(list, {});
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
    items.reserve(values.size() + 1);
    for (const ValueChoice &value : values)
        items.push_back({.id = value.value,
                         .text = value.value,
                         .detail = format::count(value.count),
                         .section = {},
                         .iconName = {}});
    const QString now = textsOf(m_test.values).value(0);
    const bool single = operatorOf(*m_test.op).operands == Operands::One;
    if (single && !now.isEmpty() && std::ranges::find(items, now, &PickItem::id) == items.end())
        items.insert(items.begin(), {.id = now, .text = now, .detail = {}, .section = {}, .iconName = {}});
    list->setItems(std::move(items));
    list->setCurrent(now);
    if (values.empty())
        list->setNote(tr("No values are known. Type one."));
    else if (!single)
        list->setNote(tr("Enter ticks a value, Ctrl+Enter is done."));
}

QWidget *TestEditor::makeWindow()
{
    const bool yearly = *m_test.op == Op::AnniversaryWithin;
    auto *editor = new WindowEditor(m_test.window, yearly ? m_offer.dates.ofAnniversaries() : m_offer.dates, this);
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

} // namespace perennial
