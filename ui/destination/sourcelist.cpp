// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/sourcelist.h"

#include <algorithm>

namespace perennial {

namespace {

enum Role { KindRole = Qt::UserRole, NameRole };

bool isAmong(const std::vector<AudienceSource> &sources, const AudienceSource &source)
{
    return std::ranges::find(sources, source) != sources.end();
}

} // namespace

QString sourceTitle(const AudienceSource &source)
{
    return source.kind == AudienceKind::Segment ? source.name : SourceList::tr("%1 (list)").arg(source.name);
}

void SourceList::offer(const std::vector<AudienceSource> &sources, const std::vector<AudienceSource> &ticked)
{
    clear();
    for (const AudienceSource &source : sources)
        add(source, isAmong(ticked, source));
    for (const AudienceSource &source : ticked) {
        if (!isAmong(sources, source))
            add(source, true);
    }
}

void SourceList::add(const AudienceSource &source, bool isTicked)
{
    auto *item = new QListWidgetItem(sourceTitle(source), this);
    item->setData(KindRole, static_cast<int>(source.kind));
    item->setData(NameRole, source.name);
    item->setCheckState(isTicked ? Qt::Checked : Qt::Unchecked);
}

std::vector<AudienceSource> SourceList::ticked() const
{
    std::vector<AudienceSource> sources;
    for (int row = 0; row < count(); ++row) {
        const QListWidgetItem *one = item(row);
        if (one->checkState() == Qt::Checked)
            sources.push_back({static_cast<AudienceKind>(one->data(KindRole).toInt()), one->data(NameRole).toString()});
    }
    return sources;
}

} // namespace perennial
