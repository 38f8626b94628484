// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/personsearch.h"

#include "ui/segment/answer/parts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

namespace perennial {

PersonSearch::PersonSearch(QWidget *parent)
    : QWidget(parent)
    , m_field(new SearchField(tr("Find a person"), this))
    , m_list(new QListWidget(this))
    , m_none(parts::fact("whyNobody", this))
{
    auto *column = parts::column(this, size::Gap);
    m_field->setObjectName(QStringLiteral("whySearch"));
    m_field->setToolTip(tr("By name, e-mail or order number"));
    m_field->setAccessibleDescription(m_field->toolTip());
    m_list->setObjectName(QStringLiteral("whyFound"));
    m_list->setAccessibleName(tr("People found"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setMouseTracking(true);
    m_none->setInk(Ink::Muted);
    column->addWidget(m_field);
    column->addWidget(m_list);
    column->addWidget(m_none);
    m_list->hide();
    m_field->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_field, &QLineEdit::textEdited, this, &PersonSearch::noteText);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            noteText(text);
    });
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
}

void PersonSearch::noteText(const QString &text)
{
    m_takeFirst = false;
    if (!text.trimmed().isEmpty()) {
        if (m_list->isHidden())
            parts::showText(m_none, tr("Looking …"));
        Q_EMIT typed(text.trimmed());
        return;
    }
    m_people.clear();
    m_list->hide();
    parts::showText(m_none, {});
    Q_EMIT emptied();
}

void PersonSearch::setFound(const std::vector<SamplePerson> &people)
{
    if (m_field->text().trimmed().isEmpty())
        return;
    m_people = people;
    m_list->clear();
    for (const SamplePerson &person : people) {
        const QString who = person.name.isEmpty() || person.email.isEmpty()
                                ? person.shownName()
                                : tr("%1 · %2").arg(person.name, person.email);
        auto *item = new QListWidgetItem(who, m_list);
        item->setToolTip(who);
        item->setSizeHint({0, size::CompactRow});
    }
    m_list->setFixedHeight(static_cast<int>(people.size()) * size::CompactRow + 2);
    m_list->setVisible(!people.empty());
    parts::showText(m_none, people.empty() ? tr("Nobody of that name, e-mail or order number.") : QString());
    if (m_takeFirst)
        choose(0);
}

void PersonSearch::setFailure(const QString &message)
{
    m_list->hide();
    parts::showText(m_none, message);
}

void PersonSearch::choose(int row)
{
    if (row < 0 || row >= static_cast<int>(m_people.size()))
        return;
    const SamplePerson person = m_people[static_cast<size_t>(row)];
    m_field->clear();
    Q_EMIT chosen(person);
}

bool PersonSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool enters = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_list && enters) {
        choose(m_list->currentRow());
        return true;
    }
    if (watched == m_list && key == Qt::Key_Up && m_list->currentRow() <= 0) {
        m_field->setFocus();
        return true;
    }
    if (watched == m_field && key == Qt::Key_Down && m_list->isVisible()) {
        m_list->setFocus();
        m_list->setCurrentRow(0);
        return true;
    }
    if (watched == m_field && enters) {
        m_takeFirst = m_people.empty();
        choose(0);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace perennial
