// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/audienceexport.h"
#include "core/flow/audience/todaysaudience.h"
#include "core/job/latestrequest.h"

#include <QWidget>

class QPushButton;

namespace perennial {

class Label;
class LinkButton;
class Workspace;

// Whom a message reaches today, by what the store knows now: leads to these people, into a file, and into a list.
class TodayLine : public QWidget
{
    Q_OBJECT

public:
    explicit TodayLine(Workspace &workspace, QWidget *parent = nullptr);

    // Hides where the step sends no message.
    void show(const FlowDoc &flow, const FlowNodeId &node);
    // What time it is; replaced in tests.
    void setClock(std::function<Instant()> clock) { m_clock = std::move(clock); }

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
    void exportRequested(const perennial::PeopleToExport &people);

private:
    // The answer for one flow and one table.
    struct Answer
    {
        std::shared_ptr<const ProfileTable> table;
        TodaysAudience today;
    };

    void ask();
    void showAnswer();
    void showWords(const QString &words);
    void saveAsList();
    [[nodiscard]] const MessageAudience *audience() const;
    [[nodiscard]] std::vector<ProfileId> people() const;
    [[nodiscard]] QString title() const;

    Workspace &m_workspace;
    std::function<Instant()> m_clock = Instant::now;
    FlowDoc m_flow;
    FlowNodeId m_node;
    std::optional<Answer> m_answer;
    LinkButton *m_people;
    Label *m_words;
    QPushButton *m_export;
    QPushButton *m_list;
    LatestRequest<Answer> m_asking;
};

} // namespace perennial
