// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/segmentusers.h"

#include "core/segment/document/segmentcycle.h"
#include "core/segment/saved/lifecycleshelf.h"

#include <QCoreApplication>

namespace perennial {

void SegmentUsers::add(const QString &name, const SegmentDoc &doc)
{
    add(name, definitionsNamedIn(doc));
}

void SegmentUsers::add(const QString &user, const std::vector<SavedName> &asked)
{
    for (const SavedName &named : asked) {
        if (named.of != MemberOf::Segment)
            continue;
        QStringList &users = m_users[nameKey(named.name)];
        if (!users.contains(user))
            users.append(user);
    }
}

Result<void> SegmentUsers::addStagesOf(Store &store)
{
    const auto lifecycle = LifecycleShelf(store).current();
    if (!lifecycle)
        return lifecycle.error().kind == ErrorKind::Invalid ? Result<void>() : failure(lifecycle.error());
    for (size_t stage = 0; stage < lifecycle->stages.size(); ++stage)
        add(QCoreApplication::translate("perennial", "Stage %1").arg(lifecycle->stages[stage].name),
            lifecycle->meantFor(stage));
    return {};
}

QStringList SegmentUsers::of(const QString &name) const
{
    return m_users.value(nameKey(name));
}

} // namespace perennial
