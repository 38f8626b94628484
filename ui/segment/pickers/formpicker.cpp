// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/formpicker.h"

#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/spanfield.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int NumberWidth = 72;
constexpr int TextWidth = 240;
constexpr int NoteWidth = 304;

} // namespace

FormPicker::FormPicker(QWidget *parent)
    : Picker(parent)
    , m_column(new QVBoxLayout(this))
    , m_note(new Label({}, TextSize::Caption, Ink::Muted, this))
{
    m_column->setContentsMargins(size::Gap, size::Gap, size::Gap, size::Gap);
    m_column->setSpacing(size::Unit);
    m_column->addWidget(m_note);
    m_note->setObjectName(QStringLiteral("formNote"));
    m_note->setWordWrap(true);
    m_note->setMinimumWidth(NoteWidth);
    m_note->hide();
    addLine();
}

void FormPicker::addLine()
{
    m_line = new QHBoxLayout;
    m_line->setSpacing(size::Unit);
    m_line->addStretch(1);
    m_column->insertLayout(m_column->count() - 1, m_line);
}

void FormPicker::addWord(const QString &word)
{
    addPart(new Label(word, TextSize::Body, Ink::Text, this));
}

// Before the stretch at the line's end.
void FormPicker::addPart(QWidget *part)
{
    m_line->insertWidget(m_line->count() - 1, part);
}

// The first field has the focus when the picker opens.
void FormPicker::adopt(QWidget *field)
{
    addPart(field);
    if (!focusProxy())
        setFocusProxy(field);
}

NumberField *FormPicker::addNumber(const QString &name, const char *objectName, std::optional<double> now)
{
    auto *field = new NumberField(name, this);
    field->setObjectName(QLatin1String(objectName));
    field->setNumber(now);
    field->selectAll();
    field->setFixedWidth(NumberWidth);
    adopt(field);
    connect(field, &NumberField::numberChanged, this, [this, field] {
        setProblem(field->problem());
        Q_EMIT changed();
    });
    connect(field, &QLineEdit::returnPressed, this, &Picker::committed);
    return field;
}

SpanField *FormPicker::addSpan(const QString &name, int least, std::optional<TimeSpan> now)
{
    auto *field = new SpanField(name, least, this);
    field->setSpan(now);
    field->number()->selectAll();
    adopt(field);
    connect(field, &SpanField::edited, this, [this, field] {
        setProblem(field->problem());
        Q_EMIT changed();
    });
    connect(field, &SpanField::confirmed, this, &Picker::committed);
    return field;
}

QLineEdit *FormPicker::addText(const QString &name, const char *objectName, const QString &now)
{
    auto *field = new QLineEdit(now, this);
    field->setObjectName(QLatin1String(objectName));
    field->setAccessibleName(name);
    field->setMinimumWidth(TextWidth);
    field->selectAll();
    adopt(field);
    connect(field, &QLineEdit::textEdited, this, &FormPicker::changed);
    connect(field, &QLineEdit::returnPressed, this, &Picker::committed);
    return field;
}

QComboBox *FormPicker::addChoice(const QString &name, const char *objectName,
                                 const std::vector<std::pair<int, QString>> &choices, int now)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QLatin1String(objectName));
    auto *boxName = new Label(name, TextSize::Body, Ink::Muted, this); // for readers
    boxName->setBuddy(box);
    boxName->hide();
    for (const auto &[value, text] : choices)
        box->addItem(text, value);
    box->setCurrentIndex(box->findData(now));
    adopt(box);
    connect(box, &QComboBox::activated, this, &FormPicker::changed);
    return box;
}

void FormPicker::setHelp(const QString &help)
{
    m_help = help;
    setProblem({});
}

void FormPicker::setProblem(const QString &problem)
{
    m_note->setText(problem.isEmpty() ? m_help : problem);
    m_note->setInk(problem.isEmpty() ? Ink::Muted : Ink::Danger);
    m_note->setVisible(!m_note->text().isEmpty());
}

} // namespace perennial
