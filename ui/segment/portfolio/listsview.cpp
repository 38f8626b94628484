// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/listsview.h"

#include "core/workspace/workspace.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/portfolio/listimportcard.h"
#include "ui/segment/portfolio/listtable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tokens.h"

#include <QFileDialog>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace perennial {

namespace {

QString chooseToRead(QWidget *parent, const QString &)
{
    return QFileDialog::getOpenFileName(parent, ListsView::tr("Import a list"), {},
                                        ListsView::tr("Lists of people (*.csv *.txt *.tsv *.gz);;All files (*)"));
}

QString chooseToWrite(QWidget *parent, const QString &suggestion)
{
    return QFileDialog::getSaveFileName(parent, ListsView::tr("Save the rows that were not found"), suggestion,
                                        ListsView::tr("CSV files (*.csv)"));
}

} // namespace

ListsView::ListsView(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_model(new ListModel(this))
    , m_card(new ListImportCard(this))
    , m_states(new QStackedWidget(this))
    , m_toRead(chooseToRead)
    , m_toWrite(chooseToWrite)
    , m_reading(workspace.runner(),
                [this](Result<Lines> lines) {
                    if (lines)
                        take(std::move(*lines));
                    else
                        Q_EMIT failed(lines.error());
                })
    , m_people(workspace.runner(), [this](const Result<std::vector<ProfileId>> &people) {
        if (people)
            Q_EMIT peopleChosen(m_peopleTitle, *people);
        else
            Q_EMIT failed(people.error());
    })
{
    setObjectName(QStringLiteral("listsView"));
    auto *column = parts::column(this, 2 * size::Unit);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    column->addWidget(m_card);
    column->addWidget(m_states, 1);
    m_states->addWidget(makeTable());
    m_states->addWidget(makeEmpty());
    m_card->setChooseFile([this](const QString &suggestion) { return m_toWrite(this, suggestion); });
    connect(m_card, &ListImportCard::createWanted, this, &ListsView::create);
    connect(m_card, &ListImportCard::saveWanted, this, &ListsView::saveUnknown);
    connect(m_card, &ListImportCard::closed, this, [this] {
        if (m_job)
            m_job->stop();
        showState();
    });
    connect(m_model, &ListModel::renamed, this, &ListsView::rename);
    connect(&m_workspace, &Workspace::storeChanged, this, &ListsView::forgetStore);
    connect(&m_workspace, &Workspace::segmentsChanged, this, &ListsView::read);
    connect(&m_workspace, &Workspace::tableChanged, this, &ListsView::read);
    forgetStore();
}

ListsView::~ListsView() = default;

QWidget *ListsView::makeTable()
{
    auto *card = new Card(this);
    m_table = new ListTable(*m_model, card);
    card->body()->setContentsMargins(1, 1, 1, 1);
    card->body()->addWidget(m_table);
    setFocusProxy(m_table);
    connect(m_table, &ListTable::peopleWanted, this, &ListsView::showPeople);
    connect(m_table, &ListTable::useWanted, this, &ListsView::use);
    connect(m_table, &ListTable::deleteWanted, this, &ListsView::remove);
    return card;
}

QWidget *ListsView::makeEmpty()
{
    auto *empty = new EmptyState(
        QStringLiteral("list"), tr("No lists yet"),
        tr("A list holds still: the same people tomorrow as today, for a test, a hand-picked invitation, "
           "or to see later what became of them. Import one from a file, or open a segment and freeze "
           "it."),
        this);
    QPushButton *import = empty->addButton(tr("Import a list"), Look::Primary);
    import->setObjectName(QStringLiteral("emptyImportList"));
    QPushButton *freeze = empty->addButton(tr("Choose a segment to freeze"));
    freeze->setObjectName(QStringLiteral("emptyFreeze"));
    connect(import, &QPushButton::clicked, this, &ListsView::importList);
    connect(freeze, &QPushButton::clicked, this, &ListsView::segmentsRequested);
    return empty;
}

void ListsView::setChooseFiles(ChooseFile toRead, ChooseFile toWrite)
{
    m_toRead = std::move(toRead);
    m_toWrite = std::move(toWrite);
}

void ListsView::setFilter(const QString &words)
{
    m_table->setFilter(words);
}

void ListsView::forgetStore()
{
    if (m_job)
        m_job->stop();
    m_deletions.clear();
    m_people.cancel();
    m_card->hide();
    m_wanted = {};
    m_model->setZone(m_workspace.homeZone());
    m_model->setLines({});
    showState();
    read();
}

void ListsView::take(Lines lines)
{
    const ListId current = m_wanted.isValid() ? m_wanted : m_table->current();
    m_model->setLines(std::move(lines));
    m_table->select(current);
    if (m_model->line(m_wanted))
        m_wanted = {};
    showState();
}

void ListsView::showState()
{
    // Beside what a file holds the empty state would ask for what is being done.
    const bool isEmpty = m_model->rowCount() == 0;
    m_states->setCurrentIndex(isEmpty ? 1 : 0);
    m_states->setVisible(!isEmpty || !m_card->isVisibleTo(this));
    static_cast<QVBoxLayout *>(layout())->setAlignment(m_card,
                                                       m_states->isVisibleTo(this) ? Qt::Alignment() : Qt::AlignTop);
}

void ListsView::use(ListId id)
{
    const ListLine *line = m_model->line(id);
    if (!line)
        return;
    SegmentDoc doc;
    doc.name = line->list.name;
    MembershipCondition inList;
    inList.of = MemberOf::List;
    inList.name = line->list.name;
    doc.root.group()->children.push_back(SegmentNode{.is = inList});
    Q_EMIT startRequested(doc);
}

void ListsView::importList()
{
    if (!m_workspace.isOpen())
        return Q_EMIT failed(
            Error{ErrorKind::NotFound, tr("Open a store first: a list is made of the people in it."), {}, {}});
    const QString path = m_toRead(this, {});
    if (!path.isEmpty())
        readFile(path);
}

} // namespace perennial
