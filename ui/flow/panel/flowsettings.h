// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/panelform.h"
#include "ui/flow/panel/panelparts.h"

namespace perennial {

class ExitsEditor;
class SendingEditor;

// What holds for the whole flow: who may come in and again, what takes people out, when nothing is sent.
class FlowSettings : public PanelForm
{
    Q_OBJECT

public:
    explicit FlowSettings(const PanelContext &context, QWidget *parent = nullptr);

    void show(const FlowDoc &flow);
    [[nodiscard]] SegmentCatalog &catalog() const { return m_context.catalog; }

Q_SIGNALS:
    void edited(const perennial::FlowDoc &flow, const QString &what, const QString &key);

private:
    void makeEntry();
    void makeClocks();
    void connectFields();
    [[nodiscard]] Picker *makeZonePicker();
    [[nodiscard]] QString homeZoneWords() const;
    template <class Change>
    void edit(const QString &what, const QString &key, Change change);

    const PanelContext &m_context;
    FlowDoc m_flow;
    DefinitionBox *m_entry;
    QComboBox *m_reEntry;
    SpanField *m_after;
    ExitsEditor *m_exits;
    SendingEditor *m_sending;
    PickerPill *m_zone;
    PickerPill *m_zoneProperty;
    NumberField *m_observed;
};

} // namespace perennial
