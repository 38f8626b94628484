// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/segmentfigures.h"

#include <QCoreApplication>

namespace perennial {

QString SamplePerson::shownName() const
{
    if (!name.isEmpty())
        return name;
    return email.isEmpty() ? QCoreApplication::translate("perennial", "Person %1").arg(id.value) : email;
}

} // namespace perennial
