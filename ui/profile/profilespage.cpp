// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profilespage.h"

#include "core/identity/personlookup.h"
#include "core/import/mergelog.h"
#include "core/workspace/storequestion.h"
#include "core/workspace/workspace.h"
#include "ui/profile/personwords.h"
#include "ui/profile/profiletableview.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tokens.h"

#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int PauseMs = 120;
constexpr int MostFound = 10'000;

} // namespace

ProfilesPage::ProfilesPage(Workspace &workspace, QWidget *parent)
    : Page(tr("Profiles"), parent)
    , m_workspace(workspace)
    , m_model(new ProfileTableModel(workspace, this))
    , m_table(new ProfileTableView(*m_model, this))
    , m_person(new PersonView(this))
    , m_faces(new QStackedWidget(this))
    , m_idsRequest(workspace.runner(), [this](Result<Ids> ids) { takeIds(std::move(ids)); })
    , m_personRequest(workspace.runner(), [this](Result<Person> person) { takePerson(std::move(person)); })
{
    setObjectName(QStringLiteral("profilesPage"));
    buildHeader();
    buildFaces();
    setContent(m_faces);
    m_pause.setSingleShot(true);
    m_pause.setInterval(PauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ProfilesPage::search);
    connect(m_model, &ProfileTableModel::failed, this,
            [this](const QString &message) { banner()->showMessage(BannerKind::Danger, message); });
    connect(m_table, &ProfileTableView::opened, this, [this](int row) { showPerson(m_model->idAt(row)); });
    connect(m_person, &PersonView::undoMergeRequested, this, &ProfilesPage::undoMerge);
    connectWorkspace();
    showAll();
}

void ProfilesPage::buildHeader()
{
    m_back = header()->addSecondary(tr("Back to the list"), QStringLiteral("chevron-left"));
    m_back->setObjectName(QStringLiteral("back"));
    m_back->hide();
    m_everyone = header()->addSecondary(tr("Show everybody"));
    m_everyone->setObjectName(QStringLiteral("showEverybody"));
    m_everyone->hide();
    SearchField *field = header()->addSearch(tr("Search people"));
    field->setObjectName(QStringLiteral("profileSearch"));
    connect(field, &QLineEdit::textChanged, this, [this] {
        m_openFirst = false;
        m_pause.start();
    });
    connect(field, &QLineEdit::returnPressed, this, [this] {
        m_pause.stop();
        m_openFirst = true;
        search();
    });
    connect(m_back, &QPushButton::clicked, this, &ProfilesPage::showTable);
    for (const QKeySequence &keys : {QKeySequence(Qt::Key_Escape), QKeySequence(Qt::ALT | Qt::Key_Left)}) {
        m_leave.append(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut));
        connect(m_leave.last(), &QShortcut::activated, this, &ProfilesPage::showTable);
    }
    connect(m_everyone, &QPushButton::clicked, this, &ProfilesPage::showAll);
}

void ProfilesPage::buildFaces()
{
    m_noStore = new EmptyState(
        QStringLiteral("profiles"), tr("No store is open"),
        tr("A store holds everybody your shop knows. Open one, or make a new one from your shop's exports."), this);
    connect(m_noStore->addButton(tr("New store"), Look::Primary), &QPushButton::clicked, this,
            &ProfilesPage::newStoreRequested);
    connect(m_noStore->addButton(tr("Open…")), &QPushButton::clicked, this, &ProfilesPage::openStoreRequested);
    m_empty = new EmptyState(
        QStringLiteral("profiles"), tr("Nobody is in this store yet"),
        tr("Import customers or orders and each person appears here once, however many files know them."), this);
    connect(m_empty->addButton(tr("Choose files…"), Look::Primary), &QPushButton::clicked, this,
            &ProfilesPage::importRequested);
    m_noMatch = new EmptyState(QStringLiteral("search"), tr("Nobody matches"),
                               tr("Search for a part of a name, an e-mail, a phone or a customer number."), this);
    connect(m_noMatch->addButton(tr("Clear the search")), &QPushButton::clicked, this,
            [this] { header()->search()->clear(); });
    m_problem = new EmptyState(QStringLiteral("danger"), tr("The people cannot be read"), {}, this);
    connect(m_problem->addButton(tr("Try again"), Look::Primary), &QPushButton::clicked, this, &ProfilesPage::reload);
    m_loading = new EmptyState(QStringLiteral("clock"), tr("Reading people…"),
                               tr("This takes a moment for large stores."), this);
    m_tableFace = makeTableFace();
    for (QWidget *face : {static_cast<QWidget *>(m_noStore), static_cast<QWidget *>(m_empty),
                          static_cast<QWidget *>(m_noMatch), static_cast<QWidget *>(m_problem),
                          static_cast<QWidget *>(m_loading), m_tableFace, static_cast<QWidget *>(m_person)})
        m_faces->addWidget(face);
    m_listFace = m_loading;
}

