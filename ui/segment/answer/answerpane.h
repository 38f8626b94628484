// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QTimeZone>
#include <QWidget>

class QListWidget;
class QPushButton;

namespace perennial {

class Banner;
class Label;
class PickerPill;
class Picker;
class StatTile;

// How many, who, and what that means: the right third of the builder, always visible.
class AnswerPane : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerPane(QWidget *parent = nullptr);

    // What is still to come stays as it was.
    void setFigures(const SegmentFigures &figures);
    void setFailure(const Error &error);
    enum class Waiting { Nothing, Details, Everything };
    // What is waited for stays as it was, dimmed.
    void setBusy(Waiting waiting);
    void clear();
    void setSentence(const QString &sentence);
    // The moment asked for; nothing: now.
    void setAsOf(const std::optional<Instant> &asOf, const QTimeZone &zone);
    void setDataAge(const QString &age);

Q_SIGNALS:
    void personChosen(perennial::ProfileId id);
    void asOfChosen(const std::optional<perennial::Instant> &asOf);

private:
    [[nodiscard]] QWidget *makeSample();
    [[nodiscard]] QWidget *makeSentence();
    [[nodiscard]] QWidget *makeMoment();
    [[nodiscard]] Picker *makeMomentPicker();
    void showFacts(const SegmentFigures &figures);
    void showUnknown(qint64 unknown);
    void showSample(const std::vector<SamplePerson> &people);
    void copySentence();

    StatTile *m_count;
    Banner *m_problem;
    Label *m_reach;
    Label *m_orders;
    Label *m_unknown;
    Label *m_sampleTitle;
    QListWidget *m_sample;
    Label *m_sentence;
    QPushButton *m_copy;
    PickerPill *m_moment;
    Label *m_age;
    std::optional<Instant> m_asOf;
    QTimeZone m_zone;
};

} // namespace perennial
