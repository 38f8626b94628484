// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testpaths.h"

namespace perennial {

QString sourceFile(const QString &path)
{
    return QStringLiteral(SOURCE_ROOT "/") + path;
}

QString sharedFile(const QString &path)
{
    return QStringLiteral(SOURCE_ROOT "/../shared/") + path;
}

QString builtProgram(const QString &name)
{
    return QStringLiteral(BIN_DIR "/") + name;
}

} // namespace perennial
