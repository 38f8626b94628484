// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

#include <QWidget>

namespace perennial {

class BarRow;
class Label;
class LinkButton;
class SampleTable;
class SentenceLabel;

// Who the members are: by which channel they can be reached, what they bought, some of them, and the segment in words.
class WhoTab : public QWidget
{
    Q_OBJECT

public:
    explicit WhoTab(QWidget *parent = nullptr);

    void setFigures(const SegmentFigures &figures, const QTimeZone &zone);
    void setUnknown(qint64 unknown);
    void setSentence(const QString &sentence);
    void setBusy(bool busy);
    void clear();
    void focusSample();

Q_SIGNALS:
    void personChosen(perennial::ProfileId id);
    void peopleWanted(const perennial::PeopleWanted &who, const QString &title);
    void shuffleWanted();

private:
    [[nodiscard]] QWidget *makeReach();
    [[nodiscard]] QWidget *makeSample();
    [[nodiscard]] QWidget *makeSentence();
    void showReach(const SegmentFigures &figures);
    void showOrders(const SegmentFigures &figures);
    void showSample(const SegmentFigures &figures, const QTimeZone &zone);
    void copySentence();
    [[nodiscard]] QString copyWords() const;

    QWidget *m_reach;
    std::vector<BarRow *> m_bars; // by Channel
    Label *m_nobody;
    Label *m_orders;
    Label *m_unknown;
    QWidget *m_sampleBox;
    SampleTable *m_sample;
    LinkButton *m_shuffle;
    LinkButton *m_all;
    SentenceLabel *m_sentence;
    LinkButton *m_copy;
};

} // namespace perennial
