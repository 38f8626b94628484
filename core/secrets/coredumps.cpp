// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/coredumps.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace perennial {

void refuseCoreDumps()
{
#ifdef Q_OS_UNIX
    // Linux hands core dumps to a program whatever the limit, but for the limit of one byte (kernel, fs/coredump.c);
    // no dump of a file fits into that either.
    constexpr rlimit OneByte{1, 1};
    setrlimit(RLIMIT_CORE, &OneByte);
#endif
}

} // namespace perennial
