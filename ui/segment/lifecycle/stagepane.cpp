// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/stagepane.h"

#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/definition/definitionview.h"
#include "ui/segment/figures/thresholdfeed.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial {

StagePane::StagePane(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_preview(new SegmentPreview(workspace.runner(), oracle, this))
    , m_thresholds(new ThresholdFeed(workspace, this))
    , m_name(new ElidedLabel({}, TextSize::Section, Ink::Text, this))
    , m_people(new LinkButton("stagePeople", {}, this))
    , m_taken(new Label({}, TextSize::Body, Ink::Muted, this))
    , m_catalog(catalog)
{
    auto *column = parts::column(this, size::Unit);
    auto *head = new QHBoxLayout;
    head->setSpacing(size::Unit);
    m_name->setObjectName(QStringLiteral("stageName"));
    m_taken->setObjectName(QStringLiteral("stageTaken"));
    m_taken->setWordWrap(true);
    head->addWidget(m_name, 1);
    head->addWidget(m_people);
    column->addLayout(head);
    column->addWidget(m_taken);
    column->addStretch(0);
    connect(m_people, &QAbstractButton::clicked, this, &StagePane::peopleWanted);
}

void StagePane::makeDefinition()
{
    m_definition = new DefinitionView(BuilderContext{.catalog = m_catalog, .doc = nullptr, .edits = MemberOf::Stage});
    m_definition->setDoc(m_doc);
    m_scroll = parts::scrolling(m_definition, this);
    m_scroll->setVisible(!m_isOthers);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(column->count() - 1, m_scroll, 1);
    connect(
        m_definition, &DefinitionView::edited, this,
        [this](const SegmentDoc &doc, const QString &what, const QString &key) { Q_EMIT edited(doc.root, what, key); });
    connectPreview();
}

void StagePane::connectPreview()
{
    connect(m_preview, &SegmentPreview::asked, this, [this] { m_definition->setBusy(true); });
    connect(m_preview, &SegmentPreview::answered, this, [this](const SegmentFigures &figures) {
        m_definition->setBusy(false);
        m_definition->setFigures(figures);
        m_meant = figures.members;
        showWords();
    });
    connect(m_preview, &SegmentPreview::failed, this, [this](const Error &error) {
        m_definition->setBusy(false);
        if (const auto path = nodeNamed(m_doc, error.where))
            m_definition->setProblem(*path, error.message);
    });
    connect(m_thresholds, &ThresholdFeed::found, this, [this](const Distributions &distributions) {
        if (const auto table = m_workspace.table())
            m_definition->setDistributions(distributions, table->currency());
    });
    connect(&m_workspace, &Workspace::tableChanged, this, &StagePane::ask);
    connect(&m_workspace, &Workspace::segmentsChanged, this, &StagePane::ask);
}

void StagePane::setStage(const Lifecycle &lifecycle, size_t stage)
{
    const bool isOthers = stage >= lifecycle.stages.size();
    const SegmentDoc doc = isOthers ? SegmentDoc() : lifecycle.meantFor(stage);
    const bool isOther = doc.name != m_doc.name;
    const bool isNew = isOther || doc != m_doc || isOthers != m_isOthers;
    m_isOthers = isOthers;
    m_isFirst = stage == 0;
    m_doc = doc;
    m_name->setText(isOthers ? lifecycle.others : doc.name);
    if (m_scroll)
        m_scroll->setVisible(!isOthers);
    if (isOther)
        m_meant.reset();
    showWords();
    if (!isNew || isOthers || !m_definition)
        return;
    m_definition->setDoc(doc);
    ask();
}

void StagePane::setCount(const std::optional<quint32> &people)
{
    m_count = people;
    showWords();
}

void StagePane::setWatched(bool watched)
{
    m_watched = watched;
    if (watched && !m_definition)
        makeDefinition();
    if (watched)
        ask();
    else
        m_preview->forget();
}

void StagePane::ask()
{
    if (!m_watched || m_isOthers)
        return;
    SegmentDoc asked = m_doc;
    asked.name.clear(); // it may ask for a segment of the stage's name
    m_preview->ask(asked, {});
    m_thresholds->ask(asked, Instant::now());
}

// Why a stage may have fewer people than meet its conditions.
QString StagePane::wordsOfTaken() const
{
    if (m_isOthers)
        return tr("Everybody whom no stage above is meant for.");
    if (!isFinished(m_doc.root))
        return tr("Nobody is in this stage until it says whom it is meant for.");
    if (m_isFirst || !m_meant || !m_count || *m_meant <= *m_count)
        return {};
    return tr("%1 people meet these conditions; %2 of them are in a stage above.")
        .arg(format::count(*m_meant), format::count(*m_meant - *m_count));
}

void StagePane::showWords()
{
    m_people->setVisible(m_count.has_value());
    if (m_count)
        m_people->setText(*m_count == 1 ? tr("1 person") : tr("%1 people").arg(format::count(*m_count)));
    parts::showText(m_taken, wordsOfTaken());
}

} // namespace perennial
