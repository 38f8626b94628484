// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/windoweditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/choicelist.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/daycalendar.h"
#include "ui/segment/pickers/daysandhours.h"
#include "ui/segment/pickers/momentfield.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array Kinds{
    WindowKind::Ever,        WindowKind::SinceFlowStart, WindowKind::Last,      WindowKind::MoreThanAgo,
    WindowKind::BetweenAgo,  WindowKind::Next,           WindowKind::Before,    WindowKind::After,
    WindowKind::Between,     WindowKind::SinceEvent,     WindowKind::Today,     WindowKind::Yesterday,
    WindowKind::ThisWeek,    WindowKind::LastWeek,       WindowKind::ThisMonth, WindowKind::LastMonth,
    WindowKind::ThisQuarter, WindowKind::LastQuarter,    WindowKind::ThisYear,  WindowKind::LastYear};
constexpr int SideWidth = 248;
constexpr int NumberWidth = 88;
constexpr int MetricLines = 6;
constexpr int LongestSpan = 100'000;

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

bool isNarrowed(const Window &window)
{
    return !window.weekdays.empty() || window.fromHour || window.toHour;
}

} // namespace

WindowOptions WindowOptions::ofEvents(const SegmentCatalog &catalog)
{
    return {.ahead = false,
            .daysAndHours = true,
            .sinceEvent = true,
            .sinceFlow = false,
            .metrics = catalog.metrics(),
            .zone = catalog.homeZone()};
}

WindowOptions WindowOptions::ofDates(const SegmentCatalog &catalog)
{
    WindowOptions options = ofEvents(catalog);
    options.ahead = true;
    return options;
}

WindowOptions WindowOptions::ofEventDates(const SegmentCatalog &catalog)
{
    return {.ahead = true, .daysAndHours = true, .zone = catalog.homeZone()};
}

WindowOptions WindowOptions::ofConsents(const SegmentCatalog &catalog)
{
    return {.zone = catalog.homeZone()};
}

WindowOptions WindowOptions::ofAnniversaries() const
{
    return {.ahead = true, .zone = zone};
}

WindowEditor::WindowEditor(const Window &window, Looks looks, QWidget *parent)
    : WindowEditor(window, WindowOptions{.ahead = looks == Looks::BothWays}, parent)
{
}

WindowEditor::WindowEditor(const Window &window, WindowOptions options, QWidget *parent)
    : Picker(parent)
    , m_window(window)
    , m_options(std::move(options))
    , m_kinds(new ChoiceList(tr("When"), this))
    , m_side(new QWidget(this))
{
    fillKinds();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    row->addWidget(m_kinds);
    row->addWidget(m_side, 1);
    fillSide();
    connect(m_kinds, &ChoiceList::chosen, this, [this](int kind) { chooseKind(static_cast<WindowKind>(kind)); });
    connect(m_kinds, &ChoiceList::confirmed, this, [this] {
        if (m_window.kind == WindowKind::SinceEvent && m_window.metric.isEmpty())
            m_metrics->setFocus();
        else
            Q_EMIT committed();
    });
    showKind();
    setFocusProxy(isSpan(window.kind) ? static_cast<QWidget *>(m_n) : m_kinds);
}

// What the window says already is offered in any case.
void WindowEditor::fillKinds()
{
    for (const WindowKind kind : Kinds) {
        const bool fits = (kind != WindowKind::Next || m_options.ahead) &&
                          (kind != WindowKind::SinceEvent || m_options.sinceEvent) &&
                          (kind != WindowKind::SinceFlowStart || m_options.sinceFlow);
        if (fits || kind == m_window.kind)
            m_kinds->addChoice(wordsOf(kind), static_cast<int>(kind));
    }
    m_kinds->setObjectName(QStringLiteral("windowKinds"));
    m_kinds->choose(static_cast<int>(m_window.kind));
}

void WindowEditor::fillSide()
{
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    column->addWidget(m_span = makeSpan());
    column->addWidget(m_dates = makeDates());
    column->addWidget(m_metrics = makeMetrics());
    column->addWidget(m_note = new Label({}, TextSize::Caption, Ink::Muted, m_side));
    column->addWidget(m_daysAndHours = new DaysAndHours(m_side));
    column->addStretch();
    m_note->setWordWrap(true);
    m_side->setMinimumWidth(SideWidth);
    m_daysAndHours->take(m_window);
    m_daysAndHours->setVisible(m_options.daysAndHours || isNarrowed(m_window));
    connect(m_daysAndHours, &DaysAndHours::changed, this, [this] {
        m_daysAndHours->giveTo(m_window);
        tell();
    });
}

NumberField *WindowEditor::addNumber(const QString &name, const char *id)
{
    auto *field = new NumberField(name, m_side);
    field->setObjectName(QLatin1String(id));
    field->setWhole(0, LongestSpan);
    field->setMaximumWidth(NumberWidth);
    connect(field, &NumberField::numberChanged, this, &WindowEditor::readSpan);
    connect(field, &QLineEdit::returnPressed, this, &Picker::committed);
    return field;
}

