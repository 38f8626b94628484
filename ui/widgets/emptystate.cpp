// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int Mark = 40;
constexpr int SentenceWidth = 440;

} // namespace

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_title(new Label(title, TextSize::Section, Ink::Text, this))
    , m_sentence(new Label(sentence, TextSize::Body, Ink::Muted, this))
    , m_buttons(new QHBoxLayout)
{
    m_title->setAlignment(Qt::AlignHCenter);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_title->setWordWrap(true);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(SentenceWidth / 2);
    m_sentence->setMaximumWidth(SentenceWidth);
    m_buttons->setSpacing(size::Unit);
    m_buttons->addStretch();
    m_buttons->addStretch();
    auto *sentenceRow = new QHBoxLayout;
    sentenceRow->addStretch(1);
    sentenceRow->addWidget(m_sentence, 100);
    sentenceRow->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(size::Unit);
    column->addStretch(2);
    column->addWidget(new IconLabel(iconName, Mark, Ink::Muted, this), 0, Qt::AlignHCenter);
    column->addSpacing(size::Unit);
    column->addWidget(m_title);
    column->addLayout(sentenceRow);
    column->addSpacing(size::Unit);
    column->addLayout(m_buttons);
    column->addStretch(3);
}

void EmptyState::setText(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

QPushButton *EmptyState::addButton(const QString &text, Look look)
{
    auto *button = new QPushButton(text, this);
    setLook(button, look);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace perennial
