// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/newcondition.h"
#include "ui/segment/pickers/pickerpill.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace perennial {

// What can be added to a group: headings with the most useful first; typing searches all of it at once, and, a moment
// later and below it, the values that people and orders have.
class NewConditionPicker : public Picker
{
    Q_OBJECT

public:
    explicit NewConditionPicker(const BuilderContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const perennial::SegmentNode &node);

private:
    void readOffers();
    void showOffers();
    void showHeadings();
    void showFound(const QStringList &words);
    void searchValues();
    void addValues(const QString &text, const std::vector<FoundValue> &found);
    void sayWhatIsMissing();
    void take(const QString &id);
    void put(std::vector<PickItem> &items, const ConditionOffer &offer, const QString &section);
    [[nodiscard]] QStringList searchWords() const;

    const BuilderContext &m_context;
    PickList *m_list;
    std::vector<OfferGroup> m_groups;
    std::vector<ConditionOffer> m_values; // as found last
    QSet<QString> m_opened;               // titles of groups that are shown whole
    QHash<QString, SegmentNode> m_shown;  // by id
    QTimer m_wait;
};

} // namespace perennial