QWidget *ProfilesPage::makeTableFace()
{
    auto *face = new QWidget(this);
    auto *column = new QVBoxLayout(face);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    auto *card = new Card(face);
    card->body()->setContentsMargins(1, 1, 1, 1);
    card->body()->addWidget(m_table);
    column->addWidget(card);
    return face;
}

void ProfilesPage::connectWorkspace()
{
    connect(&m_workspace, &Workspace::storeChanged, this, [this] {
        m_shown = {};
        m_personRequest.cancel();
        m_model->setIds(std::make_shared<const Ids>());
        showAll();
        showTable();
    });
    connect(&m_workspace, &Workspace::tableChanged, this, &ProfilesPage::refreshRows);
}

void ProfilesPage::showAll()
{
    m_listTitle.clear();
    m_list.clear();
    const QSignalBlocker quiet(header()->search());
    header()->search()->clear();
    m_shown = {};
    reload();
}

void ProfilesPage::showPeople(const QString &title, const std::vector<ProfileId> &ids)
{
    const QSignalBlocker quiet(header()->search());
    header()->search()->clear();
    m_idsRequest.cancel();
    m_shown = {};
    m_listTitle = title;
    m_list = ids;
    setIds(ids);
    showTable();
}

void ProfilesPage::reload()
{
    if (!m_workspace.isOpen()) {
        m_idsRequest.cancel();
        showFace(m_noStore);
        return;
    }
    if (m_model->rowCount() == 0)
        showFace(m_loading);
    search();
}

// The store has changed: the same people where they still are, their rows read again, the place kept.
void ProfilesPage::refreshRows()
{
    if (!m_workspace.isOpen())
        return;
    m_keepPlace = true;
    if (m_listTitle.isEmpty())
        search();
    m_model->forgetRows();
    if (m_shown.isValid())
        askForPerson();
}

void ProfilesPage::search()
{
    if (!m_workspace.isOpen())
        return;
    const QString text = header()->search()->text().simplified();
    if (text.isEmpty() && !m_listTitle.isEmpty()) {
        setIds(m_list);
        return;
    }
    const auto question = [text](const Store &store) {
        return text.isEmpty() ? allProfiles(store) : searchPeople(store, text, MostFound);
    };
    m_idsRequest.ask(tr("Looking for people"), askingStore<Ids>(m_workspace.path(), question));
}

void ProfilesPage::takeIds(Result<Ids> ids)
{
    if (!ids) {
        if (ids.error().kind == ErrorKind::Stopped)
            return;
        m_problem->setText(tr("The people cannot be read"), ids.error().message);
        showFace(m_problem);
        return;
    }
    setIds(std::move(*ids));
    if (std::exchange(m_openFirst, false) && m_model->rowCount() > 0)
        showPerson(m_model->idAt(0));
}

void ProfilesPage::setIds(Ids ids)
{
    const bool same = *m_model->ids() == ids;
    const bool none = ids.empty();
    const bool isSearch = !header()->search()->text().isEmpty();
    if (!same) {
        const int before = m_keepPlace ? m_table->currentIndex().row() : 0;
        m_model->setIds(std::make_shared<const Ids>(std::move(ids)));
        m_table->goToTop();
        if (before > 0 && before < m_model->rowCount())
            m_table->setCurrentIndex(m_model->index(before, 0));
    }
    m_keepPlace = false;
    showFace(!none ? m_tableFace : isSearch ? m_noMatch : m_empty);
}

