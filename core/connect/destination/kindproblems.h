// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"

namespace perennial {

// What a platform's own rules keep from running, in sentences for people: part of problemsOf().
void checkKind(const Destination &destination, QStringList &problems);

} // namespace perennial
