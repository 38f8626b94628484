// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/overlapview.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/overlap/combinationchart.h"
#include "ui/segment/overlap/overlapfoot.h"
#include "ui/segment/overlap/overlapmatrix.h"
#include "ui/segment/overlap/overlapstudy.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int DimAfterMs = 120;
constexpr int LookMs = 100;

QString legendOf(OverlapMeasure measure)
{
    switch (measure) {
    case OverlapMeasure::People:
        return OverlapView::tr("The stronger the colour, the more of the smaller segment");
    case OverlapMeasure::ShareOfRow:
        return OverlapView::tr("The stronger the colour, the more of the row’s segment");
    case OverlapMeasure::Likeness:
        return OverlapView::tr("The stronger the colour, the more of those in either are in both");
    }
    return {};
}

} // namespace

OverlapView::OverlapView(OverlapStudy &study, QWidget *parent)
    : QWidget(parent)
    , m_study(study)
    , m_problem(new Banner(this))
    , m_states(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("overlapView"));
    auto *column = parts::column(this, size::Unit);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, 2 * size::Unit);
    m_problem->setObjectName(QStringLiteral("overlapProblem"));
    m_problem->setDismissable(false);
    column->addWidget(m_problem);
    column->addWidget(m_states, 1);
    makeStates();
    parts::startAt(this, m_matrix);
    m_dim.setSingleShot(true);
    m_dim.setInterval(DimAfterMs);
    m_watch.setInterval(LookMs);
    connectParts();
    connectStudy();
    showFace(Face::Pairs);
    showWaiting();
}

void OverlapView::connectParts()
{
    connect(&m_dim, &QTimer::timeout, this, [this] { dim(true); });
    connect(&m_watch, &QTimer::timeout, this, &OverlapView::showMoment);
    connect(m_problem, &Banner::actionTriggered, &m_study, &OverlapStudy::again);
    connect(m_faceSwitch, &QButtonGroup::idClicked, this, [this](int face) { showFace(static_cast<Face>(face)); });
    connect(m_measure, &QButtonGroup::idClicked, this, [this](int measure) {
        m_matrix->setMeasure(static_cast<OverlapMeasure>(measure));
        showLegend();
    });
    connect(m_matrix, &OverlapMatrix::sizeChanged, this, &OverlapView::fitFaces);
    connect(m_matrix, &OverlapMatrix::cellChanged, this, &OverlapView::showFact);
    connect(m_chart, &CombinationChart::barChanged, this, &OverlapView::showFact);
    connect(m_matrix, &OverlapMatrix::peopleWanted, m_foot, &OverlapFoot::showFirst);
    connect(m_chart, &CombinationChart::peopleWanted, m_foot, &OverlapFoot::showFirst);
    connect(m_matrix, &OverlapMatrix::menuWanted, m_foot, &OverlapFoot::openMenu);
    connect(m_chart, &CombinationChart::menuWanted, m_foot, &OverlapFoot::openMenu);
    connect(m_chart, &CombinationChart::segmentPeopleWanted, this, &OverlapView::showPeople);
    connect(m_foot, &OverlapFoot::peopleWanted, this, &OverlapView::showPeople);
    connect(m_foot, &OverlapFoot::segmentWanted, this, &OverlapView::makeSegment);
    connect(m_foot, &OverlapFoot::opened, this, &OverlapView::opened);
    connect(m_inNone, &QAbstractButton::clicked, this, [this] { showPeople(nobodys().offers.front()); });
    connect(m_makeNone, &QAbstractButton::clicked, this, [this] { makeSegment(nobodys().offers.front()); });
    connect(m_inOne, &QAbstractButton::clicked, this,
            [this] { m_study.findPeopleInOne(tr("In exactly one segment")); });
}

void OverlapView::connectStudy()
{
    connect(&m_study, &OverlapStudy::started, this, [this] { setBusy(true); });
    connect(&m_study, &OverlapStudy::mapped, this, [this] {
        m_problem->dismiss();
        showMap();
        setBusy(m_study.isBusy());
    });
    connect(&m_study, &OverlapStudy::failed, this, &OverlapView::fail);
    connect(&m_study, &OverlapStudy::forgotten, this, [this] {
        m_problem->dismiss();
        setBusy(false);
        m_matrix->setMap(nullptr);
        m_chart->setMap(nullptr);
        showWaiting();
    });
    connect(&m_study, &OverlapStudy::peopleFound, this, &OverlapView::peopleChosen);
}

void OverlapView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_study.setWatched(true);
    if (!m_study.isBusy())
        setBusy(false);
}

void OverlapView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_study.setWatched(false);
    setBusy(false);
}

void OverlapView::setFilter(const QString &words)
{
    m_matrix->setFilter(words);
}

OverlapView::Face OverlapView::face() const
{
    return static_cast<Face>(m_faceSwitch->checkedId());
}

void OverlapView::showFace(Face face)
{
    m_faceSwitch->button(static_cast<int>(face))->setChecked(true);
    const bool pairs = face == Face::Pairs;
    m_order->setVisible(pairs);
    m_measureBox->setVisible(pairs);
    m_combined->setVisible(!pairs);
    m_inOne->setVisible(pairs);
    parts::startAt(this, pairs ? static_cast<QWidget *>(m_matrix) : m_chart);
    showContent();
    if (m_study.map())
        showSummary();
}

void OverlapView::setBusy(bool busy)
{
    if (busy) {
        m_dim.start();
        m_watch.start();
        if (!m_study.map())
            showWaiting();
    } else {
        m_dim.stop();
        m_watch.stop();
        dim(false);
    }
    showMoment();
}

