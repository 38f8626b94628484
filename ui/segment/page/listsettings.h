// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/page/segmentlist.h"

class QSettings;

namespace perennial {

// What the list of segments remembers from one day to the next. Defaults are not written.
class ListSettings
{
public:
    explicit ListSettings(QSettings &settings)
        : m_settings(settings)
    {
    }

    [[nodiscard]] ListOrder order() const;
    void setOrder(const ListOrder &order);

private:
    QSettings &m_settings;
};

} // namespace perennial
