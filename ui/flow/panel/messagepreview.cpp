// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/messagepreview.h"

#include "core/flow/document/messagetext.h"
#include "core/flow/document/smslength.h"
#include "ui/flow/panel/personpicker.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace perennial {

namespace {

// The ground a message stands on.
class Bubble final : public QFrame
{
public:
    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Tokens::current().inset);
        painter.drawRoundedRect(rect(), size::Radius, size::Radius);
    }
};

QString joinedOnly(const QString &text)
{
    return text.isEmpty() ? MessagePreview::tr("Nothing is written yet.") : text;
}

} // namespace

MessagePreview::MessagePreview(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_who(new PickerPill(
          tr("Preview for"), [this] { return makePersonPicker(); }, this))
    , m_bubble(new Bubble(this))
    , m_subject(new Label({}, TextSize::Body, Ink::Text, m_bubble))
    , m_preview(new Label({}, TextSize::Caption, Ink::Muted, m_bubble))
    , m_text(new Label({}, TextSize::Body, Ink::Text, m_bubble))
    , m_length(new Label({}, TextSize::Caption, Ink::Muted, this))
    , m_note(new Label({}, TextSize::Caption, Ink::Muted, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    auto *line = new QHBoxLayout;
    line->addWidget(new Label(tr("Preview for"), TextSize::Caption, Ink::Muted, this));
    line->addWidget(m_who);
    line->addStretch(1);
    column->addLayout(line);
    column->addWidget(m_bubble);
    column->addWidget(m_length);
    column->addWidget(m_note);
    auto *inside = new QVBoxLayout(m_bubble);
    inside->setSpacing(size::Gap);
    m_subject->setFont(fontFor(TextSize::Body, TextWeight::Strong));
    for (Label *label : {m_subject, m_preview, m_text}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        inside->addWidget(label);
    }
    for (Label *label : {m_length, m_note})
        label->setWordWrap(true);
    m_who->setObjectName(QStringLiteral("previewPerson"));
    m_who->setPlaceholder(tr("choose a person"));
    m_who->setVisible(context.people);
    m_text->setObjectName(QStringLiteral("previewText"));
    m_subject->setObjectName(QStringLiteral("previewSubject"));
    m_length->setObjectName(QStringLiteral("smsLength"));
    m_note->setObjectName(QStringLiteral("previewNote"));
}

Picker *MessagePreview::makePersonPicker()
{
    return new PersonPicker(*m_context.people, [this](const SamplePerson &person) { choose(person); });
}

void MessagePreview::choose(const SamplePerson &person)
{
    m_who->setValue(person.shownName());
    m_context.people->read(person.id, m_context.scope.triggerMetric,
                           [self = QPointer(this)](const PreviewPerson &known) {
                               if (!self)
                                   return;
                               self->m_person = known;
                               self->render();
                           });
}

void MessagePreview::show(const MessageNode &message, const std::map<QString, QJsonValue> &variables)
{
    m_message = message;
    m_variables = variables;
    render();
}

void MessagePreview::render()
{
    FieldValues values;
    values.find = [this](PropertyOf of, const QString &key) {
        if (of == PropertyOf::Variable) {
            const auto example = m_variables.find(fieldKey(key));
            return example == m_variables.end() ? QJsonValue(QJsonValue::Undefined) : example->second;
        }
        if (!m_person)
            return QJsonValue(QJsonValue::Undefined);
        return (of == PropertyOf::Profile ? m_person->properties : m_person->trigger)
            .value(key, QJsonValue(QJsonValue::Undefined));
    };
    if (m_person) {
        values.zone = m_person->zone;
        values.currency = m_person->currency;
    }
    const auto fill = [&](const QString &text) { return rendered(readMessageText(text), values); };
    const bool hasSubject = m_message.channel == MessageChannel::Email || m_message.channel == MessageChannel::Push ||
                            m_message.channel == MessageChannel::Task;
    m_subject->setText(fill(m_message.subject));
    m_subject->setVisible(hasSubject && !m_subject->text().isEmpty());
    m_preview->setText(fill(m_message.preview));
    m_preview->setVisible(m_message.channel == MessageChannel::Email && !m_preview->text().isEmpty());
    const QString text = fill(m_message.text);
    m_text->setText(joinedOnly(text));
    m_text->setInk(text.isEmpty() ? Ink::Muted : Ink::Text);
    showLength(text);
    showNotes();
}

void MessagePreview::showNotes()
{
    QStringList lines;
    if (!m_person)
        lines.append(tr("For somebody of whom nothing is known."));
    for (const TextField &field :
         readMessageText(m_message.subject + u'\n' + m_message.preview + u'\n' + m_message.text).fields()) {
        const auto example = m_variables.find(fieldKey(field.name));
        if (field.of == PropertyOf::Variable && example != m_variables.end())
            lines.append(tr("“%1” is an example: %2, the first value this flow gives.")
                             .arg(field.name, example->second.toVariant().toString()));
    }
    lines.removeDuplicates();
    m_note->setText(lines.join(u'\n'));
    m_note->setVisible(!lines.isEmpty());
}

void MessagePreview::showLength(const QString &text)
{
    m_length->setVisible(m_message.channel == MessageChannel::Sms);
    const SmsLength length = smsLengthOf(text);
    const QString counted = length.segments == 1
                                ? tr("%1 characters · 1 SMS · %2 left").arg(length.units).arg(length.left)
                                : tr("%1 characters · %2 SMS · %3 left in the last")
                                      .arg(length.units)
                                      .arg(length.segments)
                                      .arg(length.left);
    const QString costly =
        tr("“%1” is not in the short alphabet: 70 characters fit instead of 160.").arg(length.culprit);
    m_length->setText(length.encoding == SmsEncoding::Ucs2 ? counted + u'\n' + costly : counted);
    m_length->setInk(length.segments > 1 || length.encoding == SmsEncoding::Ucs2 ? Ink::Warn : Ink::Muted);
}

} // namespace perennial
