// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

#include <QWidget>

namespace perennial {

class LeftOutView;
class PersonSearch;
class PersonWhy;

// Why: for one person, or without one for everybody who is left out.
class WhyTab : public QWidget
{
    Q_OBJECT

public:
    explicit WhyTab(QWidget *parent = nullptr);

    [[nodiscard]] const std::optional<ProfileId> &person() const { return m_person; }
    void choose(const SamplePerson &person);
    // Back to those who are left out.
    void leave();
    void setFound(const std::vector<SamplePerson> &people);
    void setWhy(const WhyAnswer &answer, const SegmentDoc &doc, const std::optional<Instant> &asOf,
                const QTimeZone &zone);
    void setLeftOut(const LeftOut &answer, const SegmentDoc &doc);
    void setWhyFailure(const QString &message);
    void setLeftOutFailure(const QString &message);
    void setSearchFailure(const QString &message);
    void setWhyBusy(bool busy);
    void setLeftOutBusy(bool busy);
    // Another segment: nothing of the one before stays.
    void clear();

Q_SIGNALS:
    void personPicked(); // or left
    void timelineWanted(perennial::ProfileId id);
    void searchTyped(const QString &text);
    void searchEmptied();
    void peopleWanted(const perennial::PeopleWanted &who, const QString &title);

private:
    void showFace(QWidget *face);

    std::optional<ProfileId> m_person;
    PersonSearch *m_search;
    PersonWhy *m_why;
    LeftOutView *m_leftOut;
};

} // namespace perennial
