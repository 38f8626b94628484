// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/nextstepcard.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace perennial {

NextStepCard::NextStepCard(QWidget *parent)
    : Card(parent)
    , m_title(new Label({}, TextSize::Section, Ink::Text, this))
    , m_sentence(new Label({}, TextSize::Body, Ink::Muted, this))
    , m_action(new QPushButton(this))
{
    m_sentence->setWordWrap(true);
    m_action->setObjectName(QStringLiteral("nextStep"));
    auto *row = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    words->setSpacing(size::Gap);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    row->addLayout(words, 1);
    row->addSpacing(2 * size::Unit);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    body()->addLayout(row);
    connect(m_action, &QPushButton::clicked, this, &NextStepCard::taken);
}

void NextStepCard::showStep(const QString &title, const QString &sentence, const QString &action)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_action->setText(action);
    setAccessibleName(title);
}

} // namespace perennial
