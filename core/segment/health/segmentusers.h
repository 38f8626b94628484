// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/savedname.h"
#include "core/segment/document/segmentdoc.h"

#include <QHash>
#include <QStringList>

namespace perennial {

class Store;

// Which segments are asked for by which others, by the stages of the lifecycle, and by whatever else is added: flows
// are not known here (addFlowsTo in core/flow/saved).
class SegmentUsers
{
public:
    // A segment by its name, with what it asks.
    void add(const QString &name, const SegmentDoc &doc);
    // Something else that asks for these, called as it is to be told to people.
    void add(const QString &user, const std::vector<SavedName> &asked);
    // The stages of the lifecycle, called "Stage Lapsed"; one that cannot be read asks for nothing.
    [[nodiscard]] Result<void> addStagesOf(Store &store);
    // Those that ask for this one, each once, in the order in which they were added.
    [[nodiscard]] QStringList of(const QString &name) const;

private:
    QHash<QString, QStringList> m_users; // by the key of the name that is asked for
};

} // namespace perennial
