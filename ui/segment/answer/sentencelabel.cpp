// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/sentencelabel.h"

#include <QEvent>

#include <algorithm>

namespace perennial {

namespace {

constexpr qsizetype MostShown = 1500;
constexpr int Least = 120;

QString beginningOf(const QString &sentence)
{
    if (sentence.size() <= MostShown)
        return sentence;
    return sentence.left(sentence.lastIndexOf(u' ', MostShown)) + QStringLiteral(" …");
}

} // namespace

SentenceLabel::SentenceLabel(QWidget *parent)
    : Label({}, TextSize::Body, Ink::Text, parent)
{
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void SentenceLabel::setSentence(const QString &sentence)
{
    if (m_sentence == sentence)
        return;
    m_sentence = sentence;
    m_heights.clear();
    setText(beginningOf(sentence));
    setAccessibleName(sentence);
}

int SentenceLabel::heightForWidth(int width) const
{
    const auto known = std::ranges::find(m_heights, width, &std::pair<int, int>::first);
    if (known != m_heights.end())
        return known->second;
    m_heights.emplace_back(width, Label::heightForWidth(width));
    return m_heights.back().second;
}

// The height goes by the width that there is.
QSize SentenceLabel::sizeHint() const
{
    return minimumSizeHint();
}

QSize SentenceLabel::minimumSizeHint() const
{
    return {Least, fontMetrics().height()};
}

void SentenceLabel::changeEvent(QEvent *event)
{
    m_heights.clear();
    Label::changeEvent(event);
}

} // namespace perennial
