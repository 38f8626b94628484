// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/calendar/collisionmodel.h"

#include <QTableView>

class QSortFilterProxyModel;

namespace perennial {

// Sortable; Enter or a click on a row shows its people. As high as its rows, up to a few.
class CollisionTable : public QTableView
{
    Q_OBJECT

public:
    explicit CollisionTable(QWidget *parent = nullptr);

    void setCalendar(const CalendarPointer &calendar);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void open(const QModelIndex &index);

    CalendarPointer m_told;
    CollisionModel *m_model;
    QSortFilterProxyModel *m_sorted;
};

} // namespace perennial
