// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace perennial {

// One combination: a bar as high as it holds people, and below it a dot for each segment, filled for those that they
// are in. A double click or Enter leads to the people.
class CombinationBar : public QAbstractButton
{
    Q_OBJECT

public:
    explicit CombinationBar(QWidget *parent = nullptr);

    // `share` of the height that a bar can have; bit i of `combination`: in segment i of `sets`.
    void setFact(size_t combination, int sets, quint32 count, double share, const QString &spoken);
    [[nodiscard]] size_t combination() const { return m_combination; }
    [[nodiscard]] quint32 count() const { return m_count; }
    void setCurrent(bool current);
    void setBusy(bool busy);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    static constexpr int Width = 48;

Q_SIGNALS:
    void peopleWanted();
    void menuWanted(const QPoint &at);
    void moved(int steps); // to another bar

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void paintBar(QPainter &painter, const QRect &area) const;
    void paintDots(QPainter &painter, const QRect &area) const;

    size_t m_combination = 0;
    int m_sets = 0;
    quint32 m_count = 0;
    double m_share = 0;
    bool m_current = false;
    bool m_busy = false;
};

// One of the segments beside the dots: its name, how many it holds, and as a bar which part of the largest that is. A
// click leads to its people.
class CombinedSetRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit CombinedSetRow(QWidget *parent = nullptr);

    void setFact(const QString &name, quint32 count, double share, bool striped);
    void setBusy(bool busy);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    quint32 m_count = 0;
    double m_share = 0;
    bool m_striped = false;
    bool m_busy = false;
};

} // namespace perennial
