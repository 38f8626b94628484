// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/page/segmentlistmodel.h"
#include "ui/segment/portfolio/namedelegate.h"

#include <QTableView>

namespace perennial {

// The table of all segments: Enter opens, F2 renames, Del deletes.
class SegmentList : public QTableView
{
    Q_OBJECT

public:
    explicit SegmentList(SegmentListModel &model, QWidget *parent = nullptr);

    void setFilter(const QString &words) { m_filter->setWords(words); }
    // The column of healths is there once they are known.
    void showHealth(bool known) { setColumnHidden(SegmentListModel::HealthColumn, !known); }
    void select(SegmentId id);
    [[nodiscard]] SegmentId current() const;

Q_SIGNALS:
    void opened(perennial::SegmentId id);
    void duplicateWanted(perennial::SegmentId id);
    void deleteWanted(perennial::SegmentId id);
    void templateWanted(perennial::SegmentId id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    NameFilter *m_filter;
};

} // namespace perennial
