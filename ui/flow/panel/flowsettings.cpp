// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/flowsettings.h"

#include "ui/flow/panel/exitseditor.h"
#include "ui/flow/panel/sendingeditor.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/spanfield.h"

#include <QComboBox>
#include <QTimeZone>

namespace perennial {

namespace {

constexpr int MostObservedDays = 365;
const QString UsualZoneProperty = QStringLiteral("timezone");

} // namespace

FlowSettings::FlowSettings(const PanelContext &context, QWidget *parent)
    : PanelForm(parent)
    , m_context(context)
{
    makeEntry();
    addTitle(tr("Exits and goals at any time"));
    addHint(tr("Looked at whenever something happens, wherever somebody is in the flow."));
    m_exits = new ExitsEditor(context, this);
    addPart(m_exits);
    m_sending = new SendingEditor(this);
    addPart(m_sending);
    makeClocks();
    connectFields();
}

void FlowSettings::makeEntry()
{
    addTitle(tr("Who comes in"));
    m_entry = new DefinitionBox(m_context, tr("Entry filter"), "entryFilter", this);
    addPart(m_entry);
    m_reEntry = addChoice(tr("Again"), "reEntry",
                          {{static_cast<int>(ReEntry::AfterLeaving), tr("whenever they are not inside")},
                           {static_cast<int>(ReEntry::AfterSpan), tr("not sooner than")},
                           {static_cast<int>(ReEntry::Always), tr("each time, also while inside")},
                           {static_cast<int>(ReEntry::Never), tr("never: once for ever")}});
    m_after = addSpan(tr("After they came in last"), "reEntryAfter", 1);
}

void FlowSettings::makeClocks()
{
    addTitle(tr("Clock and figures"));
    m_zone = addPill(tr("Time zone"), "flowZone", {}, [this] { return makeZonePicker(); });
    m_zoneProperty = addPill(tr("A person's own time zone is in"), "zoneProperty", {}, [this] {
        return makePropertyListPicker(
            m_context.catalog.properties(), m_flow.zoneProperty, [this](const PropertyChoice &choice) {
                edit(tr("Change time zone"), {}, [&](FlowDoc &flow) {
                    flow.zoneProperty = choice.name == UsualZoneProperty ? QString() : choice.name;
                });
            });
    });
    m_observed = addNumber(tr("Orders count for a step within so many days"), "observedDays");
    m_observed->setWhole(1, MostObservedDays);
}

template <class Change>
void FlowSettings::edit(const QString &what, const QString &key, Change change)
{
    FlowDoc flow = m_flow;
    change(flow);
    if (flow == m_flow)
        return;
    m_flow = flow;
    Q_EMIT edited(flow, what, key);
}

void FlowSettings::connectFields()
{
    connect(m_entry, &DefinitionBox::edited, this,
            [this](const SegmentNode &root, const QString &what, const QString &key) {
                edit(what, key, [&](FlowDoc &flow) { flow.entry = root; });
            });
    connect(m_reEntry, &QComboBox::activated, this, [this] {
        edit(tr("Change re-entry"), {},
             [&](FlowDoc &flow) { flow.reEntry = static_cast<ReEntry>(valueOf(m_reEntry)); });
    });
    connect(m_after, &SpanField::edited, this, [this] {
        if (const auto span = m_after->span())
            edit(tr("Change re-entry"), QStringLiteral("reEntryAfter"),
                 [&](FlowDoc &flow) { flow.reEntryAfter = *span; });
    });
    connect(m_exits, &ExitsEditor::edited, this,
            [this](const FlowDoc &changed, const QString &what, const QString &key) {
                edit(what, key, [&](FlowDoc &flow) { flow.exits = changed.exits; });
            });
    connect(m_sending, &SendingEditor::edited, this,
            [this](const SendingRules &rules, const QString &what, const QString &key) {
                edit(what, key, [&](FlowDoc &flow) { flow.sending = rules; });
            });
    connect(m_observed, &NumberField::numberChanged, this, [this] {
        if (const auto days = m_observed->whole())
            edit(tr("Change observed days"), QStringLiteral("observed"),
                 [&](FlowDoc &flow) { flow.observedDays = *days; });
    });
}

QString FlowSettings::homeZoneWords() const
{
    const QTimeZone home = m_context.catalog.homeZone();
    return home.isValid() ? tr("the store's: %1").arg(QString::fromLatin1(home.id())) : tr("the store's");
}

Picker *FlowSettings::makeZonePicker()
{
    auto *picker = new ListPicker(tr("Time zone"));
    std::vector<PickItem> items{{.id = {}, .text = homeZoneWords(), .detail = {}, .section = {}, .iconName = {}}};
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        const QString zone = QString::fromLatin1(id);
        items.push_back({.id = zone, .text = zone, .detail = {}, .section = tr("All time zones"), .iconName = {}});
    }
    picker->list().setItems(std::move(items));
    picker->list().setCurrent(m_flow.zone);
    connect(picker, &ListPicker::picked, this, [this](const QString &zone) {
        edit(tr("Change time zone"), {}, [&](FlowDoc &flow) { flow.zone = zone; });
    });
    return picker;
}

void FlowSettings::show(const FlowDoc &flow)
{
    m_flow = flow;
    m_entry->show(flow, flow.entry);
    setField(m_reEntry, static_cast<int>(flow.reEntry));
    setField(m_after, flow.reEntryAfter);
    setShown(m_after, flow.reEntry == ReEntry::AfterSpan);
    m_exits->show(flow);
    m_sending->show(flow.sending);
    m_zone->setValue(flow.zone.isEmpty() ? homeZoneWords() : flow.zone);
    m_zoneProperty->setValue(flow.zoneProperty.isEmpty() ? UsualZoneProperty : flow.zoneProperty);
    setField(m_observed, flow.observedDays);
}

} // namespace perennial
