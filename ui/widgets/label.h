// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QLabel>

namespace perennial {

// A text in one of the five sizes and one of the inks; both follow the theme by themselves. Plain text unless told
// otherwise. It begins where the window's lines begin, also where its words are of a script that runs the other way.
class Label : public QLabel
{
    Q_OBJECT

public:
    explicit Label(const QString &text = {}, TextSize size = TextSize::Body, Ink ink = Ink::Text,
                   QWidget *parent = nullptr);

    void setInk(Ink ink);
    void setSize(TextSize size);
    [[nodiscard]] Ink ink() const { return m_ink; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyInk();
    void applyDirection();

    Ink m_ink;
    bool m_applying = false;
};

// A one-line label that gives way: too long a text ends in "…" and is whole in the tooltip.
class ElidedLabel : public Label
{
    Q_OBJECT

public:
    using Label::Label;

    void setElideMode(Qt::TextElideMode mode);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace perennial
