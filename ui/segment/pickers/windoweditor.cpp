// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/windoweditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/choicelist.h"
#include "ui/segment/pickers/daycalendar.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <array>

namespace perennial {

namespace {

constexpr std::array Kinds{WindowKind::Ever,        WindowKind::Last,      WindowKind::MoreThanAgo,
                           WindowKind::BetweenAgo,  WindowKind::Next,      WindowKind::Before,
                           WindowKind::After,       WindowKind::Between,   WindowKind::Today,
                           WindowKind::Yesterday,   WindowKind::ThisWeek,  WindowKind::LastWeek,
                           WindowKind::ThisMonth,   WindowKind::LastMonth, WindowKind::ThisQuarter,
                           WindowKind::LastQuarter, WindowKind::ThisYear,  WindowKind::LastYear};
constexpr int SideWidth = 248;
constexpr int NumberWidth = 88;

bool isSpan(WindowKind kind)
{
    return kind == WindowKind::Last || kind == WindowKind::BetweenAgo || kind == WindowKind::MoreThanAgo ||
           kind == WindowKind::Next;
}

bool hasFrom(WindowKind kind)
{
    return kind == WindowKind::After || kind == WindowKind::Between;
}
bool hasTo(WindowKind kind)
{
    return kind == WindowKind::Before || kind == WindowKind::Between;
}

QString rememberedDay(const QString &text, int daysBack)
{
    return text.isEmpty() ? QDate::currentDate().addDays(-daysBack).toString(Qt::ISODate) : text;
}

} // namespace

WindowEditor::WindowEditor(const Window &window, Looks looks, QWidget *parent)
    : Picker(parent)
    , m_window(window)
    , m_kinds(new ChoiceList(tr("When"), this))
    , m_side(new QWidget(this))
{
    for (const WindowKind kind : Kinds) {
        if (kind != WindowKind::Next || looks == Looks::BothWays)
            m_kinds->addChoice(wordsOf(kind), static_cast<int>(kind));
    }
    m_kinds->setObjectName(QStringLiteral("windowKinds"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_kinds);
    row->addWidget(m_side, 1);
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    column->addWidget(m_span = makeSpan());
    column->addWidget(m_dates = makeDates());
    column->addWidget(m_note = new Label({}, TextSize::Caption, Ink::Muted, m_side));
    column->addStretch();
    m_note->setWordWrap(true);
    m_side->setFixedWidth(SideWidth);
    m_kinds->choose(static_cast<int>(window.kind));
    connect(m_kinds, &ChoiceList::chosen, this, [this](int kind) { chooseKind(static_cast<WindowKind>(kind)); });
    connect(m_kinds, &ChoiceList::confirmed, this, &Picker::committed);
    showKind();
    setFocusProxy(isSpan(window.kind) ? static_cast<QWidget *>(m_n) : m_kinds);
}

QWidget *WindowEditor::makeSpan()
{
    auto *box = new QWidget(m_side);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_n = new NumberField(tr("How many"), box);
    m_n->setObjectName(QStringLiteral("windowN"));
    m_m = new NumberField(tr("Up to how many"), box);
    m_m->setObjectName(QStringLiteral("windowM"));
    m_and = new Label(tr("and"), TextSize::Body, Ink::Muted, box);
    m_unit = new QComboBox(box);
    m_unit->setObjectName(QStringLiteral("windowUnit"));
    // Readers on Linux name a box by its label alone; there is no room for one to be seen.
    auto *unitName = new Label(tr("Unit of time"), TextSize::Body, Ink::Muted, box);
    unitName->setBuddy(m_unit);
    unitName->hide();
    for (const TimeUnit unit : {TimeUnit::Hour, TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Year})
        m_unit->addItem(wordsOf(unit), static_cast<int>(unit));
    for (NumberField *field : {m_n, m_m}) {
        field->setWhole(0);
        field->setMaximumWidth(NumberWidth);
        connect(field, &NumberField::numberChanged, this, &WindowEditor::readSpan);
        connect(field, &QLineEdit::returnPressed, this, &Picker::committed);
    }
    connect(m_unit, &QComboBox::activated, this, &WindowEditor::readSpan);
    row->addWidget(m_n);
    row->addWidget(m_and);
    row->addWidget(m_m);
    row->addWidget(m_unit, 1);
    return box;
}

QWidget *WindowEditor::makeDates()
{
    auto *box = new QWidget(m_side);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    auto *form = new QFormLayout;
    m_calendar = new DayCalendar(box);
    m_from = new QDateEdit(box);
    m_from->setObjectName(QStringLiteral("windowFrom"));
    m_to = new QDateEdit(box);
    m_to->setObjectName(QStringLiteral("windowTo"));
    m_fromWord = new Label(tr("From"), TextSize::Body, Ink::Muted, box);
    m_toWord = new Label({}, TextSize::Body, Ink::Muted, box);
    m_from->setAccessibleName(tr("From day"));
    m_to->setAccessibleName(tr("To day"));
    for (QDateEdit *field : {m_from, m_to}) {
        field->setButtonSymbols(QAbstractSpinBox::NoButtons);
        m_calendar->serve(field);
        field->setDisplayFormat(QStringLiteral("d MMM yyyy"));
        connect(field, &QDateEdit::dateChanged, this, &WindowEditor::readDates);
    }
    form->addRow(m_fromWord, m_from);
    form->addRow(m_toWord, m_to);
    column->addLayout(form);
    column->addWidget(m_calendar);
    return box;
}

void WindowEditor::chooseKind(WindowKind kind)
{
    Window window;
    window.kind = kind;
    window.unit = m_window.unit;
    if (isSpan(kind))
        window.n = m_window.n.value_or(kind == WindowKind::Next ? 7 : 30);
    if (kind == WindowKind::BetweenAgo)
        window.m = m_window.m.value_or(*window.n * 2);
    if (hasFrom(kind))
        window.from = rememberedDay(m_window.from, 30);
    if (hasTo(kind))
        window.to = rememberedDay(m_window.to, 0);
    m_window = window;
    showKind();
    tell();
}

void WindowEditor::showKind()
{
    const WindowKind kind = m_window.kind;
    m_span->setVisible(isSpan(kind));
    m_m->setVisible(kind == WindowKind::BetweenAgo);
    m_and->setVisible(kind == WindowKind::BetweenAgo);
    m_dates->setVisible(hasFrom(kind) || hasTo(kind));
    if (isSpan(kind)) {
        m_n->setNumber(m_window.n ? std::optional<double>(*m_window.n) : std::nullopt);
        m_m->setNumber(m_window.m ? std::optional<double>(*m_window.m) : std::nullopt);
        m_unit->setCurrentIndex(m_unit->findData(static_cast<int>(m_window.unit)));
        m_n->selectAll();
    }
    showDates();
    m_note->setText(kind == WindowKind::Between ? tr("Both days are included.") : QString());
    m_side->setVisible(isSpan(kind) || hasFrom(kind) || hasTo(kind));
}

void WindowEditor::showDates()
{
    const QSignalBlocker quietFrom(m_from), quietTo(m_to);
    const WindowKind kind = m_window.kind;
    m_from->setVisible(hasFrom(kind));
    m_fromWord->setVisible(hasFrom(kind));
    m_to->setVisible(hasTo(kind));
    m_toWord->setVisible(hasTo(kind));
    m_toWord->setText(kind == WindowKind::Before ? tr("Before") : tr("To"));
    if (hasFrom(kind))
        m_from->setDate(QDate::fromString(m_window.from.left(10), Qt::ISODate));
    if (hasTo(kind))
        m_to->setDate(QDate::fromString(m_window.to.left(10), Qt::ISODate));
    m_calendar->turnTo(hasFrom(kind) ? m_from : m_to);
}

void WindowEditor::readSpan()
{
    m_window.n = m_n->whole();
    m_window.m = m_window.kind == WindowKind::BetweenAgo ? m_m->whole() : std::nullopt;
    m_window.unit = static_cast<TimeUnit>(m_unit->currentData().toInt());
    const QString problem = m_n->problem().isEmpty() ? m_m->problem() : m_n->problem();
    m_note->setText(problem);
    m_note->setInk(problem.isEmpty() ? Ink::Muted : Ink::Danger);
    tell();
}

void WindowEditor::readDates()
{
    m_window.from = hasFrom(m_window.kind) ? m_from->date().toString(Qt::ISODate) : QString();
    m_window.to = hasTo(m_window.kind) ? m_to->date().toString(Qt::ISODate) : QString();
    tell();
}

void WindowEditor::tell()
{
    Q_EMIT edited(m_window);
}

void WindowEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT committed();
    else if ((event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) && m_n->hasFocus())
        m_kinds->step(event->key() == Qt::Key_Down ? 1 : -1);
    else
        Picker::keyPressEvent(event);
}

} // namespace perennial
