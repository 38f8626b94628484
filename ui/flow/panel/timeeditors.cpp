// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/timeeditors.h"

#include "core/flow/document/flowwords.h"
#include "ui/segment/pickers/spanfield.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QTimeEdit>

namespace perennial {

namespace {

constexpr ClockTime UsualHour{10 * 60};
constexpr TimeSpan UsualTimeout{3, TimeUnit::Day};

} // namespace

DelayEditor::DelayEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_span(form().addSpan(tr("Wait"), "delaySpan", 0))
    , m_hasUntil(form().addCheck(tr("Then until a time of the clock"), "delayHasUntil"))
    , m_until(form().addClock(tr("Until"), "delayUntil"))
{
    form().addHint(tr("Only on these days; none chosen means any:"));
    m_days = new WeekdayBox(this);
    form().addPart(m_days);
    m_clock = form().addChoice(tr("By the clock of"), "delayClock",
                               {{static_cast<int>(ClockOf::Flow), tr("the flow's time zone")},
                                {static_cast<int>(ClockOf::Profile), tr("the person's own, where it is known")}});
    m_words = form().addHint({});
    connectFields();
}

void DelayEditor::connectFields()
{
    connect(m_span, &SpanField::edited, this, [this] {
        if (const auto span = m_span->span())
            edit(tr("Change delay"), QStringLiteral("span"), [&](DelayNode &node) { node.span = *span; });
    });
    connect(m_hasUntil, &QCheckBox::toggled, this, [this](bool on) {
        edit(tr("Change delay"), {},
             [&](DelayNode &node) { node.until = on ? std::optional(UsualHour) : std::nullopt; });
    });
    connect(m_until, &QTimeEdit::timeChanged, this, [this] {
        edit(tr("Change time"), QStringLiteral("until"), [&](DelayNode &node) { node.until = clockOf(m_until); });
    });
    connect(m_days, &WeekdayBox::edited, this, [this](const std::vector<int> &days) {
        edit(tr("Change days"), {}, [&](DelayNode &node) { node.weekdays = days; });
    });
    connect(m_clock, &QComboBox::activated, this, [this] {
        edit(tr("Change clock"), {}, [&](DelayNode &node) { node.clock = static_cast<ClockOf>(valueOf(m_clock)); });
    });
}

void DelayEditor::show(const FlowDoc &)
{
    setField(m_span, kind().span);
    setField(m_hasUntil, kind().until.has_value());
    setField(m_until, kind().until.value_or(UsualHour));
    PanelForm::setShown(m_until, kind().until.has_value());
    m_days->show(kind().weekdays);
    setField(m_clock, static_cast<int>(kind().clock));
    FlowNode node;
    node.is = kind();
    m_words->setText(tr("Waits %1.", "Waits 2 days, then until 10:00.").arg(wordsOf(node).detail));
    m_words->show();
}

WaitEditor::WaitEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
{
    form().addTitle(tr("Goes on as soon as"));
    m_until = new DefinitionBox(context, tr("Goes on as soon as"), "waitUntil", this);
    form().addPart(m_until);
    m_hasTimeout = form().addCheck(tr("Wait at most"), "waitHasTimeout");
    m_timeout = form().addSpan(tr("At most"), "waitTimeout", 1);
    m_hint = form().addHint({});
    connect(m_until, &DefinitionBox::edited, this,
            [this](const SegmentNode &root, const QString &what, const QString &key) {
                edit(what, key, [&](WaitNode &node) { node.until = root; });
            });
    connect(m_hasTimeout, &QCheckBox::toggled, this, [this](bool on) {
        edit(tr("Change timeout"), {},
             [&](WaitNode &node) { node.timeout = on ? std::optional(UsualTimeout) : std::nullopt; });
    });
    connect(m_timeout, &SpanField::edited, this, [this] {
        if (const auto span = m_timeout->span())
            edit(tr("Change timeout"), QStringLiteral("timeout"), [&](WaitNode &node) { node.timeout = span; });
    });
}

void WaitEditor::show(const FlowDoc &flow)
{
    m_until->show(flow, kind().until);
    setField(m_hasTimeout, kind().timeout.has_value());
    setField(m_timeout, kind().timeout.value_or(UsualTimeout));
    PanelForm::setShown(m_timeout, kind().timeout.has_value());
    m_hint->setText(kind().timeout ? tr("Then people leave by the lower way, “time is up”.")
                                   : tr("Without a limit people may wait here for ever."));
    m_hint->show();
}

} // namespace perennial
