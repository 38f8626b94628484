// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/plan/differencecauses.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace perennial {

// Why people come and why they leave since the last run, side by side, the largest reasons first.
class CausesCard : public Card
{
    Q_OBJECT

public:
    explicit CausesCard(QWidget *parent = nullptr);

    void showBusy();
    // Hidden where nobody comes or leaves, and before a first run was done.
    void showCauses(const std::optional<DifferenceCauses> &causes, const QTimeZone &zone);
    void showProblem(const QString &text);

Q_SIGNALS:
    void peopleChosen(const QString &title, const std::vector<perennial::ProfileId> &ids);

private:
    QVBoxLayout *renew();
    [[nodiscard]] QWidget *makeColumn(const QString &title, const QString &icon,
                                      const std::vector<ChangeGroup> &groups);

    QWidget *m_rows = nullptr;
};

} // namespace perennial
