// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace perennial {

class ElidedLabel;
class Job;
class NumberLabel;

// How far a job is, on a bar; one that does not know how much there is to do moves.
void showProgress(QProgressBar &bar, const Job &job);

// One job in the strip.
class JobLine : public QWidget
{
    Q_OBJECT

public:
    explicit JobLine(Job &job, QWidget *parent = nullptr);

private:
    void refresh(const Job &job);

    ElidedLabel *m_title;
    QProgressBar *m_bar;
    NumberLabel *m_rows;
    NumberLabel *m_rest;
    QToolButton *m_stop;
};

} // namespace perennial
