// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace perennial {

class Label;

// Cards under headings, in one to three columns as there is room. Arrows go from card to card; the cards of a row are
// of one height.
class CardGrid : public QWidget
{
    Q_OBJECT

public:
    explicit CardGrid(QWidget *parent = nullptr);

    // Cards become the grid's own; those of before go.
    void clear();
    void addSection(const QString &heading, const std::vector<QWidget *> &cards);
    // Cards that are hidden take no room, and a heading without any is hidden too.
    void arrange();
    [[nodiscard]] QWidget *firstShown() const;
    [[nodiscard]] int columns() const;

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void leftUpwards(); // from the first row

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Section
    {
        Label *heading;
        std::vector<QWidget *> cards;
    };
    using Row = std::vector<QWidget *>;

    [[nodiscard]] int columnsAt(int width) const;
    int layOut(int width, bool move) const;
    int layOutRow(const Row &row, int y, int width, bool move) const;
    [[nodiscard]] std::vector<Row> rows() const;
    void step(int down, int along);

    std::vector<Section> m_sections;
};

} // namespace perennial
