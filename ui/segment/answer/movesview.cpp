// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/movesview.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/figures/answerwords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr double Dimmed = 0.45;

} // namespace

MovesView::MovesView(QWidget *parent)
    : QWidget(parent)
    , m_words(new Label(tr("Comparing …"), TextSize::Caption, Ink::Muted, this))
    , m_column(parts::column(this, size::Gap))
{
    m_words->setObjectName(QStringLiteral("movesWords"));
    m_words->setWordWrap(true);
    m_column->addWidget(m_words);
}

void MovesView::drop()
{
    if (m_body) {
        m_body->hide();
        m_body->deleteLater();
    }
    m_body = nullptr;
}

void MovesView::setFailure(const QString &message)
{
    drop();
    m_words->setText(message);
}

void MovesView::setMoves(const Moves &moves, const SegmentDoc &doc, const QString &span)
{
    setFailure(span);
    m_body = new QWidget(this);
    auto *column = parts::column(m_body, size::Gap);
    auto *totals = new QWidget(m_body);
    auto *row = new QHBoxLayout(totals);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * size::Unit);
    MovedBetween who{.from = moves.from, .to = moves.to, .entered = true, .cause = {}};
    addNumber(totals, QStringLiteral("movesEntered"), tr("%1 entered", "+312").arg(answerwords::entered(moves.entered)),
              tr("Entered"), moves.entered, who);
    who.entered = false;
    addNumber(totals, QStringLiteral("movesLeft"), tr("%1 left", "−88").arg(answerwords::left(moves.left)), tr("Left"),
              moves.left, who);
    row->addStretch(1);
    column->addWidget(totals);
    if (!moves.causes.empty())
        column->addWidget(parts::heading(tr("Which condition did it"), m_body));
    for (const MoveCause &cause : moves.causes)
        addCause(cause, moves, doc);
    if (moves.entered + moves.left == 0)
        column->addWidget(new Label(tr("Nobody came and nobody went."), TextSize::Body, Ink::Text, m_body));
    m_column->addWidget(m_body);
}

void MovesView::addNumber(QWidget *parent, const QString &name, const QString &text, const QString &words,
                          qint64 people, const MovedBetween &who)
{
    auto *button = new LinkButton(qPrintable(name), text, parent);
    button->setAccessibleName(tr("%1: %2", "what is counted: its number").arg(words, format::count(people)));
    button->setToolTip(tr("Show these people"));
    button->setEnabled(people > 0);
    parent->layout()->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, who, words] { Q_EMIT peopleWanted(who, words); });
}

void MovesView::addCause(const MoveCause &cause, const Moves &moves, const SegmentDoc &doc)
{
    auto *line = new QWidget(m_body);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * size::Unit / 2);
    const QString words = answerwords::node(doc, cause.path);
    auto *label = new Label(words, TextSize::Body, Ink::Text, line);
    label->setWordWrap(true);
    row->addWidget(label, 1);
    const QString place = cause.path.toString();
    MovedBetween who{.from = moves.from, .to = moves.to, .entered = true, .cause = cause.path};
    if (cause.entered > 0)
        addNumber(line, QStringLiteral("causeEntered-") + place, answerwords::entered(cause.entered),
                  tr("Entered by %1", "a condition").arg(words), cause.entered, who);
    who.entered = false;
    if (cause.left > 0)
        addNumber(line, QStringLiteral("causeLeft-") + place, answerwords::left(cause.left),
                  tr("Left by %1", "a condition").arg(words), cause.left, who);
    m_body->layout()->addWidget(line);
}

void MovesView::setBusy(bool busy)
{
    if (!m_body)
        return;
    auto *veil = busy ? new QGraphicsOpacityEffect(m_body) : nullptr;
    if (veil)
        veil->setOpacity(Dimmed);
    m_body->setGraphicsEffect(veil);
}

} // namespace perennial
