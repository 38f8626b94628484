// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/overlap/absentlist.h"
#include "ui/segment/overlap/combinationchart.h"
#include "ui/segment/overlap/overlapfoot.h"
#include "ui/segment/overlap/overlapmatrix.h"
#include "ui/segment/overlap/overlapstudy.h"
#include "ui/segment/overlap/overlapview.h"
#include "ui/segment/overlap/segmentchoice.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

// What the view is made of.

namespace perennial {

void OverlapView::makeStates()
{
    m_waiting = new Label({}, TextSize::Body, Ink::Muted, this);
    m_waiting->setObjectName(QStringLiteral("overlapWaiting"));
    m_waiting->setAlignment(Qt::AlignCenter);
    m_none = new EmptyState(QStringLiteral("segments"), tr("Nothing to compare yet"),
                            tr("Once you have segments, this page shows who is in two or more of them, and who is in "
                               "none."),
                            this);
    m_none->setObjectName(QStringLiteral("overlapNone"));
    QPushButton *create = m_none->addButton(tr("New segment"));
    connect(create, &QPushButton::clicked, this, &OverlapView::createRequested);
    m_nobody = new EmptyState(QStringLiteral("profiles"), tr("Nobody is in this store yet"),
                              tr("Import customers, orders or events, and this page shows who is in which of your "
                                 "segments."),
                              this);
    m_nobody->setObjectName(QStringLiteral("overlapNobody"));
    QPushButton *import = m_nobody->addButton(tr("Import data"));
    connect(import, &QPushButton::clicked, this, &OverlapView::dataRequested);
    m_frame = makeFrame();
    for (QWidget *state : std::initializer_list<QWidget *>{m_waiting, m_none, m_nobody, m_frame})
        m_states->addWidget(state);
}

QWidget *OverlapView::makeFrame()
{
    auto *frame = new QWidget(this);
    auto *column = parts::column(frame, size::Unit);
    column->addWidget(m_tools = makeTools());
    column->addWidget(makeSummary());
    column->addWidget(makeFaces(), 1);
    column->addWidget(m_foot = new OverlapFoot(frame));
    column->addWidget(makeNotes());
    column->addStretch(0);
    return frame;
}

QButtonGroup *OverlapView::makeSwitch(QWidget *box, const QString &name, const std::vector<QString> &words,
                                      const char *objectName)
{
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Gap);
    box->setAccessibleName(name);
    auto *group = new QButtonGroup(box);
    for (const QString &word : words) {
        auto *button = new QToolButton(box);
        button->setObjectName(QStringLiteral("%1%2").arg(QLatin1String(objectName)).arg(group->buttons().size()));
        button->setText(word);
        button->setAccessibleName(tr("%1: %2", "a switch, one of its choices").arg(name, word));
        button->setCheckable(true);
        button->setMinimumHeight(size::Control);
        group->addButton(button, static_cast<int>(group->buttons().size()));
        row->addWidget(button);
    }
    group->button(0)->setChecked(true);
    return group;
}

QWidget *OverlapView::makeTools()
{
    auto *tools = new QWidget(m_frame);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    auto *faces = new QWidget(tools);
    m_faceSwitch = makeSwitch(faces, tr("Compare"), {tr("Two by two"), tr("Up to six at once")}, "overlapFace");
    m_segments = new PickerPill(
        tr("Segments on the map"), [this] { return makeSegmentPicker(); }, tools);
    m_combined = new PickerPill(
        tr("Segments at once"), [this] { return makeCombinedPicker(); }, tools);
    m_order = new PickerPill(
        tr("Order of the segments"), [this] { return makeOrderPicker(); }, tools);
    m_measureBox = new QWidget(tools);
    m_measure = makeSwitch(m_measureBox, tr("What cells say"), {tr("People"), tr("Share of row"), tr("Likeness")},
                           "overlapMeasure");
    m_measure->button(0)->setToolTip(tr("How many people are in both"));
    m_measure->button(1)->setToolTip(tr("Which part of the row's segment is in the column's too"));
    m_measure->button(2)->setToolTip(tr("Of those who are in either, how many are in both (Jaccard)"));
    m_segments->setObjectName(QStringLiteral("overlapSegments"));
    m_combined->setObjectName(QStringLiteral("overlapCombined"));
    m_order->setObjectName(QStringLiteral("overlapOrder"));
    for (QWidget *tool : std::initializer_list<QWidget *>{faces, m_segments, m_combined, m_order, m_measureBox})
        row->addWidget(tool);
    row->addStretch(1);
    return tools;
}

