// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/healthrow.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/portfolio/scorebar.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace perennial {

namespace {

QString peopleWords(const std::optional<qint64> &members)
{
    if (!members)
        return HealthRow::tr("can't be counted");
    return *members == 1 ? HealthRow::tr("1 person") : HealthRow::tr("%1 people").arg(format::count(*members));
}

} // namespace

HealthRow::HealthRow(const SegmentHealth &health, QWidget *parent)
    : Card(parent)
    , m_health(health)
    , m_score(new ScoreBlock(health.score, this))
{
    setObjectName(QStringLiteral("health-%1").arg(health.id.value));
    setAccessibleName(tr("%1: health %2").arg(health.name, scoreWords(health.score)));
    auto *row = new QHBoxLayout;
    row->setSpacing(3 * size::Unit);
    row->addWidget(m_score, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(makeHead());
    for (size_t i = 0; i < health.causes.size(); ++i)
        addCause(column, health.causes[i], static_cast<int>(i));
    column->addStretch(1);
    row->addLayout(column, 1);
    body()->addLayout(row);
}

QWidget *HealthRow::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    auto *name = new LinkButton("healthName", m_health.name, head);
    name->setFont(fontFor(TextSize::Section));
    name->setToolTip(tr("Open this segment"));
    auto *people = new Label(peopleWords(m_health.members), TextSize::Body, Ink::Muted, head);
    row->addWidget(name, 1);
    row->addStretch(0);
    row->addWidget(people);
    connect(name, &QAbstractButton::clicked, this, &HealthRow::opened);
    return head;
}

void HealthRow::addCause(QVBoxLayout *column, const HealthCause &cause, int number)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * size::Unit);
    auto *text = new Label(cause.text, TextSize::Body, Ink::Text, this);
    text->setObjectName(QStringLiteral("cause-%1").arg(idOf(cause.kind)));
    text->setWordWrap(true);
    text->setMinimumHeight(size::CompactRow);
    text->setToolTip(tr("%1: takes %2 points off").arg(nameOf(cause.kind)).arg(cause.weight));
    row->addWidget(text, 1);
    m_texts.push_back(text);
    if (const QString words = wordsOf(cause.fix); !words.isEmpty()) {
        auto *fix = new LinkButton(this);
        fix->setObjectName(QStringLiteral("fix-%1").arg(number));
        fix->setText(words);
        fix->setAccessibleDescription(tr("%1: %2").arg(m_health.name, cause.text));
        connect(fix, &QAbstractButton::clicked, this, [this, cause] { Q_EMIT fixWanted(cause); });
        row->addWidget(fix, 0, Qt::AlignTop);
    }
    column->addLayout(row);
}

void HealthRow::setBusy(bool busy)
{
    m_score->setBusy(busy);
    for (Label *text : m_texts)
        text->setInk(busy ? Ink::Muted : Ink::Text);
}

} // namespace perennial
