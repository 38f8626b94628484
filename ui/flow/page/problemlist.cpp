// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/problemlist.h"

#include "core/flow/document/flowwords.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

struct Look
{
    const char *icon;
    Ink ink;
};

Look lookOf(FlowSeverity severity)
{
    switch (severity) {
    case FlowSeverity::Error:
        return {"danger", Ink::Danger};
    case FlowSeverity::Warning:
        return {"warning", Ink::Warn};
    case FlowSeverity::Hint:
        break;
    }
    return {"info", Ink::Info};
}

} // namespace

ProblemList::ProblemList(QWidget *parent)
    : QWidget(parent)
    , m_none(new Label(tr("Nothing is wrong with this flow."), TextSize::Body, Ink::Muted, this))
    , m_list(new QListWidget(this))
    , m_whole(new Label({}, TextSize::Body, Ink::Text, this))
    , m_fix(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::Unit, size::Unit, size::Unit, size::Unit);
    column->setSpacing(size::Unit);
    column->addWidget(m_none);
    column->addWidget(m_list, 1);
    column->addWidget(m_whole);
    column->addWidget(m_fix, 0, Qt::AlignLeading);
    column->addStretch(0);
    m_none->setWordWrap(true);
    m_whole->setWordWrap(true);
    m_fix->setObjectName(QStringLiteral("fix"));
    m_list->setObjectName(QStringLiteral("problems"));
    m_list->setAccessibleName(tr("Problems"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    connect(m_list, &QListWidget::currentRowChanged, this, &ProblemList::showFix);
    const auto tell = [this] {
        if (const FlowProblem *problem = current())
            Q_EMIT chosen(*problem);
    };
    connect(m_list, &QListWidget::itemActivated, this, tell);
    connect(m_list, &QListWidget::itemClicked, this, tell);
    connect(m_fix, &QPushButton::clicked, this, [this] {
        if (const FlowProblem *problem = current())
            Q_EMIT fixWanted(FlowProblem(*problem));
    });
    setProblems({}, {});
}

const FlowProblem *ProblemList::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < static_cast<int>(m_problems.size()) ? &m_problems[static_cast<size_t>(row)] : nullptr;
}

void ProblemList::setProblems(const FlowDoc &flow, const std::vector<FlowProblem> &problems)
{
    const int row = m_list->currentRow();
    {
        const QSignalBlocker quiet(m_list);
        m_problems = problems;
        m_list->clear();
        for (const FlowProblem &problem : problems) {
            const Look look = lookOf(problem.severity);
            const FlowNode *node = flow.node(problem.node);
            auto *item = new QListWidgetItem(problem.text, m_list);
            item->setData(EntryIconRole, QString::fromLatin1(look.icon));
            item->setData(EntryInkRole, static_cast<int>(look.ink));
            item->setData(EntryDetailRole, node ? nameOf(*node) : tr("The whole flow"));
            item->setToolTip(problem.text);
        }
        m_list->setCurrentRow(qMin(row, m_list->count() - 1));
    }
    m_none->setVisible(problems.empty());
    m_list->setVisible(!problems.empty());
    showFix();
}

void ProblemList::showFix()
{
    const FlowProblem *problem = current();
    m_whole->setText(problem ? problem->text : QString());
    m_whole->setVisible(problem);
    m_fix->setVisible(problem && !problem->fix.isEmpty());
    m_fix->setText(problem ? problem->fix : QString());
}

void ProblemList::takeFocus()
{
    if (m_list->count() > 0 && m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    m_list->setFocus(Qt::OtherFocusReason);
}

} // namespace perennial
