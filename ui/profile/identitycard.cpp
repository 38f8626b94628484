// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/identitycard.h"

#include "ui/profile/personwords.h"
#include "ui/widgets/card.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

struct Mark
{
    QString iconName;
    Ink ink;
};

// A caption above a value that can be selected and copied; a mark before both.
void addFact(Card &card, const Mark &mark, const QString &caption, const QString &value)
{
    auto *row = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    auto *text = new Label(value, TextSize::Body, Ink::Text, &card);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setSpacing(0);
    words->addWidget(new Label(caption, TextSize::Caption, Ink::Muted, &card));
    words->addWidget(text);
    row->setSpacing(size::Unit);
    row->addWidget(new IconLabel(mark.iconName, size::Icon, mark.ink, &card), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    card.body()->addLayout(row);
}

void addNote(Card &card, const QString &text)
{
    auto *note = new Label(text, TextSize::Body, Ink::Muted, &card);
    note->setWordWrap(true);
    card.body()->addWidget(note);
}

QString iconOf(const IdentifierView &identifier)
{
    if (identifier.kind == QLatin1String("email"))
        return QStringLiteral("mail");
    return identifier.kind == QLatin1String("phone") ? QStringLiteral("phone") : QStringLiteral("tag");
}

Mark markOf(const ConsentView &consent)
{
    if (consent.state == QLatin1String("subscribed"))
        return {QStringLiteral("check"), Ink::Ok};
    return consent.state == QLatin1String("never") ? Mark{QStringLiteral("question"), Ink::Muted}
                                                   : Mark{QStringLiteral("cross"), Ink::Danger};
}

} // namespace

IdentityCard::IdentityCard(const ProfileView &person, const QTimeZone &zone, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2 * size::Unit);
    addIdentifiers(person);
    addConsent(person, zone);
    if (!person.merges.empty())
        addMerges(person, zone);
    m_column->addStretch();
}

void IdentityCard::addIdentifiers(const ProfileView &person)
{
    auto *card = new Card(tr("Known as"), this);
    for (const IdentifierView &identifier : person.identifiers) {
        const QString kind = personwords::identifierKind(identifier.kind);
        addFact(*card, {iconOf(identifier), Ink::Muted},
                identifier.reachable ? kind : tr("%1, cannot be reached").arg(kind), identifier.value);
    }
    if (person.identifiers.empty())
        addNote(*card, tr("No e-mail, phone or customer number."));
    m_column->addWidget(card);
}

void IdentityCard::addConsent(const ProfileView &person, const QTimeZone &zone)
{
    auto *card = new Card(tr("Consent"), this);
    for (const ConsentView &consent : person.consents)
        addFact(*card, markOf(consent), personwords::channel(consent.channel), personwords::consent(consent, zone));
    for (const SuppressionView &suppression : person.suppressions)
        addFact(*card, {QStringLiteral("stop"), Ink::Danger}, personwords::channel(suppression.channel),
                personwords::suppression(suppression, zone));
    if (person.consents.empty() && person.suppressions.empty())
        addNote(*card, tr("Nothing is known of consent, so this person counts as not subscribed."));
    m_column->addWidget(card);
}

void IdentityCard::addMerges(const ProfileView &person, const QTimeZone &zone)
{
    auto *card = new Card(tr("Joined from"), this);
    for (const MergeView &merge : person.merges) {
        addFact(*card, {QStringLiteral("link"), Ink::Muted}, tr("Person %1").arg(merge.absorbed.value),
                personwords::merge(merge, zone));
        auto *undo = new QPushButton(tr("Take apart"), card);
        undo->setObjectName(QStringLiteral("undoMerge%1").arg(merge.id));
        undo->setAccessibleName(tr("Take person %1 apart again").arg(merge.absorbed.value));
        setLook(undo, Look::Quiet);
        card->body()->addWidget(undo, 0, Qt::AlignLeft);
        connect(undo, &QPushButton::clicked, this, [this, id = merge.id] { Q_EMIT undoMergeRequested(id); });
    }
    m_column->addWidget(card);
}

} // namespace perennial
