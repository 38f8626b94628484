// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/lifecycleview.h"

#include "core/workspace/workspace.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/lifecycle/lifecycleeditor.h"
#include "ui/segment/lifecycle/lifecyclekeeper.h"
#include "ui/segment/lifecycle/movementchart.h"
#include "ui/segment/lifecycle/movetable.h"
#include "ui/segment/lifecycle/stagepane.h"
#include "ui/segment/lifecycle/stagetable.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int MovesWidth = 336;

} // namespace

LifecycleView::LifecycleView(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_catalog(catalog)
    , m_editor(new LifecycleEditor(this))
    , m_keeper(new LifecycleKeeper(workspace, *m_editor, this))
    , m_study(new StageStudy(workspace, this))
    , m_model(new StageModel(*m_editor, *m_study, this))
    , m_problem(new Banner(this))
{
    setObjectName(QStringLiteral("lifecycleView"));
    m_problem->setObjectName(QStringLiteral("lifecycleProblem"));
    auto *column = parts::column(this, 2 * size::Unit);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, size::PageMargin);
    column->addWidget(m_problem);
    column->addWidget(makeTop());
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setObjectName(QStringLiteral("lifecycleParts"));
    parts->setChildrenCollapsible(false);
    parts->setHandleWidth(2 * size::Unit);
    parts->addWidget(makeStages(oracle, catalog));
    parts->addWidget(makeMovement());
    parts->setStretchFactor(0, 5);
    parts->setStretchFactor(1, 4);
    column->addWidget(parts, 1);
    connectTable();
    connectChart();
    connect(m_editor, &LifecycleEditor::changed, this, [this] {
        showMissing();
        m_study->setLifecycle(m_editor->lifecycle());
        showStage();
        showState();
    });
    connect(m_keeper, &LifecycleKeeper::stateChanged, this, &LifecycleView::showState);
    connect(m_keeper, &LifecycleKeeper::saved, this, &LifecycleView::saved);
    connect(m_study, &StageStudy::changed, this, &LifecycleView::showStudy);
    connect(m_study, &StageStudy::failed, this,
            [this](const Error &error) { m_problem->showMessage(BannerKind::Danger, error.message); });
    m_study->setLifecycle(m_editor->lifecycle());
    m_table->select(0);
    showStudy();
    showState();
}

LifecycleView::~LifecycleView()
{
    // Those who listen to them are gone before they are; it may still have something to save, which nobody is told.
    m_keeper->disconnect(this);
    delete std::exchange(m_keeper, nullptr);
}

QWidget *LifecycleView::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    m_words = new Label({}, TextSize::Body, Ink::Muted, top);
    m_words->setObjectName(QStringLiteral("lifecycleWords"));
    m_words->setWordWrap(true);
    m_state = new Label({}, TextSize::Caption, Ink::Muted, top);
    m_state->setObjectName(QStringLiteral("lifecycleState"));
    m_usual = new LinkButton("usualStages", tr("Go back to the usual stages"), top);
    auto *add = new QPushButton(icon(QStringLiteral("plus")), tr("Add stage"), top);
    add->setObjectName(QStringLiteral("addStage"));
    row->addWidget(m_words, 1);
    row->addWidget(m_state);
    row->addWidget(m_usual);
    row->addWidget(add);
    connect(m_usual, &QAbstractButton::clicked, m_editor, &LifecycleEditor::goBackToDefault);
    connect(add, &QPushButton::clicked, this, &LifecycleView::addStage);
    return top;
}

QWidget *LifecycleView::makeStages(SegmentOracle &oracle, SegmentCatalog &catalog)
{
    auto *both = new QWidget(this);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    auto *list = new Card(both);
    m_table = new StageTable(*m_model, list);
    list->body()->setContentsMargins(1, 1, 1, 1);
    list->body()->addWidget(m_table);
    auto *stage = new Card(both);
    m_pane = new StagePane(m_workspace, oracle, catalog, stage);
    stage->body()->addWidget(m_pane);
    row->addWidget(list, 4);
    row->addWidget(stage, 5);
    parts::startAt(this, m_table);
    return both;
}

QWidget *LifecycleView::makeMovement()
{
    auto *card = new Card(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * size::Unit);
    m_reading = new ElidedLabel({}, TextSize::Body, Ink::Muted, card);
    m_reading->setObjectName(QStringLiteral("movementReading"));
    auto *all = new QCheckBox(tr("Also who stayed"), card);
    all->setObjectName(QStringLiteral("movementStays"));
    head->addWidget(parts::heading(tr("Movement by month"), card));
    head->addWidget(m_reading, 1);
    head->addWidget(all);
    card->body()->addLayout(head);
    card->body()->addWidget(makeMonths(), 1);
    connect(all, &QCheckBox::toggled, m_chart, &MovementChart::setWithStays);
    return card;
}

