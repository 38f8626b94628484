// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace perennial {

// A line of the sidebar: icon and name, or the icon alone when the sidebar is folded.
class NavButton : public QAbstractButton
{
    Q_OBJECT

public:
    NavButton(const QString &iconName, const QString &name, QWidget *parent = nullptr);

    void setFolded(bool folded);
    void setHint(const QString &hint); // the shortcut, for the tooltip
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QString m_hint;
    bool m_folded = false;
};

} // namespace perennial
