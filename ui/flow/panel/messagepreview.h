// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/panelparts.h"
#include "ui/flow/panel/previewpeople.h"

#include <QFrame>

namespace perennial {

// A message as one person gets it; for an SMS with its length. Without a person chosen, for nobody we know.
class MessagePreview : public QWidget
{
    Q_OBJECT

public:
    explicit MessagePreview(const PanelContext &context, QWidget *parent = nullptr);

    // `variables`: examples of what the flow keeps, by fieldKey().
    void show(const MessageNode &message, const std::map<QString, QJsonValue> &variables);

private:
    [[nodiscard]] Picker *makePersonPicker();
    void choose(const SamplePerson &person);
    void render();
    void showNotes();
    void showLength(const QString &text);

    const PanelContext &m_context;
    MessageNode m_message;
    std::map<QString, QJsonValue> m_variables;
    std::optional<PreviewPerson> m_person;
    PickerPill *m_who;
    QFrame *m_bubble;
    Label *m_subject;
    Label *m_preview;
    Label *m_text;
    Label *m_length;
    Label *m_note;
};

} // namespace perennial
