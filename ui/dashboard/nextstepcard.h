// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

class QPushButton;

namespace perennial {

class Label;

// What a person may do next with the store: one sentence and one button.
class NextStepCard : public Card
{
    Q_OBJECT

public:
    explicit NextStepCard(QWidget *parent = nullptr);

    void showStep(const QString &title, const QString &sentence, const QString &action);

Q_SIGNALS:
    void taken();

private:
    Label *m_title;
    Label *m_sentence;
    QPushButton *m_action;
};

} // namespace perennial
