// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

#include <QWidget>

class QVBoxLayout;

namespace perennial {

class Label;

// Who came and who went between two days, and which conditions did it.
class MovesView : public QWidget
{
    Q_OBJECT

public:
    explicit MovesView(QWidget *parent = nullptr);

    // `span` is the two moments in words.
    void setMoves(const Moves &moves, const SegmentDoc &doc, const QString &span);
    void setFailure(const QString &message);
    void setBusy(bool busy);

Q_SIGNALS:
    void peopleWanted(const perennial::PeopleWanted &who, const QString &title);

private:
    void addNumber(QWidget *parent, const QString &name, const QString &text, const QString &words, qint64 people,
                   const MovedBetween &who);
    void addCause(const MoveCause &cause, const Moves &moves, const SegmentDoc &doc);
    void drop();

    Label *m_words;
    QVBoxLayout *m_column;
    QWidget *m_body = nullptr;
};

} // namespace perennial
