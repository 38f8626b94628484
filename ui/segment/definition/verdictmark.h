// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"

#include <QWidget>

namespace perennial {

// Whether a node holds for the person looked at: a tick, a cross or a question mark.
class VerdictMark : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictMark(QWidget *parent = nullptr);

    // Null, or of an unfinished node: nothing is shown.
    // Whether it is another one now.
    bool setNode(const ExplainedNode *node);
    [[nodiscard]] QString words() const; // "holds", "does not hold", "cannot be decided: counted in"
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_shown = false;
    Verdict m_verdict = Verdict::No;
    bool m_holds = false;
};

} // namespace perennial