QWidget *LifecycleView::makeMonths()
{
    auto *both = new QWidget(this);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    m_chart = new MovementChart;
    m_chart->setWithStays(false);
    m_months = parts::scrolling(m_chart, both);
    m_months->setObjectName(QStringLiteral("movementMonths"));
    m_months->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_months->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *side = new QWidget(both);
    side->setFixedWidth(MovesWidth);
    auto *column = parts::column(side, size::Gap);
    m_step = new Label({}, TextSize::Body, Ink::Muted, side);
    m_step->setObjectName(QStringLiteral("movementStep"));
    m_moves = new MoveTable(side);
    column->addWidget(m_step);
    column->addWidget(m_moves, 1);
    row->addWidget(m_months, 1);
    row->addWidget(side);
    return both;
}

void LifecycleView::connectTable()
{
    connect(m_table, &StageTable::chosen, this, &LifecycleView::showStage);
    connect(m_table, &StageTable::peopleWanted, this, &LifecycleView::showPeopleOf);
    connect(m_table, &StageTable::insertWanted, this, &LifecycleView::insert);
    connect(m_table, &StageTable::useWanted, this, &LifecycleView::use);
    connect(m_table, &StageTable::deleteWanted, this, [this](size_t stage) {
        m_editor->remove(stage);
        m_table->select(stage);
    });
    connect(m_table, &StageTable::moveWanted, this, [this](size_t stage, int by) {
        const size_t last = m_editor->lifecycle().stages.size();
        const size_t to = by < 0 ? stage - qMin<size_t>(1, stage) : stage + 1;
        if (stage >= last || to >= last)
            return;
        m_editor->move(stage, to);
        m_table->select(to);
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { m_table->select(m_table->current()); });
    connect(m_model, &StageModel::refused, this,
            [this](const Error &error) { m_problem->showMessage(BannerKind::Warn, error.message); });
    connect(m_pane, &StagePane::peopleWanted, this, [this] { showPeopleOf(m_table->current()); });
    connect(m_pane, &StagePane::edited, this, [this](const SegmentNode &root, const QString &what, const QString &key) {
        m_editor->define(m_table->current(), root, what, key);
    });
}

void LifecycleView::connectChart()
{
    connect(m_chart, &MovementChart::reading, m_reading, &QLabel::setText);
    connect(m_chart, &MovementChart::stepChosen, this, &LifecycleView::showStep);
    connect(m_chart, &MovementChart::moveChosen, this, &LifecycleView::showMoved);
    connect(m_chart, &MovementChart::stageChosen, this, &LifecycleView::showBlock);
    connect(m_moves, &MoveTable::moveChosen, this, &LifecycleView::showMoved);
}

QUndoStack &LifecycleView::undoStack()
{
    return m_editor->undoStack();
}

void LifecycleView::flush()
{
    m_keeper->flush();
}

bool LifecycleView::isSaved() const
{
    return m_keeper->isSaved();
}

void LifecycleView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_study->setWatched(true);
    m_pane->setWatched(true);
}

void LifecycleView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_study->setWatched(false);
    m_pane->setWatched(false);
    flush();
}

void LifecycleView::addStage()
{
    insert(m_table->current());
}

void LifecycleView::insert(size_t stage)
{
    const auto place = m_editor->insert(stage);
    if (!place)
        return m_problem->showMessage(BannerKind::Warn,
                                      tr("A lifecycle has at most %1 stages.").arg(Lifecycle::MostStages));
    m_table->select(*place);
    m_table->setFocus();
    m_table->startRenaming();
}

void LifecycleView::showStage()
{
    m_pane->setStage(m_editor->lifecycle(), m_table->current());
    m_pane->setCount(m_study->isBusy() ? std::nullopt : m_model->countOf(m_table->current()));
}

void LifecycleView::showStudy()
{
    const auto &today = m_study->today();
    const QString rule = tr("Everybody is in exactly one stage: the first from the top that is meant for them.");
    m_words->setText(
        today ? tr("%1 As of %2.").arg(rule, format::dateTime(today->censuses.back().asOf, m_study->zone())) : rule);
    if (!m_study->isBusy())
        m_pane->setCount(m_model->countOf(m_table->current()));
    showMonths();
}

void LifecycleView::showMonths()
{
    m_chart->setHistory(m_study->months(), m_study->zone());
    m_chart->setBusy(m_study->isBusyWithMonths());
    showStep(m_chart->step());
}

