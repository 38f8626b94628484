// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/jobstrip.h"

#include "core/job/jobrunner.h"
#include "ui/widgets/jobline.h"
#include "ui/widgets/tokens.h"

#include <QPainter>
#include <QPointer>
#include <QTimer>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int MomentMs = 200; // what is over sooner needs no line

} // namespace

JobStrip::JobStrip(JobRunner &runner, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, size::Gap + 1, 0, size::Gap);
    m_column->setSpacing(0);
    setAccessibleName(tr("Work in progress"));
    hide();
    connect(&runner, &JobRunner::added, this, &JobStrip::watch);
    const QList<Job *> jobs = runner.jobs();
    for (Job *job : jobs)
        watch(job);
}

void JobStrip::watch(Job *job)
{
    connect(job, &Job::finished, this, [this, job] { dropLine(job); });
    if (job->isQuiet())
        return;
    QTimer::singleShot(MomentMs, job, [this, job = QPointer(job), strip = QPointer(this)] {
        if (strip && job && !job->isFinished())
            showLine(job);
    });
}

void JobStrip::showLine(Job *job)
{
    auto *line = new JobLine(*job, this);
    m_lines.insert(job, line);
    m_column->addWidget(line);
    show();
}

void JobStrip::dropLine(Job *job)
{
    if (job->error() && !job->isQuiet())
        Q_EMIT failed(job->title(), job->error()->message);
    if (QWidget *line = m_lines.take(job))
        line->deleteLater();
    if (m_lines.isEmpty())
        hide();
}

void JobStrip::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.card);
    painter.fillRect(QRect(0, 0, width(), 1), tokens.line);
}

} // namespace perennial
