// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/runcard.h"

#include "core/job/job.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace perennial {

namespace {

constexpr int BarSteps = 1000;

QString numbersOf(const Job &job)
{
    QStringList parts{RunCard::tr("%1 rows").arg(format::count(job.rows()))};
    if (job.rowsPerSecond() > 0)
        parts << RunCard::tr("%1 per second").arg(format::count(job.rowsPerSecond()));
    if (const auto rest = job.secondsLeft())
        parts << format::secondsLeft(*rest);
    parts << RunCard::tr("%1 set aside").arg(format::count(job.rejected()));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

RunCard::RunCard(QWidget *parent)
    : Card(parent)
    , m_phase(new Label({}, TextSize::Section, Ink::Text, this))
    , m_bar(new QProgressBar(this))
    , m_numbers(new NumberLabel(TextSize::Body, Ink::Text, this))
    , m_note(new Label(tr("All files come in together or not at all. You can go on working; the counts change when the import is done."), TextSize::Caption, Ink::Muted, this))
    , m_cancel(new QPushButton(tr("Cancel import"), this))
{
    setAccessibleName(tr("Import in progress"));
    m_bar->setAccessibleName(tr("Import in progress"));
    m_bar->setTextVisible(false);
    m_note->setWordWrap(true);
    m_cancel->setObjectName(QStringLiteral("cancelImport"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_numbers);
    row->addStretch();
    row->addWidget(m_cancel);
    body()->addWidget(m_phase);
    body()->addWidget(m_bar);
    body()->addLayout(row);
    body()->addWidget(m_note);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->stop();
    });
}

void RunCard::watch(Job *job)
{
    m_job = job;
    connect(job, &Job::changed, this, [this, job] { refresh(*job); });
    connect(job, &Job::stopAsked, this, [this, job] { refresh(*job); });
    refresh(*job);
}

void RunCard::refresh(const Job &job)
{
    const QString phase = job.phase().isEmpty() ? job.title() : job.phase();
    if (job.stopRequested())
        m_phase->setText(tr("Stopping; the store stays as it was"));
    else
        m_phase->setText(job.state() == JobState::Queued ? tr("Waiting for another job to end") : phase);
    m_bar->setRange(0, job.total() > 0 ? BarSteps : 0);
    if (job.total() > 0)
        m_bar->setValue(static_cast<int>(std::min(job.done(), job.total()) * BarSteps / job.total()));
    m_numbers->setText(numbersOf(job));
    m_cancel->setEnabled(!job.stopRequested() && !job.isFinished());
}

} // namespace perennial
