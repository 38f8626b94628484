// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay/pathlist.h"

#include "core/flow/document/flowwords.h"
#include "ui/flow/canvas/nodeface.h"
#include "ui/segment/answer/parts.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QListWidget>
#include <QVBoxLayout>

namespace perennial {

namespace {

// As many steps as are seen without scrolling in the list.
constexpr int RowsShown = 12;

} // namespace

PathList::PathList(QWidget *parent)
    : QWidget(parent)
    , m_none(new Label(tr("Nothing in this time brings this person into the flow."), TextSize::Body, Ink::Muted, this))
    , m_list(new QListWidget(this))
    , m_why(new Label({}, TextSize::Body, Ink::Text, this))
{
    auto *column = parts::column(this, size::Unit);
    column->addWidget(m_none);
    column->addWidget(m_list, 1);
    column->addWidget(m_why);
    m_none->setWordWrap(true);
    m_why->setWordWrap(true);
    m_why->setObjectName(QStringLiteral("whyHere"));
    m_list->setObjectName(QStringLiteral("pathSteps"));
    m_list->setAccessibleName(tr("Steps of this person"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        showWhy();
        if (row >= 0)
            Q_EMIT stepChosen(static_cast<size_t>(row));
    });
    clear();
}

void PathList::clear()
{
    m_steps.clear();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    m_none->hide();
    m_list->hide();
    m_why->hide();
}

void PathList::setSteps(const FlowDoc &flow, const std::vector<PathStep> &steps, const QTimeZone &zone)
{
    clear();
    m_steps = steps;
    m_zone = zone;
    const QSignalBlocker quiet(m_list);
    for (const PathStep &step : steps) {
        const FlowNode *node = flow.node(step.node);
        auto *item = new QListWidgetItem(step.text, m_list);
        const QString at = format::dateTime(step.at, zone);
        item->setData(EntryDetailRole, node ? tr("%1 · %2", "a moment: a step").arg(at, nameOf(*node)) : at);
        if (node)
            item->setData(EntryIconRole, iconOf(*node));
        item->setToolTip(item->data(EntryDetailRole).toString());
    }
    m_none->setVisible(steps.empty());
    m_list->setVisible(!steps.empty());
    const int rows = std::min(m_list->count(), RowsShown);
    m_list->setFixedHeight(rows > 0 ? rows * m_list->sizeHintForRow(0) + size::Gap : 0);
    showWhy();
}

void PathList::showWhy()
{
    const int row = m_list->currentRow();
    const PathStep *step =
        row >= 0 && row < static_cast<int>(m_steps.size()) ? &m_steps[static_cast<size_t>(row)] : nullptr;
    const QString why = step && step->why ? reasonWords(*step->why, m_zone) : QString();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
}

} // namespace perennial
