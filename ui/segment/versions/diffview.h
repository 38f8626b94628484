// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

#include <QWidget>

class QVBoxLayout;

namespace perennial {

// What changed between two definitions, a line each: added, removed, changed from what to what; and how many lines
// stayed as they were.
class DiffView : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    void show(const SegmentDoc &before, const SegmentDoc &after);

private:
    void clear();
    void showFields(const SegmentDoc &before, const SegmentDoc &after);
    void showNodes(const SegmentDoc &before, const SegmentDoc &after);
    void addLine(const char *iconName, int depth, const QString &spoken, const QString &text, bool muted = false);

    QVBoxLayout *m_lines;
};

} // namespace perennial
