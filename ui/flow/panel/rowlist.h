// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QToolButton;
class QVBoxLayout;

namespace perennial {

// Rows that can be moved, removed and added to: branches, arms, exits, caps, changes. A row is made once for its place
// and shows whatever stands there.
class RowList : public QWidget
{
    Q_OBJECT

public:
    using MakeRow = std::function<QWidget *(size_t index, QWidget *parent)>;

    // `what` is one of them, for the buttons: "way".
    RowList(const QString &what, MakeRow makeRow, QWidget *parent = nullptr);

    void setCount(size_t count);
    void setLeast(size_t least) { m_least = least; }
    void setMovable(bool movable) { m_movable = movable; }
    [[nodiscard]] QWidget *row(size_t index) const { return m_rows[index].content; }
    QToolButton *addAdder(const QString &text, const char *id);

Q_SIGNALS:
    void moveWanted(size_t index, int by);
    void removeWanted(size_t index);

private:
    struct Row
    {
        QWidget *frame;
        QWidget *content;
        QToolButton *up;
        QToolButton *down;
        QToolButton *remove;
    };

    void addRow();
    void dropRow();

    QString m_what;
    MakeRow m_makeRow;
    size_t m_least = 0;
    bool m_movable = true;
    std::vector<Row> m_rows;
    QVBoxLayout *m_column;
    QLayout *m_adders;
};

} // namespace perennial
