// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/jobline.h"

#include "core/job/job.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace perennial {

namespace {

constexpr int BarSteps = 1000;
constexpr int BarWidth = 160;

QString titleOf(const Job &job)
{
    if (job.state() == JobState::Queued)
        return JobLine::tr("%1 (waiting)").arg(job.title());
    if (job.stopRequested())
        return JobLine::tr("%1 (stopping)").arg(job.title());
    const bool saysMore = !job.phase().isEmpty() && job.phase() != job.title();
    return !saysMore ? job.title() : JobLine::tr("%1: %2", "job: phase").arg(job.title(), job.phase());
}

QString rowsOf(const Job &job)
{
    QStringList parts;
    if (job.rows() > 0)
        parts << JobLine::tr("%1 rows").arg(format::count(job.rows()));
    if (job.rowsPerSecond() > 0)
        parts << JobLine::tr("%1 per second").arg(format::count(job.rowsPerSecond()));
    if (job.rejected() > 0)
        parts << JobLine::tr("%1 set aside").arg(format::count(job.rejected()));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

JobLine::JobLine(Job &job, QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel({}, TextSize::Body, Ink::Text, this))
    , m_bar(new QProgressBar(this))
    , m_rows(new NumberLabel(TextSize::Body, Ink::Muted, this))
    , m_rest(new NumberLabel(TextSize::Body, Ink::Text, this))
    , m_stop(new QToolButton(this))
{
    m_bar->setFixedWidth(BarWidth);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(job.title());
    m_rest->setMinimumWidth(tabularWidth(QFontMetricsF(m_rest->font()), format::secondsLeft(3599)));
    m_stop->setAutoRaise(true);
    m_stop->setIcon(icon(QStringLiteral("close")));
    m_stop->setToolTip(tr("Stop"));
    m_stop->setAccessibleName(tr("Stop %1").arg(job.title()));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(size::Unit, 0, size::Unit, 0);
    row->setSpacing(2 * size::Unit);
    row->addSpacing(size::Unit);
    row->addWidget(m_title, 1);
    row->addWidget(m_rows);
    row->addWidget(m_bar);
    row->addWidget(m_rest);
    row->addWidget(m_stop);
    connect(m_stop, &QToolButton::clicked, &job, &Job::stop);
    connect(&job, &Job::changed, this, [this, &job] { refresh(job); });
    refresh(job);
}

void JobLine::refresh(const Job &job)
{
    m_title->setText(titleOf(job));
    m_rows->setText(rowsOf(job));
    const auto rest = job.secondsLeft();
    m_rest->setText(rest ? format::secondsLeft(*rest) : QString());
    m_bar->setVisible(job.state() != JobState::Queued);
    showProgress(*m_bar, job);
    m_stop->setEnabled(!job.stopRequested() && !job.isFinished());
}

void showProgress(QProgressBar &bar, const Job &job)
{
    bar.setRange(0, job.total() > 0 ? BarSteps : 0);
    if (job.total() > 0)
        bar.setValue(static_cast<int>(std::min(job.done(), job.total()) * BarSteps / job.total()));
}

} // namespace perennial
