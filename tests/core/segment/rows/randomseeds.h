// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace perennial {

struct Seeds
{
    quint32 first;
    quint32 count;
};

// Which random stores a test makes. PERENNIAL_DIFFERENTIAL_STORES asks for another number of them, and
// PERENNIAL_DIFFERENTIAL_SEED is added to the seeds: other stores and other trees.
inline Seeds seedsAsked(quint32 first, quint32 usual)
{
    const int stores = qEnvironmentVariableIntValue("PERENNIAL_DIFFERENTIAL_STORES");
    const int offset = qEnvironmentVariableIntValue("PERENNIAL_DIFFERENTIAL_SEED");
    return {first + static_cast<quint32>(offset), stores > 0 ? static_cast<quint32>(stores) : usual};
}

} // namespace perennial
