// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileInfo>
#include <QString>
#include <QTest>

namespace perennial {

// Where the tests of this build find things. Compiled once, so that a test compiled for one checkout is found again by
// the compiler's cache for another.

// A file or folder of the checkout: "docs/store.md".
QString sourceFile(const QString &path);

// A file or folder of `shared`, beside the checkout: "data/shopify/orders_export.csv". It need not be there:
// NEED_SHARED_DATA.
QString sharedFile(const QString &path);

// A program of this build: "perennial-cli".
QString builtProgram(const QString &name);

} // namespace perennial

// Skips the test where the sample data does not lie beside the checkout.
#define NEED_SHARED_DATA()                                                                                             \
    do {                                                                                                               \
        if (!QFileInfo::exists(perennial::sharedFile(QStringLiteral("data"))))                                         \
            QSKIP("The shared sample data does not lie beside the checkout.");                                         \
    } while (false)
