// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/revisions.h"

#include <QString>

namespace perennial {

class Store;

// What columns were made from. Equal marks: equal columns, wherever the store's file lies and whatever it is called.
// All of it is in the database, so that no clock, inode or write-ahead log has a say.
struct StoreMark
{
    QString storeId;
    RevisionStamp revision;
    qint64 schema = 0;
    QString currency; // decides which amounts count, and may be changed without a new revision
    // The last ids given out. The stamp says all there is to say of Perennial's own writing; these also tell when
    // another program put rows into the file.
    qint64 lastProfile = 0;
    qint64 lastMetric = 0;
    qint64 lastProperty = 0;
    qint64 lastDetails = 0;
    qint64 lastOrder = 0;

    // In a transaction of the caller.
    [[nodiscard]] static Result<StoreMark> read(const Store &store);

    friend bool operator==(const StoreMark &, const StoreMark &) = default;
};

} // namespace perennial
