// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/queryeditor.h"

#include "core/segment/saved/sqlscan.h"
#include "core/segment/saved/templateshelf.h"
#include "core/workspace/workspace.h"
#include "ui/segment/gallery/queryparameters.h"
#include "ui/segment/gallery/sqlhighlighter.h"
#include "ui/segment/gallery/tablelist.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pageheader.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int SideWidth = 176;
constexpr int HelpWidth = 216;
constexpr int PeopleHeight = 112;

struct Nothing
{
};

// What a new query begins with.
QString firstWords()
{
    return QStringLiteral("SELECT profile_id\nFROM orders\nWHERE created_at <= :as_of\n");
}

} // namespace

QueryEditor::QueryEditor(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("queryEditor"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());
    auto *row = new QHBoxLayout;
    row->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    row->setSpacing(2 * size::Unit);
    row->addWidget(makeSide());
    row->addWidget(makeMiddle(), 1);
    row->addWidget(makeHelp());
    column->addLayout(row, 1);
    new SqlHighlighter(m_text->document());
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_parameters->setNames(parametersIn(m_text->toPlainText()));
        noteEdit();
    });
    connect(m_parameters, &QueryParameters::changed, this, &QueryEditor::noteEdit);
    connect(m_name, &QLineEdit::textEdited, this, &QueryEditor::noteEdit);
    connect(m_note, &QLineEdit::textEdited, this, &QueryEditor::noteEdit);
    connect(m_tables, &TableList::nameWanted, this, &QueryEditor::insert);
    showRunning(false);
}

QueryEditor::~QueryEditor()
{
    if (m_job)
        m_job->stop();
}

QWidget *QueryEditor::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(2 * size::Unit, 0, 2 * size::Unit, 0);
    row->setSpacing(0);
    auto *back = new QToolButton(top);
    back->setObjectName(QStringLiteral("queryBack"));
    back->setIcon(icon(QStringLiteral("chevron-left")));
    back->setAccessibleName(tr("Back to the templates"));
    back->setToolTip(back->accessibleName());
    connect(back, &QToolButton::clicked, this, &QueryEditor::leave);
    auto *header = new PageHeader(tr("SQL templates"), top);
    const QMargins around = header->layout()->contentsMargins();
    header->layout()->setContentsMargins(size::Unit, around.top(), size::Unit, around.bottom());
    m_delete = header->addSecondary(tr("Delete"));
    m_delete->setObjectName(QStringLiteral("deleteQuery"));
    m_save = header->setPrimary(tr("Save query"));
    m_save->setObjectName(QStringLiteral("saveQuery"));
    connect(m_delete, &QPushButton::clicked, this, &QueryEditor::remove);
    connect(m_save, &QPushButton::clicked, this, &QueryEditor::save);
    row->addWidget(back);
    row->addWidget(header, 1);
    return top;
}

QWidget *QueryEditor::makeSide()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(SideWidth);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    auto *add = new QPushButton(icon(QStringLiteral("plus")), tr("New query"), side);
    add->setObjectName(QStringLiteral("newQuery"));
    connect(add, &QPushButton::clicked, this, [this] {
        keepDraft();
        choose({});
    });
    m_list = new QListWidget(side);
    m_list->setObjectName(QStringLiteral("queries"));
    m_list->setAccessibleName(tr("Saved queries"));
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (!item || m_isShowing)
            return;
        keepDraft();
        choose(item->data(Qt::UserRole).toString());
    });
    m_none = new Label(tr("No query is saved yet. Write one, try it, and save it under a name."), TextSize::Body,
                       Ink::Muted, side);
    m_none->setWordWrap(true);
    column->addWidget(add);
    column->addWidget(m_none);
    column->addWidget(m_list, 1);
    column->addStretch();
    return side;
}

