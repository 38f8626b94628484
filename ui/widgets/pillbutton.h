// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QPointer>

#include <functional>

namespace perennial {

class PopupFrame;

// A word of a sentence that can be changed: "at least", "2 times". A click, Space, Enter or Down opens its picker right
// below it.
class PillButton : public QAbstractButton
{
    Q_OBJECT

public:
    // `role` says what the pill sets ("How often"); readers hear "How often: at least".
    explicit PillButton(const QString &role, QWidget *parent = nullptr);

    // `whole` says all where the value is a shortened one; the tooltip shows it, readers hear it.
    void setValue(const QString &value, const QString &whole = {});
    [[nodiscard]] const QString &value() const { return m_value; }
    // What stands there while there is no value; drawn as unfinished.
    void setPlaceholder(const QString &placeholder);
    void setProblem(const QString &problem); // why the value will not do; empty: it will

    // The picker: shown as a popup at the pill, focused, hidden on Esc or a click elsewhere. The pill owns it. It is
    // made when somebody first wants it: most never are.
    void setPopup(std::function<QWidget *()> makeContent);
    [[nodiscard]] QWidget *popup(); // the frame around it
    [[nodiscard]] bool hasPopup() const { return m_makeContent != nullptr; }
    [[nodiscard]] bool isOpen() const;
    void openPopup();
    void closePopup();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void popupAboutToOpen();
    void popupEscaped(); // closed by Esc: nothing was chosen

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void nameAgain();
    void showTip();
    void noteOpenness();
    [[nodiscard]] QString shown() const;
    [[nodiscard]] QString told() const;
    [[nodiscard]] int textWidth() const;

    QString m_role;
    QString m_value;
    QString m_whole;
    QString m_placeholder;
    QString m_problem;
    std::function<QWidget *()> m_makeContent;
    QPointer<PopupFrame> m_popup; // from the first time it was wanted
    mutable QString m_measured;   // the text, and how wide it is: layouts ask many times
    mutable QFont m_measuredWith;
    mutable int m_textWidth = 0;
};

} // namespace perennial
