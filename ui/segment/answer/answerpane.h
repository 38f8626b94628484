// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/segment/figures/segmentstudy.h"

#include <QTimeZone>
#include <QWidget>

class QTabWidget;

namespace perennial {

class Banner;
class Label;
class PickerPill;
class Picker;
class StatTile;
class WhenTab;
class WhoTab;
class WhyTab;

// How many, and as of when, always on top; below it, in tabs, who they are, why, and since when: the right third of the
// builder.
class AnswerPane : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerPane(QWidget *parent = nullptr);

    // One tab more, at the end. It scrolls by itself.
    void addTab(const QString &title, QWidget *content);

    void showWhen();
    // What is still to come stays as it was.
    void setFigures(const SegmentFigures &figures);
    void setFailure(const Error &error);
    // Why there is no answer yet.
    void setNotice(const QString &notice);
    enum class Waiting { Nothing, Details, Everything };
    // What is waited for stays as it was, dimmed.
    void setBusy(Waiting waiting);
    // Another segment: nothing of the one before stays.
    void clear();
    void setSentence(const QString &sentence);
    // The moment asked for; nothing: now.
    void setAsOf(const std::optional<Instant> &asOf, const QTimeZone &zone);
    // How old the data is, shortly, and in full.
    void setDataAge(const QString &age, const QString &full = {});

    // What is shown, and so has to be asked beside the counts.
    [[nodiscard]] StudyWishes wishes() const;
    void setWhy(const WhyAnswer &answer, const SegmentDoc &doc);
    void setLeftOut(const LeftOut &answer, const SegmentDoc &doc);
    void setHistory(const std::vector<HistoryPoint> &points);
    void setMoves(const Moves &moves, const SegmentDoc &doc);
    void setStudyBusy(SegmentStudy::Topic topic, bool busy);
    void setStudyFailure(SegmentStudy::Topic topic, const QString &message);
    // What a search for people found; an error is worded there.
    void setFound(const Result<std::vector<SamplePerson>> &people);

Q_SIGNALS:
    void personChosen(perennial::ProfileId id); // their timeline is wanted
    void peopleWanted(const perennial::PeopleWanted &who, const QString &title);
    void asOfChosen(const std::optional<perennial::Instant> &asOf);
    void wishesChanged();
    void shuffleWanted();
    void searchTyped(const QString &text);
    void searchEmptied();

private:
    [[nodiscard]] QWidget *makeMoment();
    QTabWidget *makeTabs();
    [[nodiscard]] Picker *makeMomentPicker();
    void connectTabs();
    void showAge();
    void explainPerson(ProfileId id);

    StatTile *m_count;
    Banner *m_problem;
    PickerPill *m_moment = nullptr;
    Label *m_age = nullptr;
    WhoTab *m_who;
    WhyTab *m_why;
    WhenTab *m_when;
    QTabWidget *m_tabs = nullptr;
    std::vector<SamplePerson> m_sample;
    QString m_dataAge;
    std::optional<Instant> m_asOf;
    QTimeZone m_zone;
};

} // namespace perennial