QWidget *QueryEditor::makeMiddle()
{
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    m_problem = new Banner(middle);
    m_problem->setObjectName(QStringLiteral("queryProblem"));
    m_name = new QLineEdit(middle);
    m_name->setObjectName(QStringLiteral("queryName"));
    m_name->setAccessibleName(tr("Name of the query"));
    m_name->setPlaceholderText(tr("Name, as segments call it"));
    m_note = new QLineEdit(middle);
    m_note->setObjectName(QStringLiteral("queryNote"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note"));
    m_text = new QPlainTextEdit(middle);
    m_text->setObjectName(QStringLiteral("queryText"));
    m_text->setAccessibleName(tr("SQL"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLayoutDirection(Qt::LeftToRight);
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(size::Unit);
    auto *guard =
        new Label(tr("A query only reads: it is one SELECT whose first column is a profile's id, and :as_of is "
                     "the moment asked about in milliseconds. It may take five seconds and 256 MB; writing, "
                     "chance and the clock are refused."),
                  TextSize::Caption, Ink::Muted, middle);
    guard->setWordWrap(true);
    m_parameters = new QueryParameters(middle);
    column->addWidget(m_problem);
    column->addWidget(m_name);
    column->addWidget(m_note);
    column->addWidget(m_text, 1);
    column->addWidget(guard);
    column->addWidget(m_parameters);
    column->addWidget(makeTrial());
    return middle;
}

QWidget *QueryEditor::makeTrial()
{
    auto *trial = new QWidget(this);
    auto *column = new QVBoxLayout(trial);
    column->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    m_run = new QPushButton(icon(QStringLiteral("play")), tr("Try it"), trial);
    m_run->setObjectName(QStringLiteral("runQuery"));
    m_run->setToolTip(tr("Run it with its defaults (Ctrl+Enter)"));
    m_stop = new QPushButton(icon(QStringLiteral("stop")), tr("Stop"), trial);
    m_stop->setObjectName(QStringLiteral("stopQuery"));
    m_outcome = new Label({}, TextSize::Body, Ink::Muted, trial);
    m_outcome->setObjectName(QStringLiteral("queryOutcome"));
    m_outcome->setWordWrap(true);
    row->addWidget(m_run);
    row->addWidget(m_stop);
    row->addWidget(m_outcome, 1);
    m_people = new QListWidget(trial);
    m_people->setObjectName(QStringLiteral("queryPeople"));
    m_people->setAccessibleName(tr("The first people it finds"));
    m_people->setFixedHeight(PeopleHeight);
    m_people->hide();
    column->addLayout(row);
    column->addWidget(m_people);
    connect(m_run, &QPushButton::clicked, this, &QueryEditor::run);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->stop();
    });
    connect(m_people, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        Q_EMIT personChosen(ProfileId{item->data(Qt::UserRole).toLongLong()});
    });
    return trial;
}

QWidget *QueryEditor::makeHelp()
{
    auto *help = new QWidget(this);
    help->setFixedWidth(HelpWidth);
    auto *column = new QVBoxLayout(help);
    column->setContentsMargins(0, 0, 0, 0);
    auto *title = new Label(tr("Tables of the store"), TextSize::Caption, Ink::Muted, help);
    title->setMinimumHeight(size::Control);
    m_tables = new TableList(m_workspace, help);
    m_tables->setToolTip(tr("Enter or a double click writes the name"));
    column->addWidget(title);
    column->addWidget(m_tables, 1);
    return help;
}

void QueryEditor::open(const std::vector<SqlTemplate> &queries, const QString &name)
{
    m_queries = queries;
    m_tables->read();
    choose(name);
}

void QueryEditor::setQueries(const std::vector<SqlTemplate> &queries)
{
    m_queries = queries;
    listQueries();
}

void QueryEditor::listQueries()
{
    m_isShowing = true;
    m_list->clear();
    for (const SqlTemplate &query : m_queries) {
        const bool isDraft = m_drafts.contains(query.name);
        auto *item = new QListWidgetItem(isDraft ? tr("%1 (not saved)").arg(query.name) : query.name, m_list);
        item->setData(Qt::UserRole, query.name);
        item->setToolTip(query.note);
        if (query.name == m_saved)
            m_list->setCurrentItem(item);
    }
    m_isShowing = false;
    m_list->setVisible(!m_queries.empty());
    m_none->setVisible(m_queries.empty());
}

void QueryEditor::choose(const QString &name)
{
    const auto saved = std::ranges::find(m_queries, name, &SqlTemplate::name);
    m_saved = saved == m_queries.end() ? QString() : name;
    m_opened = saved == m_queries.end() ? SqlTemplate{} : *saved;
    if (m_saved.isEmpty())
        m_opened.query = firstWords();
    const auto draft = m_drafts.find(m_saved);
    showQuery(draft == m_drafts.end() ? m_opened : draft->second);
    listQueries();
    if (m_saved.isEmpty())
        m_name->setFocus();
}

void QueryEditor::keepDraft()
{
    if (const SqlTemplate now = written(); now == m_opened)
        m_drafts.erase(m_saved);
    else
        m_drafts[m_saved] = now;
}

void QueryEditor::leave()
{
    keepDraft();
    Q_EMIT backRequested();
}

void QueryEditor::showQuery(const SqlTemplate &query)
{
    m_isShowing = true;
    m_name->setText(query.name);
    m_note->setText(query.note);
    m_parameters->setParameters(query.parameters);
    m_text->setPlainText(query.query);
    m_isShowing = false;
    m_problem->dismiss();
    m_people->hide();
    m_outcome->setText({});
    noteEdit();
}

SqlTemplate QueryEditor::written() const
{
    return {.name = m_name->text().trimmed(),
            .query = m_text->toPlainText(),
            .parameters = m_parameters->parameters(),
            .note = m_note->text().trimmed()};
}

void QueryEditor::noteEdit()
{
    if (m_isShowing)
        return;
    const SqlTemplate now = written();
    m_save->setEnabled(now != m_opened && !now.name.isEmpty());
    m_save->setToolTip(now.name.isEmpty() ? tr("A query needs a name.") : QString());
    m_delete->setVisible(!m_saved.isEmpty());
    m_run->setEnabled(!m_job && m_workspace.isOpen() && !now.query.trimmed().isEmpty());
}

void QueryEditor::showRunning(bool running)
{
    m_stop->setVisible(running);
    m_run->setVisible(!running);
    if (running)
        m_outcome->setText(tr("Running …"));
    noteEdit();
}

void QueryEditor::run()
{
    const JobSpec spec{.title = tr("Trying a query"), .kind = JobKind::Reading, .quiet = true};
    m_problem->dismiss();
    m_people->hide();
    m_job = m_workspace.runner().start<QueryTrial>(
        spec,
        [query = written(), path = m_workspace.path(), zone = m_workspace.homeZone()](const Progress &progress) {
            return tryQuery(query, path, zone, progress);
        },
        this,
        [this](const Result<QueryTrial> &trial) {
            m_job.clear();
            showRunning(false);
            showTrial(trial);
        });
    showRunning(true);
}

void QueryEditor::showTrial(const Result<QueryTrial> &trial)
{
    m_people->clear();
    if (!trial) {
        const bool isStopped = trial.error().kind == ErrorKind::Stopped;
        m_outcome->setText(isStopped ? tr("Stopped.") : QString());
        if (!isStopped)
            m_problem->showMessage(BannerKind::Warn, trial.error().message);
        return;
    }
    const QString people = trial->people == 1 ? tr("1 person") : tr("%1 people").arg(format::count(trial->people));
    m_outcome->setText(tr("%1, in %2 ms").arg(people, format::count(trial->ms)));
    for (const SamplePerson &person : trial->first) {
        const QString name = person.name.isEmpty() ? person.email : person.name;
        auto *item = new QListWidgetItem(name.isEmpty() ? tr("Person %1").arg(person.id.value) : name, m_people);
        item->setToolTip(person.email);
        item->setData(Qt::UserRole, person.id.value);
    }
    m_people->setVisible(!trial->first.empty());
}

void QueryEditor::change(const QString &title, std::function<Result<void>(TemplateShelf &)> change,
                         std::function<void()> then)
{
    m_workspace.write<Nothing>(
        {.title = title, .kind = JobKind::Writing, .quiet = true},
        [change = std::move(change)](Store &store, const Progress &) -> Result<Nothing> {
            TemplateShelf shelf(store);
            const auto changed = change(shelf);
            return changed ? Result<Nothing>(Nothing{}) : Result<Nothing>(failure(changed.error()));
        },
        this,
        [this, then = std::move(then)](const Result<Nothing> &changed) {
            if (!changed)
                return m_problem->showMessage(BannerKind::Warn, changed.error().message);
            then();
            m_workspace.noteSegmentsChanged(); // they may use it
            Q_EMIT queriesChanged();
        });
}

// Under another name it is the same query still: the old name goes.
void QueryEditor::save()
{
    const SqlTemplate now = written();
    const QString before = m_saved;
    const bool isRenamed = !before.isEmpty() && before.compare(now.name, Qt::CaseInsensitive) != 0;
    const bool isTaken =
        (isRenamed || before.isEmpty()) && std::ranges::any_of(m_queries, [&](const SqlTemplate &query) {
            return query.name.compare(now.name, Qt::CaseInsensitive) == 0;
        });
    m_problem->dismiss();
    if (isTaken)
        return m_problem->showMessage(BannerKind::Warn,
                                      tr("There is a query named “%1” already. Choose another name.").arg(now.name));
    change(
        tr("Saving a query"),
        [now, before, isRenamed](TemplateShelf &shelf) -> Result<void> {
            if (const auto saved = shelf.save(now, Instant::now()); !saved || !isRenamed)
                return saved;
            const auto gone = shelf.remove(before);
            return gone ? Result<void>() : Result<void>(failure(gone.error()));
        },
        [this, now, before] {
            m_drafts.erase(before);
            std::erase_if(m_queries, [&](const SqlTemplate &query) { return query.name == before; });
            m_queries.push_back(now);
            std::ranges::sort(m_queries, {}, [](const SqlTemplate &query) { return query.name.toCaseFolded(); });
            m_saved = now.name;
            m_opened = now;
            listQueries();
            noteEdit();
            Q_EMIT done(tr("Saved “%1”").arg(now.name), {});
        });
}

void QueryEditor::remove()
{
    const SqlTemplate gone = m_opened;
    const auto takeBack = [this, gone] {
        change(
            tr("Restoring a query"), [gone](TemplateShelf &shelf) { return shelf.save(gone, Instant::now()); }, [] {});
    };
    change(
        tr("Deleting a query"),
        [name = m_saved](TemplateShelf &shelf) -> Result<void> {
            const auto removed = shelf.remove(name);
            return removed ? Result<void>() : Result<void>(failure(removed.error()));
        },
        [this, gone, takeBack] {
            m_drafts.erase(gone.name);
            std::erase(m_queries, gone);
            choose(m_queries.empty() ? QString() : m_queries.front().name);
            Q_EMIT done(tr("Deleted “%1”").arg(gone.name), takeBack);
        });
}

void QueryEditor::insert(const QString &name)
{
    m_text->insertPlainText(name);
    m_text->setFocus();
}

void QueryEditor::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::ControlModifier && m_run->isEnabled())
        return run();
    if (event->key() == Qt::Key_Escape)
        return leave();
    QWidget::keyPressEvent(event);
}

} // namespace perennial
