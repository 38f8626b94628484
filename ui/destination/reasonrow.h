// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/widgets/tokens.h"

#include <QWidget>

#include <vector>

namespace perennial {

// A reason with how many people it concerns; "Show" opens them. Nobody is a number too.
class ReasonRow : public QWidget
{
    Q_OBJECT

public:
    struct Reason
    {
        QString icon; // of somebody
        Ink ink = Ink::Text;
        QString text;
        QString title; // over the people
        std::vector<ProfileId> people;
    };

    explicit ReasonRow(Reason reason, QWidget *parent = nullptr);

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);
};

} // namespace perennial
