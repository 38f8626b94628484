// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/leftoutview.h"

#include "ui/segment/answer/barrow.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/figures/answerwords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

LeftOutView::LeftOutView(QWidget *parent)
    : QWidget(parent)
    , m_words(new Label({}, TextSize::Body, Ink::Text, this))
    , m_column(parts::column(this, size::Unit))
{
    m_words->setObjectName(QStringLiteral("leftOutWords"));
    m_words->setWordWrap(true);
    m_column->addWidget(m_words);
    m_column->addStretch(1);
    clear();
}

void LeftOutView::clear()
{
    setFailure(tr("Looking for whom each condition keeps out …"));
    m_words->setInk(Ink::Muted);
}

void LeftOutView::setFailure(const QString &message)
{
    m_words->setText(message);
    m_words->setInk(Ink::Text);
    m_bars.clear();
    if (m_list) {
        m_list->hide();
        m_list->deleteLater();
    }
    m_list = nullptr;
}

QString LeftOutView::wordsFor(const LeftOut &answer, const SegmentDoc &doc) const
{
    const SegmentGroup *root = doc.root.group();
    if (!root || std::ranges::none_of(root->children, [](const SegmentNode &node) { return isFinished(node); }))
        return tr("There are no conditions yet: nobody is left out.");
    if (root->match == GroupMatch::Any)
        return tr("Any one of these conditions is enough to come in, so no single one keeps anybody out. Choose a "
                  "person above to see what is missing.");
    if (answer.failing == 0)
        return tr("Nobody is left out.");
    return answer.failing == 1 ? tr("1 person is left out.")
                               : tr("%1 people are left out.").arg(format::count(answer.failing));
}

void LeftOutView::setAnswer(const LeftOut &answer, const SegmentDoc &doc)
{
    setFailure(wordsFor(answer, doc));
    m_list = new QWidget(this);
    m_rows = parts::column(m_list, size::Gap);
    addReasons(tr("One condition alone keeps them out"), answer.only, doc);
    addReasons(tr("Several at once"), answer.together, doc);
    addNearest(answer, doc);
    m_column->insertWidget(1, m_list);
}

BarRow *LeftOutView::addRow(const QString &name)
{
    auto *row = new BarRow(m_list);
    row->setObjectName(name);
    m_rows->addWidget(row);
    m_bars.push_back(row);
    return row;
}

void LeftOutView::addReasons(const QString &heading, const std::vector<LeftOut::Reason> &reasons, const SegmentDoc &doc)
{
    if (reasons.empty())
        return;
    m_rows->addWidget(parts::heading(heading, m_list));
    const qint64 most = reasons.front().people;
    for (const LeftOut::Reason &reason : reasons) {
        QStringList places;
        for (const NodePath &path : reason.paths)
            places.append(path.toString());
        BarRow *row = addRow(QStringLiteral("leftOut-") + places.join(u'+'));
        const QString words = answerwords::nodes(doc, reason.paths);
        row->setFact(words, reason.people, double(reason.people) / double(most));
        connect(row, &QAbstractButton::clicked, this, [this, reason, words] {
            Q_EMIT peopleWanted(KeptOutBy{reason.paths},
                                tr("Kept out only by: %1", "a condition").arg(words.simplified()));
        });
    }
    m_rows->addSpacing(size::Unit);
}

void LeftOutView::addNearest(const LeftOut &answer, const SegmentDoc &doc)
{
    if (answer.nearest.empty())
        return;
    m_rows->addWidget(parts::heading(tr("Nearest to coming in, and what is missing"), m_list));
    for (const LeftOut::Near &near : answer.nearest) {
        BarRow *row = addRow(QStringLiteral("near-%1").arg(near.person.id.value));
        const QString only = tr("Fails only on: %1").arg(answerwords::node(doc, near.path));
        row->setFact(near.person.shownName(), near.missing, only);
        row->setToolTip(only);
        connect(row, &QAbstractButton::clicked, this, [this, person = near.person] { Q_EMIT personChosen(person); });
    }
}

void LeftOutView::setBusy(bool busy)
{
    m_words->setInk(busy ? Ink::Muted : Ink::Text);
    for (BarRow *row : m_bars)
        row->setBusy(busy);
}

} // namespace perennial
