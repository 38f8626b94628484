// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/column.h"
#include "core/segment/columns/profileset.h"

#include <QByteArray>

namespace perennial {

enum class ConsentState : quint8 { Never, Subscribed, Unsubscribed };

enum class OptIn : quint8 { NotTold, Single, Double };

struct ConsentRow
{
    quint32 person;
    quint32 method; // place in ConsentColumn::methods
    qint64 at;
    ConsentState state;
    OptIn optIn;
};

struct SuppressionRow
{
    quint32 person;
    bool bounced;
    qint64 at;
    qint64 endedAt; // TimeRange::End where it has not ended
};

// Consent and suppression of all people for one channel. Rows go by person, then time.
struct ConsentColumn
{
    Column<ConsentRow> consents;
    std::vector<QByteArray> methods = {QByteArray()}; // UTF-8; 0 is "not told"
    Column<SuppressionRow> suppressions;
    qint64 lastConsentAt = 0; // from then on the sets below hold
    ProfileSet subscribed;    // after all rows
    ProfileSet unsubscribed;
};

// Completes a column whose rows were gathered.
void finish(ConsentColumn &column, quint32 people);

} // namespace perennial
