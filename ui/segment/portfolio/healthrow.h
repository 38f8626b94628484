// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/health/segmenthealth.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace perennial {

class Label;
class LinkButton;
class ScoreBlock;

// One segment that something is to be said of: its score, its name, and each cause with its way out.
class HealthRow : public Card
{
    Q_OBJECT

public:
    explicit HealthRow(const SegmentHealth &health, QWidget *parent = nullptr);

    [[nodiscard]] const SegmentHealth &health() const { return m_health; }
    // It is being examined anew.
    void setBusy(bool busy);

Q_SIGNALS:
    void opened();
    void fixWanted(const perennial::HealthCause &cause);

private:
    [[nodiscard]] QWidget *makeHead();
    void addCause(QVBoxLayout *column, const HealthCause &cause, int number);

    SegmentHealth m_health;
    ScoreBlock *m_score;
    std::vector<Label *> m_texts;
};

} // namespace perennial
