// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

#include <QWidget>

class QVBoxLayout;

namespace perennial {

class BarRow;
class Label;

// Whom the conditions keep out: each alone, several together, and who is nearest to coming in.
class LeftOutView : public QWidget
{
    Q_OBJECT

public:
    explicit LeftOutView(QWidget *parent = nullptr);

    void setAnswer(const LeftOut &answer, const SegmentDoc &doc);
    void setFailure(const QString &message);
    void setBusy(bool busy);
    void clear();

Q_SIGNALS:
    void peopleWanted(const perennial::PeopleWanted &who, const QString &title);
    void personChosen(const perennial::SamplePerson &person);

private:
    void addReasons(const QString &heading, const std::vector<LeftOut::Reason> &reasons, const SegmentDoc &doc);
    void addNearest(const LeftOut &answer, const SegmentDoc &doc);
    BarRow *addRow(const QString &name);
    [[nodiscard]] QString wordsFor(const LeftOut &answer, const SegmentDoc &doc) const;

    Label *m_words;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_column;
    QVBoxLayout *m_rows = nullptr;
    std::vector<BarRow *> m_bars;
};

} // namespace perennial
