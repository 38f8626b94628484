// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/healthview.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/portfolio/healthcheck.h"
#include "ui/segment/portfolio/healthrow.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layoutpause.h"

#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr size_t RowsAtOnce = 12; // some 15 ms

} // namespace

HealthView::HealthView(HealthCheck &check, QWidget *parent)
    : QWidget(parent)
    , m_check(check)
    , m_problem(new Banner(this))
    , m_states(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("healthView"));
    setAccessibleName(tr("Health of your segments"));
    auto *column = parts::column(this, size::Unit);
    column->setContentsMargins(size::PageMargin, size::Unit, size::PageMargin, 0);
    m_problem->setObjectName(QStringLiteral("healthProblem"));
    m_problem->setDismissable(false);
    column->addWidget(m_problem);
    column->addWidget(m_states, 1);
    connect(m_problem, &Banner::actionTriggered, &m_check, &HealthCheck::again);
    makeStates();
    connectCheck();
    showWaiting();
}

void HealthView::makeStates()
{
    m_waiting = new Label(tr("Examining your segments…"), TextSize::Body, Ink::Muted, this);
    m_waiting->setObjectName(QStringLiteral("healthWaiting"));
    m_waiting->setAlignment(Qt::AlignCenter);
    m_none = new EmptyState(QStringLiteral("segments"), tr("Nothing to examine yet"),
                            tr("Once you have segments, this page says which of them need care: conditions that never "
                               "match, data that stopped coming, members nobody can reach."),
                            this);
    QPushButton *create = m_none->addButton(tr("New segment"));
    connect(create, &QPushButton::clicked, this, &HealthView::createRequested);
    m_good = new EmptyState(QStringLiteral("check"), {}, {}, this);
    m_good->setObjectName(QStringLiteral("healthGood"));
    for (QWidget *state : std::initializer_list<QWidget *>{m_waiting, m_none, m_good, makeList()})
        m_states->addWidget(state);
}

QWidget *HealthView::makeList()
{
    auto *content = new QWidget;
    auto *outer = new QHBoxLayout(content);
    outer->setContentsMargins(0, 0, 0, size::PageMargin);
    auto *box = new QWidget(content);
    box->setMaximumWidth(size::ReadingWidth);
    outer->addWidget(box, 1, Qt::AlignTop);
    outer->addStretch(0);
    m_column = parts::column(box, size::Unit);
    m_summary = new Label({}, TextSize::Body, Ink::Muted, box);
    m_summary->setObjectName(QStringLiteral("healthSummary"));
    m_summary->setWordWrap(true);
    m_more = new LinkButton("healthMore", tr("Show more"), box);
    m_others = new Label({}, TextSize::Body, Ink::Muted, box);
    m_others->setObjectName(QStringLiteral("healthOthers"));
    m_others->setWordWrap(true);
    m_column->addWidget(m_summary);
    m_column->addWidget(m_more, 0, Qt::AlignLeading);
    m_column->addWidget(m_others);
    connect(m_more, &QAbstractButton::clicked, this, &HealthView::addRows);
    m_list = parts::scrolling(content, this);
    return m_list;
}

void HealthView::connectCheck()
{
    connect(&m_check, &HealthCheck::started, this, [this] { setBusy(true); });
    connect(&m_check, &HealthCheck::examined, this, [this] {
        m_isReported = false;
        if (isVisible())
            showReport();
        setBusy(false);
    });
    connect(&m_check, &HealthCheck::failed, this, &HealthView::fail);
    connect(&m_check, &HealthCheck::forgotten, this, [this] {
        m_problem->dismiss();
        clearRows();
        showWaiting();
    });
}

void HealthView::showWaiting()
{
    m_waiting->setText(tr("Examining your segments…"));
    m_states->setCurrentWidget(m_check.hasStore() ? static_cast<QWidget *>(m_waiting) : m_none);
}

void HealthView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_check.report() && !m_isReported)
        showReport();
    m_check.setWatched(true);
}

void HealthView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_check.setWatched(false);
}

void HealthView::setBusy(bool busy)
{
    if (busy)
        m_problem->dismiss();
    if (busy && !m_check.report())
        showWaiting();
    for (HealthRow *row : m_rows)
        row->setBusy(busy);
    m_summary->setText(busy ? tr("Examining again…") : m_found);
}