QWidget *OverlapView::makeSummary()
{
    auto *summary = new QWidget(m_frame);
    auto *row = new QHBoxLayout(summary);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * size::Unit);
    m_inNone = new LinkButton("overlapInNone", {}, summary);
    m_makeNone = new LinkButton("overlapMakeNone", tr("Make a segment of them"), summary);
    m_inOne = new LinkButton("overlapInOne", {}, summary);
    m_inNone->setToolTip(tr("Show these people"));
    m_inOne->setToolTip(tr("Show these people"));
    row->addWidget(m_inNone);
    row->addWidget(m_makeNone);
    row->addWidget(m_inOne);
    row->addStretch(1);
    return summary;
}

QWidget *OverlapView::makeFaces()
{
    m_faces = new QStackedWidget(m_frame);
    auto *page = new QWidget(m_faces);
    auto *column = parts::column(page, 0);
    auto *row = new QHBoxLayout;
    auto *card = new Card(page);
    card->body()->setContentsMargins(size::Gap, size::Gap, size::Gap, size::Gap); // its corners are round
    m_matrix = new OverlapMatrix(card);
    card->body()->addWidget(m_matrix);
    row->addWidget(card);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    auto *chartCard = new Card(m_faces);
    m_chart = new CombinationChart(chartCard);
    chartCard->body()->addWidget(m_chart);
    m_few = new Label({}, TextSize::Body, Ink::Muted, m_faces);
    m_few->setObjectName(QStringLiteral("overlapFew"));
    m_few->setAlignment(Qt::AlignCenter);
    m_few->setWordWrap(true);
    for (QWidget *face : std::initializer_list<QWidget *>{page, chartCard, m_few})
        m_faces->addWidget(face);
    return m_faces;
}

// What is missing, what the shades mean, and when it was counted.
QWidget *OverlapView::makeNotes()
{
    auto *notes = new QWidget(m_frame);
    auto *row = new QHBoxLayout(notes);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * size::Unit);
    m_absent = new PickerPill(
        tr("Not on the map"), [this] { return makeAbsentList(); }, notes);
    m_absent->setObjectName(QStringLiteral("overlapAbsent"));
    m_legend = new ElidedLabel({}, TextSize::Caption, Ink::Muted, notes);
    m_moment = new ElidedLabel({}, TextSize::Caption, Ink::Muted, notes);
    m_moment->setObjectName(QStringLiteral("overlapMoment"));
    m_moment->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_moment->setMinimumHeight(size::CompactRow);
    row->addWidget(m_absent);
    row->addWidget(m_legend);
    row->addWidget(m_moment, 1);
    return notes;
}

Picker *OverlapView::makeAbsentList()
{
    auto *list = new AbsentList(m_study.map()->members().absent);
    connect(list, &AbsentList::opened, this, &OverlapView::opened);
    return list;
}

Picker *OverlapView::makeSegmentPicker()
{
    const auto &segments = m_study.map()->members().segments;
    std::set<SegmentId> shown;
    for (const OverlapSegment &segment : segments) {
        if (!m_study.hidden().contains(segment.id))
            shown.insert(segment.id);
    }
    auto *picker = new SegmentChoice(tr("Segments"), segments, shown, 0);
    connect(picker, &SegmentChoice::chosen, this, [this](const std::set<SegmentId> &chosen) {
        std::set<SegmentId> hidden;
        for (const OverlapSegment &segment : m_study.map()->members().segments) {
            if (!chosen.contains(segment.id))
                hidden.insert(segment.id);
        }
        m_study.setHidden(std::move(hidden));
    });
    return picker;
}

Picker *OverlapView::makeCombinedPicker()
{
    const OverlapMap &map = *m_study.map();
    std::set<SegmentId> combined;
    for (const size_t place : map.combined())
        combined.insert(map.segment(place).id);
    auto *picker = new SegmentChoice(tr("Segments"), map.members().segments, combined, SetCombinations::MostSets);
    connect(picker, &SegmentChoice::chosen, this, [this](const std::set<SegmentId> &chosen) {
        std::set<SegmentId> hidden = m_study.hidden();
        for (const SegmentId id : chosen)
            hidden.erase(id);
        m_study.setHidden(std::move(hidden));
        m_study.setCombined({chosen.begin(), chosen.end()});
    });
    return picker;
}

Picker *OverlapView::makeOrderPicker()
{
    const std::vector<std::pair<int, QString>> orders{
        {static_cast<int>(OverlapOrder::Largest), tr("Largest first")},
        {static_cast<int>(OverlapOrder::Name), tr("By name")},
        {static_cast<int>(OverlapOrder::Likeness), tr("Alike side by side")}};
    return new ChoicePicker(tr("Order"), orders, static_cast<int>(m_matrix->cells().order()), [this](int order) {
        m_matrix->setOrder(static_cast<OverlapOrder>(order));
        showTools();
    });
}

} // namespace perennial