void ProfilesPage::showFace(QWidget *face)
{
    m_listFace = face;
    if (!m_shown.isValid())
        m_faces->setCurrentWidget(face);
    wordTitle();
}

void ProfilesPage::wordTitle()
{
    const bool isPerson = m_shown.isValid() && m_faces->currentWidget() == m_person;
    m_back->setVisible(isPerson);
    for (QShortcut *leave : std::as_const(m_leave))
        leave->setEnabled(isPerson);
    header()->search()->setVisible(!isPerson);
    header()->search()->setEnabled(m_workspace.isOpen());
    m_everyone->setVisible(!isPerson && !m_listTitle.isEmpty());
    if (isPerson) {
        header()->setTitle(m_shownName);
        header()->setSubtitle({});
        return;
    }
    header()->setTitle(m_listTitle.isEmpty() ? tr("Profiles") : m_listTitle);
    const bool isSearch = !header()->search()->text().isEmpty();
    const int rows = m_model->rowCount();
    if (m_listFace != m_tableFace)
        header()->setSubtitle({});
    else if (isSearch && rows >= MostFound)
        header()->setSubtitle(tr("The first %1 matches").arg(format::count(rows)));
    else
        header()->setSubtitle(isSearch ? tr("%1 found").arg(format::count(rows))
                                       : tr("%1 people").arg(format::count(rows)));
}

void ProfilesPage::showPerson(ProfileId id)
{
    if (!id.isValid() || !m_workspace.isOpen())
        return;
    m_shown = id;
    askForPerson();
}

void ProfilesPage::askForPerson()
{
    m_personRequest.ask(tr("Reading a person"),
                        askingStore<Person>(m_workspace.path(), [id = m_shown](const Store &store) -> Result<Person> {
                            auto view = viewProfile(store, id);
                            if (!view)
                                return failure(view.error());
                            auto revenue = revenueOf(store, id);
                            if (!revenue)
                                return failure(revenue.error());
                            return Person{std::move(*view), std::move(*revenue)};
                        }));
}

void ProfilesPage::takePerson(Result<Person> person)
{
    if (!m_shown.isValid())
        return;
    if (!person) {
        if (person.error().kind != ErrorKind::Stopped)
            banner()->showMessage(BannerKind::Danger, person.error().message);
        showTable();
        return;
    }
    const bool isNew = m_faces->currentWidget() != m_person;
    m_shownName = personwords::nameOf(person->view);
    m_person->setPerson(*person, m_workspace.homeZone(), m_workspace.settings().currency);
    m_faces->setCurrentWidget(m_person);
    wordTitle();
    if (isNew)
        m_back->setFocus(Qt::OtherFocusReason);
}

void ProfilesPage::showTable()
{
    const bool wasPerson = m_faces->currentWidget() == m_person;
    m_shown = {};
    m_personRequest.cancel();
    showFace(m_listFace);
    if (wasPerson && m_listFace == m_tableFace)
        m_table->setFocus(Qt::OtherFocusReason);
}

bool ProfilesPage::startSearch()
{
    showTable();
    return Page::startSearch();
}

void ProfilesPage::undoMerge(qint64 merge)
{
    const JobSpec spec{.title = tr("Taking two people apart"), .kind = JobKind::Writing};
    const auto work = [merge](Store &store, const Progress &) -> Result<bool> {
        if (const auto undone = perennial::undoMerge(store.database(), merge, Instant::now()); !undone)
            return failure(undone.error());
        return true;
    };
    m_workspace.write<bool>(spec, work, this, [this](const Result<bool> &undone) {
        if (!undone)
            banner()->showMessage(BannerKind::Danger, undone.error().message);
        else if (m_shown.isValid())
            askForPerson();
    });
}

} // namespace perennial
