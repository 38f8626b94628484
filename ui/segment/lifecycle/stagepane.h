// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/lifecycle.h"
#include "ui/segment/figures/segmentpreview.h"

#include <QWidget>

namespace perennial {

class DefinitionView;
class ElidedLabel;
class Label;
class LinkButton;
class SegmentCatalog;
class ThresholdFeed;
class Workspace;

// One stage at work: whom it is meant for, with live counts, and how many of those it gets.
class StagePane : public QWidget
{
    Q_OBJECT

public:
    StagePane(Workspace &workspace, SegmentOracle &oracle, SegmentCatalog &catalog, QWidget *parent = nullptr);

    void setStage(const Lifecycle &lifecycle, size_t stage);
    // Who is in it, once that is counted.
    void setCount(const std::optional<quint32> &people);
    // Counts its conditions only while somebody looks.
    void setWatched(bool watched);

Q_SIGNALS:
    void edited(const perennial::SegmentNode &root, const QString &what, const QString &key);
    void peopleWanted();

private:
    void makeDefinition();
    void connectPreview();
    void ask();
    void showWords();
    [[nodiscard]] QString wordsOfTaken() const;

    Workspace &m_workspace;
    SegmentPreview *m_preview;
    ThresholdFeed *m_thresholds;
    ElidedLabel *m_name;
    LinkButton *m_people;
    Label *m_taken;
    SegmentCatalog &m_catalog;
    DefinitionView *m_definition = nullptr; // made when somebody looks for the first time
    QWidget *m_scroll = nullptr;
    SegmentDoc m_doc;
    bool m_isOthers = false;
    bool m_isFirst = false;
    bool m_watched = false;
    std::optional<quint32> m_count;
    std::optional<qint64> m_meant; // how many meet its conditions
};

} // namespace perennial
