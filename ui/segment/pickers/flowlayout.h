// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <optional>
#include <vector>

namespace perennial {

// Lays widgets out like words: from the start of a line, and on to the next line where one is full. The last one never
// begins a line alone.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void insertWidget(int index, QWidget *widget);
    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;
    void invalidate() override;

private:
    // What an item asks for, until it asks for something else: boxes around ask many times.
    struct Wish
    {
        QLayoutItem *item;
        QSize size;
        QSize least;
    };

    int arrange(const QRect &rect, bool move) const;
    [[nodiscard]] const std::vector<Wish> &wishes() const;

    std::vector<QLayoutItem *> m_items;
    mutable std::optional<std::vector<Wish>> m_wishes;  // of those that are shown
    mutable std::vector<std::pair<int, int>> m_heights; // by width
};

} // namespace perennial
