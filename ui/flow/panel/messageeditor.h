// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/nodeeditor.h"

namespace perennial {

class MessagePreview;

// What is sent: by which channel, as what, and its texts with personal fields.
class MessageEditor : public NodeKindEditor<MessageNode>
{
    Q_OBJECT

public:
    MessageEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;
    void connectTexts();
    [[nodiscard]] Picker *makeFieldPicker();
    void insert(const QString &field);
    void showProblems();
    [[nodiscard]] QStringList unknownFields(const QString &text) const;

    QComboBox *m_channel;
    QComboBox *m_class;
    QLineEdit *m_name;
    QLineEdit *m_subject;
    QLineEdit *m_preview;
    QPlainTextEdit *m_text;
    PickerPill *m_field = nullptr;
    Label *m_problems = nullptr;
    QLineEdit *m_link = nullptr;
    QLineEdit *m_assignee = nullptr;
    QCheckBox *m_smart = nullptr;
    MessagePreview *m_shown = nullptr;
    QPointer<QWidget> m_lastText; // where a field goes
};

} // namespace perennial