QWidget *WindowEditor::makeSpan()
{
    auto *box = new QWidget(m_side);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_n = addNumber(tr("How many"), "windowN");
    m_m = addNumber(tr("Up to how many"), "windowM");
    m_and = new Label(tr("and"), TextSize::Body, Ink::Muted, box);
    m_unit = new QComboBox(box);
    m_unit->setObjectName(QStringLiteral("windowUnit"));
    // Readers on Linux name a box by its label alone; there is no room for one to be seen.
    auto *unitName = new Label(tr("Unit of time"), TextSize::Body, Ink::Muted, box);
    unitName->setBuddy(m_unit);
    unitName->hide();
    for (const TimeUnit unit :
         {TimeUnit::Minute, TimeUnit::Hour, TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Year})
        m_unit->addItem(wordsOf(unit), static_cast<int>(unit));
    connect(m_unit, &QComboBox::activated, this, &WindowEditor::readSpan);
    row->addWidget(m_n);
    row->addWidget(m_and);
    row->addWidget(m_m);
    row->addWidget(m_unit, 1);
    box->setFixedWidth(SideWidth);
    return box;
}

MomentField *WindowEditor::addDate(QFormLayout &form, Label *word, const QString &name, const char *id)
{
    auto *field = new MomentField(name, QLatin1String(id), m_options.zone, m_side);
    m_calendar->serve(field->day());
    connect(field, &MomentField::textChanged, this, &WindowEditor::readDates);
    word->setMinimumHeight(size::Control); // in the middle of the field beside it
    form.addRow(word, field);
    return field;
}

QWidget *WindowEditor::makeDates()
{
    auto *box = new QWidget(m_side);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    auto *form = new QFormLayout;
    m_calendar = new DayCalendar(box);
    m_fromWord = new Label(tr("From"), TextSize::Body, Ink::Muted, box);
    m_toWord = new Label({}, TextSize::Body, Ink::Muted, box);
    m_from = addDate(*form, m_fromWord, tr("From day"), "windowFrom");
    m_to = addDate(*form, m_toWord, tr("To day"), "windowTo");
    column->addLayout(form);
    column->addWidget(m_calendar);
    box->setFixedWidth(SideWidth);
    return box;
}

PickList *WindowEditor::makeMetrics()
{
    auto *list = new PickList(tr("Event"), m_side);
    list->setObjectName(QStringLiteral("windowMetrics"));
    list->setLineCount(MetricLines);
    std::vector<PickItem> items = metricItems(m_options.metrics, {});
    const QString &now = m_window.metric;
    if (!now.isEmpty() && std::ranges::find(items, now, &PickItem::id) == items.end())
        items.insert(items.begin(), {.id = now, .text = now, .detail = {}, .section = {}, .iconName = {}});
    list->setItems(std::move(items));
    list->setCurrent(now);
    if (m_options.metrics.empty())
        list->setNote(tr("No events yet. Import orders or events first."));
    connect(list, &PickList::picked, this, [this](const QString &metric) {
        m_window.metric = metric;
        tell();
        Q_EMIT committed();
    });
    return list;
}

void WindowEditor::chooseKind(WindowKind kind)
{
    if (kind == m_window.kind)
        return;
    Window window;
    window.kind = kind;
    window.unit = m_window.unit;
    m_daysAndHours->giveTo(window);
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
    const bool hadFocus = m_side->isAncestorOf(focusWidget()) && !m_kinds->hasFocus();
    m_span->setVisible(isSpan(kind));
    m_m->setVisible(kind == WindowKind::BetweenAgo);
    m_and->setVisible(kind == WindowKind::BetweenAgo);
    m_dates->setVisible(hasFrom(kind) || hasTo(kind));
    m_metrics->setVisible(kind == WindowKind::SinceEvent);
    if (isSpan(kind)) {
        m_n->setNumber(m_window.n ? std::optional<double>(*m_window.n) : std::nullopt);
        m_m->setNumber(m_window.m ? std::optional<double>(*m_window.m) : std::nullopt);
        m_unit->setCurrentIndex(m_unit->findData(static_cast<int>(m_window.unit)));
        m_n->selectAll();
    } else if (hadFocus) {
        m_kinds->setFocus();
    }
    showDates();
    m_note->setInk(Ink::Muted);
    m_note->setText(kind == WindowKind::Between ? tr("Both days are included.") : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    m_side->setVisible(isSpan(kind) || hasFrom(kind) || hasTo(kind) || kind == WindowKind::SinceEvent ||
                       m_daysAndHours->isVisibleTo(m_side));
}

void WindowEditor::showDates()
{
    const WindowKind kind = m_window.kind;
    m_from->setVisible(hasFrom(kind));
    m_fromWord->setVisible(hasFrom(kind));
    m_to->setVisible(hasTo(kind));
    m_toWord->setVisible(hasTo(kind));
    m_toWord->setText(kind == WindowKind::Before ? tr("Before") : tr("To"));
    if (hasFrom(kind))
        m_from->setText(m_window.from);
    if (hasTo(kind))
        m_to->setText(m_window.to);
    m_calendar->turnTo((hasFrom(kind) ? m_from : m_to)->day());
}

void WindowEditor::readSpan()
{
    m_window.n = m_n->whole();
    m_window.m = m_window.kind == WindowKind::BetweenAgo ? m_m->whole() : std::nullopt;
    m_window.unit = static_cast<TimeUnit>(m_unit->currentData().toInt());
    const QString problem = m_n->problem().isEmpty() ? m_m->problem() : m_n->problem();
    m_note->setText(problem);
    m_note->setInk(problem.isEmpty() ? Ink::Muted : Ink::Danger);
    m_note->setVisible(!problem.isEmpty());
    tell();
}

void WindowEditor::readDates()
{
    m_window.from = hasFrom(m_window.kind) ? m_from->text() : QString();
    m_window.to = hasTo(m_window.kind) ? m_to->text() : QString();
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
