// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "core/store/segmentshelf.h"
#include "ui/segment/versions/versioneffect.h"

#include <QTimeZone>
#include <QWidget>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace perennial {

class DiffView;
class Label;
class Picker;
class PickerPill;
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

    using Versions = std::vector<SegmentVersion>;

    void buildKeeping();
    void buildList();
    void buildComparison();
    void read();
    void take(Result<Versions> versions);
    void fillList();
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
    Versions m_versions; // newest first
    int m_other = Now;
    bool m_stale = true; // to be read when shown
    VersionEffect m_effect;
    QLineEdit *m_note;
    Label *m_empty;
    QListWidget *m_list;
    QWidget *m_comparison;
    Label *m_title;
    PickerPill *m_otherPill;
    QPushButton *m_entered;
    QPushButton *m_left;
    Label *m_sizes;
    DiffView *m_diff;
    QPushButton *m_restore;
    LatestRequest<Versions> m_reading;
    LatestRequest<VersionEffect> m_counting;
};

} // namespace perennial
