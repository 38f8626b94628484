// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QPixmap>

#include <algorithm>

namespace perennial {

// Pictures of nodes, the least recently used go. One that is outdated, or of another scale, still serves for a moment.
class PictureCache
{
public:
    // Null where there is none of this scale that is up to date.
    [[nodiscard]] const QPixmap *find(int key, double scale) const
    {
        const Entry *entry = m_pictures.object(key);
        return entry && entry->isCurrent && entry->scale == scale ? &entry->pixmap : nullptr;
    }
    [[nodiscard]] const QPixmap *old(int key) const
    {
        const Entry *entry = m_pictures.object(key);
        return entry ? &entry->pixmap : nullptr;
    }
    const QPixmap *keep(int key, double scale, const QPixmap &pixmap)
    {
        auto *entry = new Entry{scale, pixmap};
        const auto cost = static_cast<qsizetype>(pixmap.width()) * pixmap.height() * 4 / 1024 + 1;
        return m_pictures.insert(key, entry, std::min(cost, m_pictures.maxCost())) ? &entry->pixmap : nullptr;
    }
    void outdate(int key)
    {
        if (Entry *entry = m_pictures.object(key))
            entry->isCurrent = false;
    }
    void drop(int key) { m_pictures.remove(key); }
    void clear() { m_pictures.clear(); }

private:
    struct Entry
    {
        double scale;
        QPixmap pixmap;
        bool isCurrent = true;
    };
    static constexpr qsizetype MostKilobytes = 96 * 1024; // a screen of 4k is full of nodes at 40

    QCache<int, Entry> m_pictures{MostKilobytes};
};

} // namespace perennial
