// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/rhythmconditioneditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/conditions/filterpills.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/formpicker.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/spanfield.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/segment/pickers/words.h"

#include <QToolButton>

#include <array>

namespace perennial {

namespace {

constexpr std::array Patterns{Rhythm::FirstTime, Rhythm::Regularly, Rhythm::Stopped, Rhythm::StartedAgain,
                              Rhythm::Overdue};
constexpr TimeSpan Month{1, TimeUnit::Month};
constexpr TimeSpan LongPause{180, TimeUnit::Day};

bool hasWindow(Rhythm pattern)
{
    return pattern != Rhythm::Regularly && pattern != Rhythm::Overdue;
}

// "in 3 of the last 6 months"
QString periodsWords(const RhythmCondition &c)
{
    if (!c.periods || !c.ofLast)
        return {};
    const TimeSpan period = c.period.value_or(Month);
    const QString what = period.n == 1
                             ? wordsOf(period.unit)
                             : RhythmConditionEditor::tr("periods of %1").arg(countedSpan(period.n, period.unit));
    return RhythmConditionEditor::tr("in %1 of the last %2 %3", "in 3 of the last 6 months")
        .arg(numberWords(*c.periods), numberWords(*c.ofLast), what);
}

QString factorWords(const RhythmCondition &c)
{
    return c.factor ? RhythmConditionEditor::tr("for longer than %1 × their usual gap").arg(numberWords(*c.factor))
                    : RhythmConditionEditor::tr("for longer than their usual gap");
}

} // namespace

QString rhythmWords(Rhythm pattern)
{
    switch (pattern) {
    case Rhythm::FirstTime:
        return RhythmConditionEditor::tr("for the first time");
    case Rhythm::Regularly:
        return RhythmConditionEditor::tr("regularly");
    case Rhythm::Stopped:
        return RhythmConditionEditor::tr("stopped");
    case Rhythm::StartedAgain:
        return RhythmConditionEditor::tr("started again");
    case Rhythm::Overdue:
        return RhythmConditionEditor::tr("overdue");
    }
    return {};
}

RhythmCondition withPattern(RhythmCondition c, Rhythm pattern)
{
    const bool needsWindow = pattern == Rhythm::Stopped || pattern == Rhythm::StartedAgain;
    c.pattern = pattern;
    if (!hasWindow(pattern))
        c.window = {};
    else if (needsWindow && c.window.kind == WindowKind::Ever) {
        c.window.kind = WindowKind::Last;
        c.window.n = pattern == Rhythm::Stopped ? 90 : 30;
    }
    const bool regular = pattern == Rhythm::Regularly;
    c.periods = regular ? std::optional(c.periods.value_or(3)) : std::nullopt;
    c.ofLast = regular ? std::optional(c.ofLast.value_or(6)) : std::nullopt;
    c.period = regular                           ? std::optional(Month)
               : pattern == Rhythm::StartedAgain ? std::optional(LongPause)
                                                 : std::nullopt;
    if (pattern != Rhythm::Overdue)
        c.factor.reset();
    return c;
}

RhythmConditionEditor::RhythmConditionEditor(const BuilderContext &context, QWidget *parent)
    : KindEditor(context, parent)
    , m_metric(
          addPill(tr("What"), QStringLiteral("metric"), tr("choose a metric"), [this] { return makeMetricPicker(); }))
    , m_pattern(addPill(tr("Rhythm"), QStringLiteral("pattern"), {}, [this] { return makePatternPicker(); }))
    , m_periods(addPill(tr("How regularly"), QStringLiteral("periods"), tr("choose how regularly"),
                        [this] { return makePeriodsPicker(); }))
    , m_window(addPill(tr("When"), QStringLiteral("window"), tr("choose when"), [this] { return makeWindowPicker(); }))
    , m_pause(addPill(tr("Pause"), QStringLiteral("pause"), tr("choose a pause"), [this] { return makePausePicker(); }))
    , m_factor(addPill(tr("How overdue"), QStringLiteral("factor"), {}, [this] { return makeFactorPicker(); }))
    , m_filters(new FilterPills(context.catalog, this, line(), QStringLiteral("addFilter")))
{
    connect(m_filters, &FilterPills::edited, this,
            [this](const FilterSet &filters, const QString &what, const QString &key) {
                edit(what, key, [&](RhythmCondition &c) { c.filters = filters; });
            });
}

void RhythmConditionEditor::show()
{
    const RhythmCondition &c = condition();
    m_metric->setValue(c.metric);
    m_pattern->setValue(rhythmWords(c.pattern));
    m_periods->setVisible(c.pattern == Rhythm::Regularly);
    m_periods->setValue(periodsWords(c));
    m_window->setVisible(hasWindow(c.pattern) || c.window != Window());
    const bool isEndless = c.pattern != Rhythm::FirstTime && c.window.kind == WindowKind::Ever;
    m_window->setValue(isEndless ? QString() : words::window(c.window));
    m_pause->setVisible(c.pattern == Rhythm::StartedAgain);
    m_pause->setValue(c.period ? tr("after a pause of more than %1").arg(countedSpan(c.period->n, c.period->unit))
                               : QString());
    m_factor->setVisible(c.pattern == Rhythm::Overdue);
    m_factor->setValue(factorWords(c));
    m_filters->show(c.metric, c.filters);
}

Picker *RhythmConditionEditor::makeMetricPicker()
{
    return makeMetricListPicker(context().catalog.metrics(), condition().metric, [this](const QString &metric) {
        edit(tr("Change metric"), {}, [&](RhythmCondition &c) { c.metric = metric; });
    });
}

Picker *RhythmConditionEditor::makePatternPicker()
{
    const auto hint = [](Rhythm pattern) {
        switch (pattern) {
        case Rhythm::FirstTime:
            return tr("the very first one falls into a time");
        case Rhythm::Regularly:
            return tr("one in most weeks, months or years");
        case Rhythm::Stopped:
            return tr("had some before, and none in a time");
        case Rhythm::StartedAgain:
            return tr("had one after a long pause");
        case Rhythm::Overdue:
            return tr("waits longer than usual for that person");
        }
        return QString();
    };
    std::vector<std::pair<int, QString>> choices;
    for (const Rhythm pattern : Patterns)
        choices.emplace_back(static_cast<int>(pattern), rhythmWords(pattern) + QStringLiteral(" – ") + hint(pattern));
    return new ChoicePicker(tr("Rhythm"), choices, static_cast<int>(condition().pattern), [this](int value) {
        const auto pattern = static_cast<Rhythm>(value);
        if (pattern != condition().pattern)
            edit(tr("Change rhythm"), {}, [&](RhythmCondition &c) { c = withPattern(c, pattern); });
    });
}

Picker *RhythmConditionEditor::makePeriodsPicker()
{
    auto *form = new FormPicker;
    const RhythmCondition &now = condition();
    const auto number = [](std::optional<int> n) { return n ? std::optional<double>(*n) : std::nullopt; };
    form->addWord(tr("in at least", "in at least 3 of the last 6"));
    auto *periods = form->addNumber(tr("In how many"), "periods", number(now.periods));
    form->addWord(tr("of the last", "in at least 3 of the last 6"));
    auto *ofLast = form->addNumber(tr("Of how many"), "ofLast", number(now.ofLast));
    form->addLine();
    form->addWord(tr("periods of", "periods of 1 month"));
    auto *period = form->addSpan(tr("Length of a period"), 1, now.period.value_or(Month));
    form->setHelp(tr("The last period ends now. One event in a period is enough."));
    periods->setWhole(1);
    ofLast->setWhole(1);
    connect(form, &FormPicker::changed, this, [this, periods, ofLast, period] {
        edit(tr("Change how regularly"), QStringLiteral("periods"), [&](RhythmCondition &c) {
            c.periods = periods->whole();
            c.ofLast = ofLast->whole();
            if (period->span())
                c.period = period->span();
        });
    });
    return form;
}

Picker *RhythmConditionEditor::makePausePicker()
{
    auto *form = new FormPicker;
    form->addWord(tr("after a pause of more than"));
    auto *pause = form->addSpan(tr("Length of the pause"), 1, condition().period);
    connect(form, &FormPicker::changed, this, [this, pause] {
        edit(tr("Change pause"), QStringLiteral("pause"), [&](RhythmCondition &c) { c.period = pause->span(); });
    });
    return form;
}

Picker *RhythmConditionEditor::makeFactorPicker()
{
    auto *form = new FormPicker;
    form->addWord(tr("for longer than"));
    auto *factor = form->addNumber(tr("How many times"), "factor", condition().factor);
    factor->setPlaceholderText(QStringLiteral("1"));
    form->addWord(tr("× their usual gap"));
    form->setHelp(tr("The usual gap is the median time between one and the next, for each person alone. Somebody with "
                     "fewer than two is unknown."));
    connect(form, &FormPicker::changed, this, [this, factor] {
        edit(tr("Change how overdue"), QStringLiteral("factor"),
             [&](RhythmCondition &c) { c.factor = factor->number(); });
    });
    return form;
}

Picker *RhythmConditionEditor::makeWindowPicker()
{
    auto *editor = new WindowEditor(condition().window, context().offered(WindowOptions::ofEvents(context().catalog)));
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        edit(tr("Change window"), QStringLiteral("window"), [&](RhythmCondition &c) { c.window = window; });
    });
    return editor;
}

} // namespace perennial
