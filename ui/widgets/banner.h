// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QPushButton;
class QToolButton;

namespace perennial {

class IconLabel;
class Label;

enum class BannerKind { Info, Ok, Warn, Danger };

// A quiet message at a page's top: what happened, what was kept, and one thing to do about it. Hidden until show…().
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    // `action` is a verb ("Show set-aside rows"); empty: no button.
    void showMessage(BannerKind kind, const QString &text, const QString &action = {});
    [[nodiscard]] QString text() const;
    void dismiss();
    void setDismissable(bool dismissable);

Q_SIGNALS:
    void actionTriggered();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    BannerKind m_kind = BannerKind::Info;
    IconLabel *m_mark;
    Label *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
};

} // namespace perennial
