// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/panelform.h"

#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/spanfield.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int TextPadding = 16;

// Whoever scrolls past a field does not change it.
class WheelGuard final : public QObject
{
public:
    explicit WheelGuard(QWidget *field)
        : QObject(field)
    {
        field->setFocusPolicy(Qt::StrongFocus);
        field->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return QObject::eventFilter(watched, event);
        event->ignore();
        return true;
    }
};

// Text of several lines that looks as one of one line does.
class TextField final : public QPlainTextEdit
{
public:
    explicit TextField(QWidget *parent)
        : QPlainTextEdit(parent)
    {
        setTabChangesFocus(true);
        document()->setDocumentMargin(size::Gap + 2);
        viewport()->setAutoFillBackground(false);
    }

protected:
    void focusInEvent(QFocusEvent *event) override
    {
        QPlainTextEdit::focusInEvent(event);
        update();
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QPlainTextEdit::focusOutEvent(event);
        update();
    }
};

} // namespace

PanelForm::PanelForm(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(size::Unit);
}

Label *PanelForm::addTitle(const QString &text)
{
    auto *title = new Label(text, TextSize::Body, Ink::Text, this);
    title->setFont(fontFor(TextSize::Body, TextWeight::Strong));
    m_column->addSpacing(m_column->isEmpty() ? 0 : size::Unit);
    m_column->addWidget(title);
    return title;
}

Label *PanelForm::addHint(const QString &text)
{
    auto *hint = new Label(text, TextSize::Caption, Ink::Muted, this);
    hint->setWordWrap(true);
    hint->setVisible(!text.isEmpty());
    m_column->addWidget(hint);
    return hint;
}

void PanelForm::beginPair()
{
    m_pair = new QHBoxLayout;
    m_pair->setSpacing(size::Unit);
    m_column->addLayout(m_pair);
}

// Name and field are one box, so that they come and go together.
void PanelForm::addNamed(const QString &name, QWidget *field, const char *id)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *label = new Label(name, TextSize::Caption, Ink::Muted, box);
    label->setBuddy(field);
    column->addWidget(label);
    column->addWidget(field);
    column->addStretch(1);
    field->setObjectName(QLatin1String(id));
    field->setAccessibleName(name);
    if (m_pair)
        m_pair->addWidget(box, 1);
    else
        m_column->addWidget(box);
}

QLineEdit *PanelForm::addLine(const QString &name, const char *id, const QString &placeholder)
{
    auto *field = new QLineEdit(this);
    field->setPlaceholderText(placeholder);
    addNamed(name, field, id);
    return field;
}

QPlainTextEdit *PanelForm::addText(const QString &name, const char *id, int lines)
{
    auto *field = new TextField(this);
    field->setFixedHeight(lines * field->fontMetrics().lineSpacing() + TextPadding);
    addNamed(name, field, id);
    return field;
}

QComboBox *PanelForm::addChoice(const QString &name, const char *id, const Choices &choices)
{
    QComboBox *field = makeChoice(name, id, choices, this);
    addNamed(name, field, id);
    return field;
}

SpanField *PanelForm::addSpan(const QString &name, const char *id, int least)
{
    auto *field = new SpanField(name, least, this);
    addNamed(name, field, id);
    return field;
}

NumberField *PanelForm::addNumber(const QString &name, const char *id)
{
    auto *field = new NumberField(name, this);
    addNamed(name, field, id);
    return field;
}

QTimeEdit *PanelForm::addClock(const QString &name, const char *id)
{
    QTimeEdit *field = makeClock(name, id, this);
    addNamed(name, field, id);
    return field;
}

QCheckBox *PanelForm::addCheck(const QString &text, const char *id)
{
    auto *field = new QCheckBox(text, this);
    field->setObjectName(QLatin1String(id));
    m_column->addWidget(field);
    return field;
}

PickerPill *PanelForm::addPill(const QString &name, const char *id, const QString &placeholder, PickerPill::Make make)
{
    auto *pill = new PickerPill(name, std::move(make), this);
    pill->setPlaceholder(placeholder);
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(pill);
    row->addStretch(1);
    addNamed(name, line, id);
    line->setObjectName({});
    line->setAccessibleName({});
    line->setFocusProxy(pill);
    pill->setObjectName(QLatin1String(id));
    return pill;
}

QToolButton *PanelForm::addButton(const QString &text, const char *id)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(id));
    button->setText(text);
    setLook(button, Look::Quiet);
    m_column->addWidget(button, 0, Qt::AlignLeading);
    return button;
}

void PanelForm::addPart(QWidget *part)
{
    m_column->addWidget(part);
}

void PanelForm::setShown(QWidget *field, bool shown)
{
    QWidget *box = field;
    while (box->parentWidget() && !qobject_cast<PanelForm *>(box->parentWidget()))
        box = box->parentWidget();
    box->setVisible(shown);
}

void setField(QLineEdit *field, const QString &text)
{
    const QSignalBlocker quiet(field);
    if (field->text() != text)
        field->setText(text);
}

void setField(QPlainTextEdit *field, const QString &text)
{
    const QSignalBlocker quiet(field);
    if (field->toPlainText() != text)
        field->setPlainText(text);
}

void setField(QComboBox *field, int value)
{
    const QSignalBlocker quiet(field);
    field->setCurrentIndex(field->findData(value));
}

void setField(QTimeEdit *field, ClockTime time)
{
    const QSignalBlocker quiet(field);
    field->setTime(QTime(time.minutes / 60, time.minutes % 60));
}

void setField(QCheckBox *field, bool on)
{
    const QSignalBlocker quiet(field);
    field->setChecked(on);
}

void setField(SpanField *field, const std::optional<TimeSpan> &span)
{
    if (field->span() != span || !span)
        field->setSpan(span);
}

void setField(NumberField *field, std::optional<double> number)
{
    if (field->number() != number || (!number && field->problem().isEmpty()))
        field->setNumber(number);
}

int valueOf(const QComboBox *field)
{
    return field->currentData().toInt();
}

ClockTime clockOf(const QTimeEdit *field)
{
    return {field->time().hour() * 60 + field->time().minute()};
}

QComboBox *makeChoice(const QString &name, const char *id, const PanelForm::Choices &choices, QWidget *parent)
{
    auto *field = new QComboBox(parent);
    field->setObjectName(QLatin1String(id));
    field->setAccessibleName(name);
    field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    field->setMinimumContentsLength(6);
    for (const auto &[value, text] : choices)
        field->addItem(text, value);
    new WheelGuard(field);
    return field;
}

QTimeEdit *makeClock(const QString &name, const char *id, QWidget *parent)
{
    auto *field = new QTimeEdit(parent);
    field->setObjectName(QLatin1String(id));
    field->setAccessibleName(name);
    field->setDisplayFormat(QLocale().timeFormat(QLocale::ShortFormat));
    new WheelGuard(field);
    return field;
}

QToolButton *makeRowButton(const char *id, const char *iconName, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1String(id));
    button->setIcon(icon(QLatin1String(iconName), Ink::Muted));
    button->setIconSize({size::IconSmall, size::IconSmall});
    button->setToolTip(text);
    button->setAccessibleName(text);
    setLook(button, Look::Quiet);
    return button;
}

} // namespace perennial
