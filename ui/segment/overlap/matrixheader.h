// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace perennial {

// The names along an edge of the matrix. Those above its columns stand upright where the columns are narrow. The name
// of the cell at hand is marked.
class MatrixHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit MatrixHeader(Qt::Orientation orientation, QWidget *parent = nullptr);

    void mark(int section);
    void setBusy(bool busy);
    // As wide as the longest name asks for, within reason.
    [[nodiscard]] int widthOfNames() const;
    [[nodiscard]] QSize sizeHint() const override;
    // From this width on a column's name lies in lines above it.
    static constexpr int LyingFrom = 96;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    void paintUpright(QPainter &painter, const QRect &rect, const QString &name) const;
    static void paintLines(QPainter &painter, const QRect &rect, const QString &name);

    int m_marked = -1;
    bool m_busy = false;
};

} // namespace perennial
