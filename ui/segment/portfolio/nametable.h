// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/portfolio/namedelegate.h"

#include <QTableView>

#include <optional>

class QMenu;

namespace perennial {

// A table of named things, a row each, the name first: it finds them by words, sorts them, and F2 renames one. Clicks
// and Enter tell in which column.
class NameTable : public QTableView
{
    Q_OBJECT

public:
    // The ids stand under `idRole`, what is sorted by under `sortRole`.
    NameTable(QAbstractItemModel &model, int idRole, int sortRole, QWidget *parent);

    void setFilter(const QString &words) { m_filter->setWords(words); }
    [[nodiscard]] NameFilter &filter() const { return *m_filter; }

Q_SIGNALS:
    void rowActivated(const QModelIndex &index);
    // By Enter, or by a click there in the viewport, with neither Ctrl nor Shift, which select.
    void linkActivated(const QModelIndex &index, const std::optional<QPoint> &at);
    void deletePressed();

protected:
    // Enter on such a cell, or a click, leads to what it tells of.
    [[nodiscard]] virtual bool isLink(const QModelIndex &index) const = 0;
    [[nodiscard]] virtual bool isLinkAt(const QModelIndex &index, const QPoint &at) const;
    // What can be done with the rows at hand.
    [[nodiscard]] virtual QMenu *makeMenu() = 0;

    void selectId(qint64 id);
    [[nodiscard]] qint64 currentId() const;
    void startRenaming();

    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    NameFilter *m_filter;
    int m_idRole;
    Qt::KeyboardModifiers m_modifiers; // of the click
    QPoint m_at;
};

} // namespace perennial