void OverlapView::dim(bool dimmed)
{
    m_matrix->setBusy(dimmed);
    m_chart->setBusy(dimmed);
    m_foot->setBusy(dimmed);
}

void OverlapView::fail(const Error &error)
{
    setBusy(false);
    m_problem->showMessage(BannerKind::Danger, error.message, tr("Count again"));
    m_waiting->setText(tr("The segments could not be counted."));
}

void OverlapView::showWaiting()
{
    m_states->setCurrentWidget(m_study.hasStore() ? static_cast<QWidget *>(m_waiting) : m_none);
    showMoment();
}

// When it was counted, or how far the counting is.
void OverlapView::showMoment()
{
    const int total = m_study.total();
    const QString counting =
        total > 0 ? tr("Counting your segments: %1 of %2").arg(format::count(m_study.done()), format::count(total))
                  : tr("Counting your segments…");
    m_waiting->setText(counting);
    if (m_study.isBusy())
        m_moment->setText(counting);
    else if (m_study.map())
        m_moment->setText(tr("As of %1").arg(format::dateTime(m_study.map()->members().asOf, m_study.zone())));
}

void OverlapView::showMap()
{
    const OverlapMap &map = *m_study.map();
    if (map.members().segments.empty() && map.members().absent.empty())
        return m_states->setCurrentWidget(m_none);
    if (map.people() == 0)
        return m_states->setCurrentWidget(m_nobody);
    m_matrix->setMap(m_study.map());
    showTools();
    showSummary();
    showAbsent();
    showContent();
    m_states->setCurrentWidget(m_frame);
}

void OverlapView::showTools()
{
    const OverlapMap &map = *m_study.map();
    const QString all = format::count(static_cast<qint64>(map.members().segments.size()));
    const QString shown = format::count(static_cast<qint64>(map.size()));
    m_segments->setValue(map.isWhole() ? tr("All %1 segments").arg(all) : tr("%1 of %2 segments").arg(shown, all));
    const QString combined = format::count(static_cast<qint64>(map.combined().size()));
    m_combined->setValue(m_study.combined().empty() ? tr("The %1 largest").arg(combined)
                                                    : tr("%1 chosen", "segments").arg(combined));
    switch (m_matrix->cells().order()) {
    case OverlapOrder::Largest:
        return m_order->setValue(tr("Largest first"));
    case OverlapOrder::Name:
        return m_order->setValue(tr("By name"));
    case OverlapOrder::Likeness:
        return m_order->setValue(tr("Alike side by side"));
    }
}

OverlapFact OverlapView::nobodys() const
{
    return overlapwords::nobodys(*m_study.map(), face() == Face::Combinations);
}

void OverlapView::showSummary()
{
    const OverlapMap &map = *m_study.map();
    const OverlapFact nobodys = this->nobodys();
    const bool compares = !nobodys.offers.front().region.notIn.empty();
    m_inNone->setVisible(compares);
    m_inNone->setText(nobodys.sentence);
    m_inNone->setEnabled(nobodys.offers.front().count > 0);
    m_makeNone->setVisible(compares && nobodys.offers.front().count > 0);
    m_inOne->setVisible(face() == Face::Pairs && map.size() > 1);
    m_inOne->setText(overlapwords::inOne(map));
    m_inOne->setEnabled(map.inOne() > 0);
}

void OverlapView::showAbsent()
{
    const auto absent = static_cast<qint64>(m_study.map()->members().absent.size());
    m_absent->setVisible(absent > 0);
    m_absent->setValue(absent == 1 ? tr("1 segment is not on the map")
                                   : tr("%1 segments are not on the map").arg(format::count(absent)));
}

void OverlapView::showContent()
{
    const auto &map = m_study.map();
    const size_t compared = map ? map->size() : 0;
    if (compared >= 2) {
        if (face() == Face::Combinations)
            m_chart->setMap(map);
        m_faces->setCurrentIndex(static_cast<int>(face()));
    } else {
        const bool alone = map && map->members().segments.size() < 2;
        m_few->setText(alone ? tr("A comparison needs two segments. Make another one, and it appears here.")
                             : tr("Choose at least two segments to compare."));
        m_faces->setCurrentWidget(m_few);
    }
    m_tools->setVisible(map && map->members().segments.size() > 1);
    m_foot->setVisible(compared >= 2);
    fitFaces();
    showLegend();
    showFact();
}

// What is said of a cell stands right below the last row.
void OverlapView::fitFaces()
{
    const bool pairs = m_faces->currentIndex() == static_cast<int>(Face::Pairs);
    m_faces->setMaximumHeight(pairs ? m_matrix->sizeHint().height() + 2 * size::Gap : QWIDGETSIZE_MAX);
}

void OverlapView::showLegend()
{
    const bool pairs = m_faces->currentIndex() == static_cast<int>(Face::Pairs);
    m_legend->setText(!pairs ? QString() : legendOf(m_matrix->cells().measure()));
}

void OverlapView::showFact()
{
    const bool pairs = face() == Face::Pairs;
    const QString hint = pairs ? tr("Choose a cell to see who is in both segments. Enter or a double click shows the "
                                    "people.")
                               : tr("Choose a bar to see who is in exactly these segments. Enter or a double click "
                                    "shows the people.");
    m_foot->setFact(pairs ? m_matrix->fact() : m_chart->fact(), hint);
}

void OverlapView::showPeople(const OverlapOffer &offer)
{
    m_study.findPeople(offer.name, offer.region);
}

void OverlapView::makeSegment(const OverlapOffer &offer)
{
    SegmentDoc doc = segmentOf(offer.region, m_study.map()->names());
    doc.name = offer.name;
    Q_EMIT startRequested(doc);
}

} // namespace perennial
