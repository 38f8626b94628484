// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/replay/flowreplayer.h"

#include <QWidget>

class QVBoxLayout;

namespace perennial {

// Whom a message reaches in one version of a flow and not in another.
struct MessageDifference
{
    QString message;
    ProfileSet more;
    ProfileSet moreAfterOrder; // of those: after they had already bought
    ProfileSet fewer;
};

// What a replay says of one step, or of the whole flow: each number leads to its people.
class StepFigures : public QWidget
{
    Q_OBJECT

public:
    explicit StepFigures(QWidget *parent = nullptr);

    // `node` empty: the whole flow. `other`: another version over the same time, to compare with; null: none.
    void show(const ReplayedPointer &replayed, const FlowNodeId &node, const ReplayedPointer &other = {});

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    void showFlow();
    void showStep(const NodeVisits &visits, const FlowNode &node);
    void showMessage(const MessageTraffic &message, const QString &step);
    void showFollowed(const NodeVisits &visits);
    // Whom the messages reach that they do not reach there, and the other way round: of one step, or of all.
    void showDifferences(const Replayed &other, const FlowNodeId &node);
    void addDifference(const MessageDifference &difference);
    void addDifferenceLines(const MessageDifference &difference);
    void addPeople(const QString &words, const ProfileSet &people, const QString &title);
    void addHeading(const QString &text);
    void addText(const QString &text);
    // A line: its words, and the number that leads to the people.
    void add(const QString &words, const Traffic &traffic, const QString &title);
    void addJourneys(const QString &words, quint64 count, const std::vector<const Traffic *> &at);
    void drop();

    ReplayedPointer m_replayed;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column;
    QVBoxLayout *m_lines = nullptr;
};

} // namespace perennial
