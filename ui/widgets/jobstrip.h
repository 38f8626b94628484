// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace perennial {

class Job;
class JobRunner;

// The strip at the window's bottom: one line per job with its bar, rate, rest and a way to stop it. It takes no room
// while nothing runs; quiet jobs and those over within a moment never show.
class JobStrip : public QWidget
{
    Q_OBJECT

public:
    explicit JobStrip(JobRunner &runner, QWidget *parent = nullptr);

    [[nodiscard]] int lines() const { return static_cast<int>(m_lines.size()); }

Q_SIGNALS:
    // A job failed; the message is a whole sentence for people.
    void failed(const QString &title, const QString &message);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void watch(Job *job);
    void showLine(Job *job);
    void dropLine(Job *job);

    QVBoxLayout *m_column;
    QHash<Job *, QWidget *> m_lines;
};

} // namespace perennial
