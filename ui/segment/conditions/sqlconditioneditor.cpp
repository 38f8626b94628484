// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/sqlconditioneditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/conditions/wordlabel.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/daycalendar.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/formpicker.h"
#include "ui/segment/pickers/numberfield.h"

#include <QDateEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

const QString Yes = QStringLiteral("yes"), No = QStringLiteral("no");

bool isYes(const Operand &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text == Yes : std::get<double>(value) != 0;
}

QString valueWords(const TemplateParameter &parameter, const Operand &value)
{
    if (parameter.type == ParameterType::YesNo)
        return isYes(value) ? SqlConditionEditor::tr("yes") : SqlConditionEditor::tr("no");
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : numberWords(std::get<double>(value));
}

QString textOf(const std::optional<Operand> &value)
{
    const auto *text = value ? std::get_if<QString>(&*value) : nullptr;
    return text ? *text : QString();
}

} // namespace

SqlConditionEditor::SqlConditionEditor(const BuilderContext &context, QWidget *parent)
    : KindEditor(context, Lines::Own, parent)
    , m_pills(new FlowLayout)
    , m_note(new Label({}, TextSize::Caption, Ink::Muted, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    column->addLayout(m_pills);
    column->addWidget(m_note);
    m_pills->addWidget(new WordLabel(tr("found by the query"), this, Ink::Muted));
    m_query = new PickerPill(
        tr("Saved query"), [this] { return makeQueryPicker(); }, this);
    m_query->setObjectName(QStringLiteral("query"));
    m_query->setPlaceholder(tr("choose a saved query"));
    m_pills->addWidget(m_query);
    m_note->setObjectName(QStringLiteral("queryNote"));
    m_note->setWordWrap(true);
    context.catalog.whenChanged(this, [this] { show(); });
}

void SqlConditionEditor::show()
{
    const auto query = context().catalog.query(condition().query);
    m_query->setValue(condition().query);
    showParameters(query ? query->parameters : std::vector<TemplateParameter>());
    showNote(query);
}

void SqlConditionEditor::showNote(const std::optional<SqlTemplate> &query)
{
    if (condition().query.isEmpty() || (!query && !context().catalog.isReady()))
        m_note->setText({});
    else if (query)
        m_note->setText(query->note);
    else
        m_note->setText(tr("This store has no saved query of that name. Choose another, or save one under this name."));
    m_note->setInk(query || condition().query.isEmpty() ? Ink::Muted : Ink::Warn);
    m_note->setVisible(!m_note->text().isEmpty());
}

void SqlConditionEditor::showParameters(const std::vector<TemplateParameter> &parameters)
{
    m_parameters = parameters;
    while (m_parameterPills.size() > parameters.size()) {
        m_pills->removeWidget(m_parameterPills.back());
        m_parameterPills.back()->hide();
        m_parameterPills.back()->deleteLater();
        m_parameterPills.pop_back();
    }
    while (m_parameterPills.size() < parameters.size())
        m_parameterPills.push_back(makeParameterPill(m_parameterPills.size()));
    for (size_t i = 0; i < parameters.size(); ++i) {
        const TemplateParameter &parameter = parameters[i];
        const auto given = condition().parameters.constFind(parameter.name);
        PickerPill *pill = m_parameterPills[i];
        pill->setObjectName(QStringLiteral("parameter-") + parameter.name);
        pill->setPlaceholder(tr("%1: choose a value").arg(parameter.name));
        if (given != condition().parameters.constEnd())
            pill->setValue(
                tr("%1: %2", "a parameter and its value").arg(parameter.name, valueWords(parameter, *given)));
        else if (parameter.standard)
            pill->setValue(
                tr("%1: %2 unless you say otherwise").arg(parameter.name, valueWords(parameter, *parameter.standard)));
        else
            pill->setValue({});
    }
}

PickerPill *SqlConditionEditor::makeParameterPill(size_t index)
{
    auto *pill = new PickerPill(
        tr("Parameter"), [this, index] { return makeParameterPicker(m_parameters[index]); }, this);
    m_pills->addWidget(pill);
    pill->show();
    return pill;
}

Picker *SqlConditionEditor::makeQueryPicker()
{
    auto *picker = new ListPicker(tr("Saved query"));
    const auto queries = context().catalog.queries();
    std::vector<PickItem> items;
    for (const SqlTemplate &query : queries)
        items.push_back({.id = query.name, .text = query.name, .detail = {}, .section = {}, .iconName = {}});
    picker->list().setItems(std::move(items));
    picker->list().fitLines();
    picker->list().setCurrent(condition().query);
    if (queries.empty())
        picker->list().setNote(tr("No query is saved yet. Save one to use it in conditions."));
    connect(picker, &ListPicker::picked, this, [this](const QString &name) {
        const auto query = context().catalog.query(name);
        edit(tr("Change query"), {}, [&](SqlCondition &c) {
            c.query = name;
            erase_if(c.parameters, [&](std::pair<const QString &, Operand &> given) {
                return !query || !query->parameter(given.first);
            });
        });
    });
    return picker;
}

void SqlConditionEditor::give(const QString &parameter, std::optional<Operand> value)
{
    edit(tr("Change parameter"), QStringLiteral("parameter-") + parameter, [&](SqlCondition &c) {
        if (value)
            c.parameters.insert(parameter, *value);
        else
            c.parameters.remove(parameter);
    });
}

void SqlConditionEditor::addDate(FormPicker &form, const QString &parameter, const QString &now)
{
    auto *day = new QDateEdit(&form);
    day->setObjectName(QStringLiteral("value"));
    day->setAccessibleName(parameter);
    day->setButtonSymbols(QAbstractSpinBox::NoButtons);
    day->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    const QDate told = QDate::fromString(now.left(10), Qt::ISODate);
    day->setDate(told.isValid() ? told : QDate::currentDate());
    form.addPart(day);
    form.setFocusProxy(day);
    form.addLine();
    auto *calendar = new DayCalendar(&form);
    calendar->serve(day);
    calendar->turnTo(day);
    form.addPart(calendar);
    connect(day, &QDateEdit::dateChanged, this,
            [this, parameter](const QDate &date) { give(parameter, date.toString(Qt::ISODate)); });
}

Picker *SqlConditionEditor::makeParameterPicker(const TemplateParameter &parameter)
{
    const QString name = parameter.name;
    const auto given = condition().parameters.constFind(name);
    const auto now = given == condition().parameters.constEnd() ? parameter.standard : std::optional(*given);
    if (parameter.type == ParameterType::YesNo)
        return new ChoicePicker(name, {{1, tr("yes")}, {0, tr("no")}}, now ? (isYes(*now) ? 1 : 0) : -1,
                                [this, name](int value) { give(name, value == 1 ? Yes : No); });
    auto *form = new FormPicker;
    form->addWord(name);
    if (parameter.type == ParameterType::Number) {
        const auto *number = now ? std::get_if<double>(&*now) : nullptr;
        auto *field = form->addNumber(name, "value", number ? std::optional(*number) : std::nullopt);
        connect(form, &FormPicker::changed, this, [this, name, field] {
            give(name, field->number() ? std::optional<Operand>(*field->number()) : std::nullopt);
        });
    } else if (parameter.type == ParameterType::Text) {
        auto *field = form->addText(name, "value", textOf(now));
        connect(form, &FormPicker::changed, this, [this, name, field] {
            give(name, field->text().isEmpty() ? std::nullopt : std::optional<Operand>(field->text()));
        });
    } else {
        addDate(*form, name, textOf(now));
    }
    return form;
}

} // namespace perennial
