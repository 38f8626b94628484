// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace perennial {

class NavButton;
class StoreButton;

// The window's navigation: one line per page, the store at the foot. 216 wide, or 56 when folded.
class Sidebar : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    // Returns the line's number, counted from 0.
    int addItem(const QString &iconName, const QString &name, const QString &hint);
    void setCurrent(int item);
    [[nodiscard]] int current() const;
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return m_folded; }
    [[nodiscard]] StoreButton *store() const { return m_store; }
    [[nodiscard]] QAbstractButton *item(int number) const;

Q_SIGNALS:
    void chosen(int item);
    void foldToggled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group;
    QVBoxLayout *m_items;
    QWidget *m_brand;
    QToolButton *m_fold;
    StoreButton *m_store;
    bool m_folded = false;
};

} // namespace perennial