void HealthView::fail(const Error &error)
{
    setBusy(false);
    m_problem->showMessage(BannerKind::Danger, error.message, tr("Examine again"));
    m_waiting->setText(tr("The segments could not be examined."));
}

void HealthView::clearRows()
{
    for (HealthRow *row : std::exchange(m_rows, {})) {
        row->hide();
        row->deleteLater();
    }
}

void HealthView::showReport()
{
    const HealthReport &report = *m_check.report();
    m_isReported = true;
    m_problem->dismiss();
    clearRows();
    if (report.segments.empty() && report.unread.isEmpty())
        return m_states->setCurrentWidget(m_none);
    const auto isSound = [](const SegmentHealth &health) { return health.causes.empty(); };
    if (std::ranges::all_of(report.segments, isSound) && report.unread.isEmpty()) {
        const auto count = static_cast<qint64>(report.segments.size());
        m_good->setText(count == 1 ? tr("Your segment is in good health")
                                   : tr("All %1 segments are in good health").arg(format::count(count)),
                        tr("Every condition finds somebody, the data is fresh, and nothing waits for review."));
        return m_states->setCurrentWidget(m_good);
    }
    showRows(report);
    m_states->setCurrentWidget(m_list);
}

void HealthView::showRows(const HealthReport &report)
{
    const auto ill = static_cast<qint64>(
        std::ranges::count_if(report.segments, [](const SegmentHealth &health) { return !health.causes.empty(); }));
    const auto all = static_cast<qint64>(report.segments.size());
    m_found = tr("%1 of %2 segments have something to look at, the gravest first.")
                  .arg(format::count(ill), format::count(all));
    m_summary->setText(m_found);
    QStringList others;
    if (all > ill)
        others.append(all - ill == 1 ? tr("The other one is in good health.")
                                     : tr("The other %1 are in good health.").arg(format::count(all - ill)));
    if (!report.unread.isEmpty())
        others.append(
            tr("Written by a newer Perennial and not examined: %1.").arg(report.unread.join(QStringLiteral(", "))));
    parts::showText(m_others, others.join(u' '));
    addRows();
}

// As many more as can be made without anybody noticing.
void HealthView::addRows()
{
    const LayoutPause pause({m_summary->parentWidget(), m_list->widget()});
    const size_t made = m_rows.size();
    const size_t wanted = made + RowsAtOnce;
    size_t ill = 0;
    for (const SegmentHealth &health : m_check.report()->segments) {
        if (!health.causes.empty() && ++ill > made && ill <= wanted)
            addRow(health);
    }
    m_more->setVisible(ill > wanted);
    if (!m_rows.empty())
        QWidget::setTabOrder(m_rows.back()->findChildren<LinkButton *>().last(), m_more);
    filterRows();
}

void HealthView::addRow(const SegmentHealth &health)
{
    auto *row = new HealthRow(health, m_summary->parentWidget());
    connect(row, &HealthRow::opened, this, [this, id = health.id] { Q_EMIT opened(id, {}); });
    connect(row, &HealthRow::fixWanted, this, [this, row](const HealthCause &cause) { mend(row->health(), cause); });
    m_column->insertWidget(m_column->indexOf(m_more), row);
    m_rows.push_back(row);
}

void HealthView::mend(const SegmentHealth &health, const HealthCause &cause)
{
    switch (cause.fix) {
    case HealthFix::Import:
        return Q_EMIT dataRequested();
    case HealthFix::Delete:
        return Q_EMIT deleteWanted(health.id);
    case HealthFix::EditCondition:
    case HealthFix::DeleteCondition:
    case HealthFix::Review:
    case HealthFix::Compare:
        return Q_EMIT opened(health.id, cause.path);
    case HealthFix::None:
        return;
    }
}

void HealthView::setFilter(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    filterRows();
}

void HealthView::filterRows()
{
    const LayoutPause pause({m_summary->parentWidget(), m_list->widget()});
    for (HealthRow *row : m_rows) {
        QString text = row->health().name;
        for (const HealthCause &cause : row->health().causes)
            text += u' ' + cause.text;
        row->setVisible(std::ranges::all_of(
            m_words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); }));
    }
}

} // namespace perennial
