// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/panelform.h"

namespace perennial {

class RowList;

// Quiet hours, caps and smart sending of a flow.
class SendingEditor : public PanelForm
{
    Q_OBJECT

public:
    explicit SendingEditor(QWidget *parent = nullptr);

    void show(const SendingRules &rules);

Q_SIGNALS:
    void edited(const perennial::SendingRules &rules, const QString &what, const QString &key);

private:
    class CapRow;

    void makeQuiet();
    void makeCaps();
    void makeSmart();
    void connectQuiet();
    void connectCap(CapRow *row, size_t index);
    void showQuiet();
    template <class Change>
    void edit(const QString &what, const QString &key, Change change);

    SendingRules m_rules;
    QCheckBox *m_quiet;
    PanelForm *m_hours;
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    QComboBox *m_clock;
    QComboBox *m_then;
    std::vector<std::pair<MessageChannel, QCheckBox *>> m_channels;
    RowList *m_caps;
    std::vector<std::pair<std::optional<int> SmartSending::*, NumberField *>> m_smart;
    QCheckBox *m_received;
};

} // namespace perennial
