// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/picturetour.h"

#include "app/gui/application.h"
#include "core/store/flowshelf.h"
#include "core/store/profileview.h"
#include "core/store/segmentshelf.h"
#include "ui/audience/audiencespage.h"
#include "ui/destination/destinationform.h"
#include "ui/destination/destinationsview.h"
#include "ui/flow/page/flowdesigner.h"
#include "ui/flow/page/flowspage.h"
#include "ui/flow/replay/replaypanel.h"
#include "ui/profile/profilespage.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/gallery/templategallery.h"
#include "ui/segment/page/segmentbuilder.h"
#include "ui/segment/page/segmentlist.h"
#include "ui/segment/page/segmentspage.h"
#include "ui/widgets/pillbutton.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QTabBar>

#include <algorithm>

namespace perennial {

namespace {

constexpr int LookMs = 100;
constexpr int QuietLooks = 6; // in a row: answers may start the next question

// That of the segment which is open.
DefinitionView *definitionOf(const SegmentsPage &page)
{
    return page.findChild<SegmentBuilder *>()->findChild<DefinitionView *>();
}

} // namespace

PictureTour::PictureTour(Application &application, QString folder, const QSize &size)
    : m_application(application)
    , m_folder(std::move(folder))
    , m_size(size)
{
    m_timer.setInterval(LookMs);
    connect(&m_timer, &QTimer::timeout, this, &PictureTour::look);
    addStops();
}

void PictureTour::addStops()
{
    const auto page = [this](const char *name, int number) {
        m_stops.push_back({QString::fromLatin1(name), [this, number] { m_application.window().showPage(number); }});
    };
    page("home", 0);
    page("data", 1);
    addPeopleStops();
    page("segments", 3);
    addPortfolioStops();
    addBuilderStop();
    addDefinitionStops();
    addAnswerStops();
    addGalleryStops();
    m_stops.push_back({QStringLiteral("flows"), [this] {
                           m_application.flows().showList();
                           m_application.window().showPage(&m_application.flows());
                       }});
    m_stops.push_back({QStringLiteral("flows-calendar"), [this] { m_application.flows().showCalendar(); }});
    addFlowStops();
    page("audiences", 5);
    addAudienceStops();
    page("analytics", 6);
    page("activity", 7);
}

void PictureTour::addPeopleStops()
{
    m_stops.push_back({QStringLiteral("profiles"), [this] {
                           m_application.profiles().showAll();
                           m_application.window().showPage(&m_application.profiles());
                       }});
    m_stops.push_back({QStringLiteral("person"), [this] {
                           auto store = Store::openReader(m_application.workspace().path());
                           const auto person =
                               store ? store->database().integer("SELECT profile_id FROM orders GROUP BY profile_id "
                                                                 "ORDER BY count(*) DESC, profile_id LIMIT 1")
                                     : Result<qint64>(0);
                           m_application.profiles().showPerson({person.value_or(0)});
                       }});
}

void PictureTour::addPortfolioStops()
{
    const auto tab = [this](const char *name, SegmentsPage::Tab shown) {
        m_stops.push_back({QString::fromLatin1(name), [this, shown] {
                               m_application.window().showPage(&m_application.segments());
                               m_application.segments().showTab(shown);
                           }});
    };
    tab("lists", SegmentsPage::Tab::Lists);
    tab("lifecycle", SegmentsPage::Tab::Lifecycle);
    tab("overlap", SegmentsPage::Tab::Overlap);
    addOverlapStops();
    tab("health", SegmentsPage::Tab::Health);
    m_stops.push_back({QStringLiteral("segments-tags"), [this] {
                           m_application.segments().showTab(SegmentsPage::Tab::Segments);
                           auto *list = m_application.segments().findChild<SegmentList *>();
                           list->setFocus();
                           list->setCurrentIndex(list->model()->index(1, 0));
                           Q_EMIT list->tagsWanted(list->selected());
                       }});
    m_stops.push_back({QStringLiteral("segments-sort"), [this] {
                           auto *sort =
                               m_application.segments().findChild<QPushButton *>(QStringLiteral("sortSegments"));
                           sort->menu()->popup(sort->mapToGlobal(QPoint(0, sort->height())));
                       }});
}

void PictureTour::addBuilderStop()
{
    m_stops.push_back({QStringLiteral("builder"), [this] {
                           auto store = Store::openReader(m_application.workspace().path());
                           if (!store)
                               return;
                           const auto segments = SegmentShelf(*store).list();
                           if (!segments || segments->empty())
                               return;
                           // The one that has most to show.
                           const auto longest = std::ranges::max_element(
                               *segments, {}, [](const SavedSegment &segment) { return segment.document.size(); });
                           m_application.segments().openSegment(longest->id);
                       }});
}

// The flow with most steps, replayed; one step of it, and one person's way.
void PictureTour::addFlowStops()
{
    m_stops.push_back({QStringLiteral("flow"), [this] {
                           auto store = Store::openReader(m_application.workspace().path());
                           const auto flows = store ? FlowShelf(*store).list() : Result<std::vector<SavedFlow>>();
                           if (!flows || flows->empty())
                               return;
                           const auto longest = std::ranges::max_element(
                               *flows, {}, [](const SavedFlow &flow) { return flow.document.size(); });
                           m_application.flows().openFlow(longest->id);
                       }});
    m_stops.push_back({QStringLiteral("flow-step"), [this] {
                           FlowDesigner &designer = m_application.flows().designer();
                           const FlowDoc *doc = designer.editor() ? &designer.editor()->doc() : nullptr;
                           for (const FlowNode &node : doc ? doc->nodes : std::vector<FlowNode>()) {
                               if (node.as<MessageNode>())
                                   return designer.select({{node.id}, {}});
                           }
                       }});
    m_stops.push_back({QStringLiteral("flow-draft"), [this] {
                           if (m_application.flows().designer().editor())
                               m_application.flows().designer().action(FlowAction::CreateDraft)->trigger();
                       }});
    m_stops.push_back({QStringLiteral("flow-person"), [this] {
                           if (auto *sheet = m_application.window().findChild<DraftSheet *>())
                               sheet->close();
                           auto *panel = m_application.flows().findChild<ReplayPanel *>();
                           const ReplayedPointer &replayed = panel->replayed();
                           if (!replayed)
                               return;
                           const auto ids = replayed->idsOf(replayed->result.nodes.back().in.people);
                           if (!ids.empty())
                               panel->follow(ids.front(), tr("somebody who came to the last step"));
                       }});
}

// The first destination: its desk, the rows of its last run, its form.
void PictureTour::addAudienceStops()
{
    const auto table = [this](const char *name) {
        return m_application.audiences().findChild<QAbstractItemView *>(QLatin1String(name));
    };
    const auto activateFirst = [](QAbstractItemView *view) {
        if (view->model()->rowCount() > 0)
            Q_EMIT view->activated(view->model()->index(0, 0));
    };
    m_stops.push_back({QStringLiteral("safety-desk"), [=] { activateFirst(table("destinations")); }});
    m_stops.push_back({QStringLiteral("run-log"), [=] { activateFirst(table("runs")); }});
    m_stops.push_back({QStringLiteral("destination-form"), [this] {
                           m_application.audiences().showStart();
                           m_application.audiences().destinations().add();
                       }});
    m_stops.push_back({QStringLiteral("audiences-again"), [this] {
                           if (auto *form = m_application.window().findChild<DestinationForm *>())
                               form->close();
                       }});
}

void PictureTour::addOverlapStops()
{
    m_stops.push_back({QStringLiteral("overlap-pair"), [this] {
                           auto *cells =
                               m_application.segments().findChild<QAbstractItemView *>(QStringLiteral("overlapMatrix"));
                           cells->setCurrentIndex(cells->model()->index(0, 1));
                       }});
    m_stops.push_back(
        {QStringLiteral("overlap-choice"),
         [this] { m_application.segments().findChild<PillButton *>(QStringLiteral("overlapSegments"))->openPopup(); }});
    for (const int face : {1, 0})
        m_stops.push_back({face == 1 ? QStringLiteral("overlap-bars") : QStringLiteral("overlap-again"), [this, face] {
                               m_application.segments()
                                   .findChild<QAbstractButton *>(QStringLiteral("overlapFace%1").arg(face))
                                   ->click();
                           }});
}

void PictureTour::addGalleryStops()
{
    const auto gallery = [this](const char *name, const std::function<void(TemplateGallery &)> &show) {
        m_stops.push_back({QString::fromLatin1(name), [this, show] {
                               m_application.window().showPage(&m_application.segments());
                               m_application.segments().showTemplates();
                               show(*m_application.segments().findChild<TemplateGallery *>());
                           }});
    };
    gallery("templates", [](TemplateGallery &) {});
    gallery("template", [](TemplateGallery &shown) { shown.openTemplate(QStringLiteral("hvc-churning")); });
    gallery("query", [](TemplateGallery &shown) { shown.openQuery({}); });
}

// What is done with the rows of the segment that is open.
void PictureTour::addDefinitionStops()
{
    m_stops.push_back({QStringLiteral("builder-add"), [this] {
                           auto *view = definitionOf(m_application.segments());
                           view->startCondition();
                           if (QWidget *popup = QApplication::activePopupWidget())
                               popup->findChild<QLineEdit *>()->setText(QStringLiteral("kettle"));
                       }});
    m_stops.push_back({QStringLiteral("builder-selected"), [this] {
                           auto *view = definitionOf(m_application.segments());
                           for (const int line : {1, 2}) {
                               if (NodeRow *row = view->row(NodePath().child(line)))
                                   Q_EMIT row->pressed(row->path(), Qt::ControlModifier);
                           }
                       }});
}

// The tabs beside the segment that is open.
void PictureTour::addAnswerStops()
{
    const auto stop = [this](const char *name, int tab, std::function<void(SegmentsPage &)> then = {}) {
        m_stops.push_back({QString::fromLatin1(name), [this, tab, then] {
                               SegmentsPage &page = m_application.segments();
                               page.findChild<QTabBar *>(QStringLiteral("answerTabBar"))->setCurrentIndex(tab);
                               if (then)
                                   then(page);
                           }});
    };
    const auto press = [](const QWidget &page, const char *name) {
        if (auto *button = page.findChild<QAbstractButton *>(QLatin1String(name)))
            button->click();
    };
    stop("builder-leftout", 1);
    stop("builder-person", 0, [](SegmentsPage &page) {
        auto *sample = page.findChild<QAbstractItemView *>(QStringLiteral("sample"));
        Q_EMIT sample->clicked(sample->model()->index(0, 0));
    });
    stop("builder-when", 2);
    stop("builder-compare", 2, [press](SegmentsPage &page) { press(page, "compare"); });
    stop("builder-versions", 3);
    const auto open = [](SegmentsPage &page, const char *name) {
        for (PillButton *pill : definitionOf(page)->findChildren<PillButton *>(QLatin1String(name))) {
            if (pill->isVisible() && !QApplication::activePopupWidget())
                pill->openPopup();
        }
    };
    stop("builder-how-much", 0, [open](SegmentsPage &page) { open(page, "test"); });
    stop("builder-window", 0, [open](SegmentsPage &page) { open(page, "window"); });
    stop("builder-match", 0, [open](SegmentsPage &page) { open(page, "match"); });
}

void PictureTour::start()
{
    QDir().mkpath(m_folder);
    m_application.window().resize(m_size);
    m_application.theme().choose(ThemeChoice::Light);
    showNext();
    m_timer.start();
}

void PictureTour::showNext()
{
    m_quietLooks = 0;
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    m_stops[m_next].prepare();
}

bool PictureTour::isQuiet() const
{
    return m_application.workspace().runner().jobs().isEmpty() && !m_application.workspace().isRefreshing();
}

void PictureTour::look()
{
    m_quietLooks = isQuiet() ? m_quietLooks + 1 : 0;
    if (m_quietLooks < QuietLooks)
        return;
    if (!takePicture()) {
        m_timer.stop();
        Q_EMIT finished(false);
        return;
    }
    if (++m_next == m_stops.size()) {
        m_next = 0;
        if (m_dark) {
            m_timer.stop();
            Q_EMIT finished(true);
            return;
        }
        m_dark = true;
        m_application.segments().showList();
        m_application.theme().choose(ThemeChoice::Dark);
    }
    showNext();
}

bool PictureTour::takePicture()
{
    const QString file = QStringLiteral("%1-%2.png")
                             .arg(m_stops[m_next].name, m_dark ? QStringLiteral("dark") : QStringLiteral("light"));
    QPixmap picture = m_application.window().grab();
    for (QDialog *dialog : m_application.window().findChildren<QDialog *>()) {
        if (!dialog->isVisible())
            continue;
        const QPoint place = m_application.window().rect().center() - dialog->rect().center();
        QPainter painter(&picture);
        painter.drawPixmap(place, dialog->grab());
        painter.setPen(dialog->palette().color(QPalette::Mid)); // the edge that a desktop draws
        painter.drawRect(QRect(place, dialog->size()).adjusted(-1, -1, 0, 0));
    }
    if (QWidget *popup = QApplication::activePopupWidget()) {
        QPainter painter(&picture);
        painter.drawPixmap(m_application.window().mapFromGlobal(popup->pos()), popup->grab());
    }
    return picture.save(QDir(m_folder).filePath(file));
}

} // namespace perennial
