// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "core/store/segmentshelf.h"
#include "ui/segment/versions/versioneffect.h"

#include <QTimeZone>
#include <QWidget>

class QPushButton;

namespace perennial {

class DiffView;
class Label;
class Picker;
class PickerPill;
class VersionList;
class Workspace;

// Every saved state of a segment, what lies between two of them in words and in people, and the way back.
class VersionsPane : public QWidget
{
    Q_OBJECT

public:
    explicit VersionsPane(Workspace &workspace, QWidget *parent = nullptr);

    // None: not saved yet.
    void setSegment(SegmentId id);
    // The definition as it is now, unsaved edits included, and the moment people are counted at.
    void setDoc(const SegmentDoc &doc, Instant asOf);
    // Versions are there that were not before.
    void refresh();

Q_SIGNALS:
    void keepWanted(const QString &note);
    void restoreWanted(const perennial::SegmentDoc &doc, int version);
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

protected:
    void showEvent(QShowEvent *event) override;

private:
    static constexpr int Now = 0; // in the place of a version's number

    void buildList();
    void buildComparison();
    void choose(int version);
    void compare();
    void askEffect(const SegmentDoc &before, const SegmentDoc &after);
    void showEffect(const Result<VersionEffect> &effect);
    [[nodiscard]] Picker *makeOtherPicker();
    // Nothing where the version is gone or was written by a newer Perennial.
    [[nodiscard]] std::optional<SegmentDoc> docOf(int version) const;
    [[nodiscard]] QString nameOf(int version) const; // "v5", "now"
    [[nodiscard]] int chosen() const;

    Workspace &m_workspace;
    SegmentId m_id;
    SegmentDoc m_doc;
    Instant m_asOf;
    int m_other = Now;
    VersionEffect m_effect;
    VersionList *m_list;
    QWidget *m_comparison;
    Label *m_title;
    PickerPill *m_otherPill;
    QPushButton *m_entered;
    QPushButton *m_left;
    Label *m_sizes;
    DiffView *m_diff;
    QPushButton *m_restore;
    LatestRequest<VersionEffect> m_counting;
};

} // namespace perennial
