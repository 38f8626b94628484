// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/overlap/overlapwords.h"
#include "ui/widgets/card.h"

class QLayout;
class QMenu;
class QPushButton;

namespace perennial {

class Label;
class LinkButton;

// What the cell or bar at hand says, as a sentence, and what can be done with its people.
class OverlapFoot : public Card
{
    Q_OBJECT

public:
    explicit OverlapFoot(QWidget *parent = nullptr);

    // Nothing: a hint of what there is to do.
    void setFact(const std::optional<OverlapFact> &fact, const QString &hint);
    void setBusy(bool busy);
    [[nodiscard]] const std::optional<OverlapFact> &fact() const { return m_fact; }
    // Everything the foot offers, at a place of the screen.
    void openMenu(const QPoint &at);
    void showFirst();

Q_SIGNALS:
    void peopleWanted(const perennial::OverlapOffer &offer);
    void segmentWanted(const perennial::OverlapOffer &offer);
    void opened(perennial::SegmentId id);

private:
    [[nodiscard]] QLayout *makeOffers();
    void fillSegments(QMenu &menu);
    void showOffers();

    std::optional<OverlapFact> m_fact;
    Label *m_sentence;
    std::vector<LinkButton *> m_links;
    LinkButton *m_open = nullptr;
    QPushButton *m_make = nullptr;
    QMenu *m_choices = nullptr;
};

} // namespace perennial
