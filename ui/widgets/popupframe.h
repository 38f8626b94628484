// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <optional>

namespace perennial {

// Holds a picker while it is open: as large as its content where there is room for it, right below its anchor (or above
// it) and inside the screen, also while the anchor moves or the content grows. Esc or a click elsewhere closes it.
class PopupFrame final : public QFrame
{
    Q_OBJECT

public:
    // The anchor owns it.
    PopupFrame(QWidget *content, QWidget *anchor);

    void open();

Q_SIGNALS:
    void closed();
    void escaped(); // Esc closed it

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void watchAnchor(bool watch);

    QWidget *m_content;
    QWidget *m_anchor;
    std::optional<bool> m_isAbove; // of the anchor, while it is open
};

} // namespace perennial
