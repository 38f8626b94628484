// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

class QPushButton;

namespace perennial {

class Label;

// "Deleted Lapsed buyers — Undo": what was done, at the bottom of its parent, for some seconds. It stays while the
// pointer or the focus is on it. Only for what is done; anything that needs an answer is a Banner.
class Toast : public QFrame
{
    Q_OBJECT

public:
    explicit Toast(QWidget *parent);

    // An empty `action` shows no button.
    void showMessage(const QString &text, const QString &action = {});
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void act();
    void putNextInTabOrder();
    void leaveUnlessWanted();

    Label *m_text;
    QPushButton *m_action;
    QPointer<QWidget> m_before; // where the focus was; Tab goes from there to the button
    QTimer m_timer;
};

} // namespace perennial
