// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/style.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace perennial {

class Label;

// The face of a place with nothing in it: what belongs here and the next step.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &iconName, const QString &title, const QString &sentence, QWidget *parent = nullptr);

    void setText(const QString &title, const QString &sentence);
    QPushButton *addButton(const QString &text, Look look = Look::Secondary);

private:
    Label *m_title;
    Label *m_sentence;
    QHBoxLayout *m_buttons;
};

} // namespace perennial
