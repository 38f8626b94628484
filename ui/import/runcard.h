// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

#include <QPointer>

class QProgressBar;
class QPushButton;

namespace perennial {

class Label;

class Job;
class NumberLabel;

// An import while it runs: phase, rows, rate, rest, rows set aside so far, and a way to stop it.
class RunCard : public Card
{
    Q_OBJECT

public:
    explicit RunCard(QWidget *parent = nullptr);

    void watch(Job *job);

private:
    void refresh(const Job &job);

    QPointer<Job> m_job;
    Label *m_phase;
    QProgressBar *m_bar;
    NumberLabel *m_numbers;
    Label *m_note;
    QPushButton *m_cancel;
};

} // namespace perennial
