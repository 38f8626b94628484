// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/messageeditor.h"

#include "core/flow/document/flowwords.h"
#include "core/flow/document/messagetext.h"
#include "ui/flow/panel/fieldpicker.h"
#include "ui/flow/panel/flowscope.h"
#include "ui/flow/panel/messagepreview.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace perennial {

namespace {

constexpr int TextLines = 7;

PanelForm::Choices channels()
{
    PanelForm::Choices choices;
    for (const MessageChannel channel : {MessageChannel::Email, MessageChannel::Sms, MessageChannel::Push,
                                         MessageChannel::Webhook, MessageChannel::Task})
        choices.emplace_back(static_cast<int>(channel), wordsOf(channel));
    return choices;
}

bool reachesPeople(MessageChannel channel)
{
    return channel == MessageChannel::Email || channel == MessageChannel::Sms || channel == MessageChannel::Push;
}

} // namespace

MessageEditor::MessageEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
{
    form().beginPair();
    m_channel = form().addChoice(tr("Channel"), "messageChannel", channels());
    m_class = form().addChoice(tr("Class"), "messageClass",
                               {{static_cast<int>(MessageClass::Marketing), tr("marketing")},
                                {static_cast<int>(MessageClass::Transactional), tr("transactional")}});
    form().endPair();
    m_name = form().addLine(tr("Name of the message"), "messageName", tr("Cart reminder 1"));
    m_subject = form().addLine(tr("Subject"), "messageSubject");
    m_preview = form().addLine(tr("Preview text"), "messagePreview");
    m_text = form().addText(tr("Text"), "messageText", TextLines);
    m_field = form().addPill(tr("Personal field"), "insertField", tr("+ field"), [this] { return makeFieldPicker(); });
    m_problems = form().addHint({});
    m_problems->setObjectName(QStringLiteral("textProblems"));
    m_link = form().addLine(tr("Link"), "messageLink", QStringLiteral("https://"));
    m_assignee = form().addLine(tr("For whom"), "messageAssignee", tr("Support"));
    m_smart = form().addCheck(tr("Skip who had one lately (smart sending)"), "messageSmart");
    m_shown = new MessagePreview(context, this);
    form().addPart(m_shown);
    connectTexts();
}

void MessageEditor::connectTexts()
{
    connect(m_channel, &QComboBox::activated, this, [this] {
        edit(tr("Change channel"), {},
             [&](MessageNode &node) { node.channel = static_cast<MessageChannel>(valueOf(m_channel)); });
    });
    connect(m_class, &QComboBox::activated, this, [this] {
        edit(tr("Change class"), {},
             [&](MessageNode &node) { node.messageClass = static_cast<MessageClass>(valueOf(m_class)); });
    });
    const auto follow = [this](QLineEdit *field, const QString &what, const QString &key,
                               QString MessageNode::*member) {
        connect(field, &QLineEdit::textEdited, this, [this, what, key, member](const QString &text) {
            edit(what, key, [&](MessageNode &node) { node.*member = text; });
        });
    };
    follow(m_name, tr("Rename message"), QStringLiteral("name"), &MessageNode::name);
    follow(m_subject, tr("Change subject"), QStringLiteral("subject"), &MessageNode::subject);
    follow(m_preview, tr("Change preview text"), QStringLiteral("preview"), &MessageNode::preview);
    follow(m_link, tr("Change link"), QStringLiteral("link"), &MessageNode::link);
    follow(m_assignee, tr("Change assignee"), QStringLiteral("assignee"), &MessageNode::assignee);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        edit(tr("Change text"), QStringLiteral("text"), [&](MessageNode &node) { node.text = m_text->toPlainText(); });
    });
    connect(m_smart, &QCheckBox::toggled, this, [this](bool on) {
        edit(tr("Change smart sending"), {}, [&](MessageNode &node) { node.smartSending = on; });
    });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, QWidget *now) {
        if (now == m_subject || now == m_preview || now == m_text)
            m_lastText = now;
    });
}

Picker *MessageEditor::makeFieldPicker()
{
    auto *picker = new FieldPicker(context());
    connect(picker, &FieldPicker::chosen, this, &MessageEditor::insert);
    return picker;
}

// Where somebody wrote last; else into the text.
void MessageEditor::insert(const QString &field)
{
    auto *line = qobject_cast<QLineEdit *>(m_lastText.data());
    if (line && line->isVisible()) {
        line->insert(field);
        Q_EMIT line->textEdited(line->text());
        line->setFocus();
        return;
    }
    m_text->insertPlainText(field);
    m_text->setFocus();
}

QStringList MessageEditor::unknownFields(const QString &text) const
{
    QStringList unknown;
    const auto properties = context().catalog.properties();
    if (properties.empty())
        return unknown;
    const QStringList known{QStringLiteral("email"), QStringLiteral("phone")};
    for (const TextField &field : readMessageText(text).fields()) {
        const QString key = fieldKey(field.name);
        const bool isHeld = std::ranges::any_of(
            properties, [&](const PropertyChoice &property) { return fieldKey(property.name) == key; });
        const bool isKept = std::ranges::any_of(context().scope.variables,
                                                [&](const QString &variable) { return fieldKey(variable) == key; });
        if ((field.of == PropertyOf::Profile && !isHeld && !known.contains(key)) ||
            (field.of == PropertyOf::Variable && !isKept))
            unknown.append(field.name);
    }
    return unknown;
}

void MessageEditor::showProblems()
{
    QStringList lines;
    for (const QString &text : {kind().subject, kind().preview, kind().text}) {
        for (const TextProblem &problem : readMessageText(text).problems)
            lines.append(problem.text);
    }
    const bool isWrong = !lines.isEmpty();
    for (const QString &name : unknownFields(kind().subject + u'\n' + kind().preview + u'\n' + kind().text))
        lines.append(tr("Nothing is known by the name “%1”: it stays empty.").arg(name));
    lines.removeDuplicates();
    m_problems->setText(lines.join(u'\n'));
    m_problems->setInk(isWrong ? Ink::Danger : Ink::Warn);
    m_problems->setVisible(!lines.isEmpty());
}

void MessageEditor::show(const FlowDoc &flow)
{
    const MessageChannel channel = kind().channel;
    setField(m_channel, static_cast<int>(channel));
    setField(m_class, static_cast<int>(kind().messageClass));
    setField(m_name, kind().name);
    setField(m_subject, kind().subject);
    setField(m_preview, kind().preview);
    setField(m_text, kind().text);
    setField(m_link, kind().link);
    setField(m_assignee, kind().assignee);
    setField(m_smart, kind().smartSending);
    PanelForm::setShown(m_class, reachesPeople(channel));
    PanelForm::setShown(m_subject, channel == MessageChannel::Email || channel == MessageChannel::Push ||
                                       channel == MessageChannel::Task);
    PanelForm::setShown(m_preview, channel == MessageChannel::Email);
    PanelForm::setShown(m_link, channel == MessageChannel::Push || channel == MessageChannel::Webhook);
    PanelForm::setShown(m_assignee, channel == MessageChannel::Task);
    m_smart->setVisible(reachesPeople(channel) && kind().messageClass == MessageClass::Marketing);
    showProblems();
    m_shown->show(kind(), firstValuesOf(flow));
}

} // namespace perennial