void LifecycleView::showStep(size_t step)
{
    const auto &months = m_study->months();
    m_step->setText(months ? stepWords(*months, step, m_study->zone()) : tr("Following people month by month…"));
    m_moves->setStep(months, step);
    // The chart gets its width when it is laid out.
    QMetaObject::invokeMethod(
        m_months, [this] { scrollTo(m_chart->step()); }, Qt::QueuedConnection);
}

// By the bar, whose values go the way of the months in either direction of reading.
void LifecycleView::scrollTo(size_t step)
{
    QScrollBar *bar = m_months->horizontalScrollBar();
    const int width = m_chart->boxOf(step).width();
    const int start = static_cast<int>(step) * width;
    const int seen = m_months->viewport()->width();
    if (start < bar->value())
        bar->setValue(start);
    else if (start + width > bar->value() + seen)
        bar->setValue(start + width - seen);
}

void LifecycleView::showState()
{
    m_usual->setVisible(m_editor->lifecycle() != defaultLifecycle());
    const SaveState state = m_keeper->state();
    m_state->setText(state == SaveState::Saved    ? QString()
                     : state == SaveState::Failed ? tr("Not saved: %1").arg(m_keeper->problem())
                                                  : tr("Saving…"));
    if (!m_keeper->isRead() && !m_keeper->problem().isEmpty())
        m_problem->showMessage(BannerKind::Danger, m_keeper->problem());
}

// Segments ask for stages by their names.
void LifecycleView::showMissing()
{
    QStringList segments;
    for (const DefinitionChoice &definition : m_catalog.definitions()) {
        const bool asksForNone = std::ranges::any_of(definition.contains, [this](const SavedName &name) {
            return name.of == MemberOf::Stage && !m_editor->lifecycle().stageNamed(name.name);
        });
        if (definition.name.of == MemberOf::Segment && asksForNone)
            segments.append(tr("“%1”").arg(definition.name.name));
    }
    if (segments.isEmpty())
        return m_problem->dismiss();
    const QString text =
        segments.size() == 1
            ? tr("The segment %1 asks for a stage that there is not any more. Undo, or change it.")
            : tr("These segments ask for stages that there are not any more: %1. Undo, or change them.");
    m_problem->showMessage(BannerKind::Warn, text.arg(segments.join(QStringLiteral(", "))));
}

void LifecycleView::showPeopleOf(size_t stage)
{
    const auto today = m_study->today();
    const QString name = m_editor->lifecycle().names().at(static_cast<qsizetype>(stage));
    const auto place = today ? today->lifecycle.stageNamed(name) : std::nullopt;
    if (!place)
        return;
    const ProfileSet people = today->censuses.back().peopleIn(static_cast<quint8>(*place));
    Q_EMIT peopleChosen(tr("In the stage %1").arg(name), today->idsOf(people));
}

void LifecycleView::showMoved(size_t step, const StageMove &move)
{
    const auto months = m_study->months();
    const ProfileSet people = peopleMoved(months->censuses[step], months->censuses[step + 1], move.from, move.to);
    const QString title =
        tr("%1, %2").arg(moveWords(months->lifecycle.names(), move), stepWords(*months, step, m_study->zone()));
    Q_EMIT peopleChosen(title, months->idsOf(people));
}

void LifecycleView::showBlock(size_t step, bool atEnd, quint8 stage)
{
    const auto months = m_study->months();
    const StageCensus &before = months->censuses[step], &after = months->censuses[step + 1];
    ProfileSet people(static_cast<quint32>(before.stages.size()));
    for (const StageMove &move : months->moves[step]) {
        if ((atEnd ? move.to : move.from) == stage && isShown(move, m_chart->withStays()))
            people |= peopleMoved(before, after, move.from, move.to);
    }
    const QStringList names = months->lifecycle.names();
    const QString name = stage < names.size() ? names.at(stage) : tr("New in the store");
    const QString month = stepWords(*months, step, m_study->zone());
    if (m_chart->withStays() || stage == StageCensus::NotKnown)
        return Q_EMIT peopleChosen(tr("%1, %2").arg(name, month), months->idsOf(people));
    Q_EMIT peopleChosen((atEnd ? tr("Came to %1, %2") : tr("Left %1, %2")).arg(name, month), months->idsOf(people));
}

void LifecycleView::use(size_t stage)
{
    MembershipCondition inStage;
    inStage.of = MemberOf::Stage;
    inStage.name = m_editor->lifecycle().names().at(static_cast<qsizetype>(stage));
    SegmentDoc doc;
    doc.name = inStage.name;
    doc.root.group()->children.push_back({inStage, UnknownRule::Out});
    flush();
    Q_EMIT startRequested(doc);
}

} // namespace perennial
