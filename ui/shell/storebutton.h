// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QMenu;

namespace perennial {

// The sidebar's foot: which store is open and how old its data is. A click opens the store menu.
class StoreButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit StoreButton(QWidget *parent = nullptr);

    void setMenu(QMenu *menu);
    void setStore(const QString &name, const QString &age);
    void setStale(bool stale); // old data: drawn as a warning, with its mark
    void setFolded(bool folded);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void openMenu();
    void nameAgain();

    QMenu *m_menu = nullptr;
    QString m_name;
    QString m_age;
    bool m_stale = false;
    bool m_folded = false;
};

} // namespace perennial
