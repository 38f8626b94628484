// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/fieldvalue.h"
#include "core/base/enumids.h"
#include "core/base/ids.h"
#include "core/base/instant.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <vector>

namespace perennial {

// What is done with a person there. Taking out sends identifiers only.
enum class RowOp { Add, TakeOut };

template <>
struct EnumIds<RowOp>
{
    static constexpr std::array ids{"add", "take-out"};
};

// One person as they are sent. `values` stand in the order of Destination::fields.
struct PushRow
{
    ProfileId id;
    std::string email; // empty where there is none that may be used
    std::string phone; // E.164
    std::vector<FieldValue> values;

    friend bool operator==(const PushRow &, const PushRow &) = default;
};

enum class BatchPurpose {
    Prepare, // before the first rows: looks up or makes what they need there (a list's id); has no rows
    Rows,
    Finish, // after the last rows, where the connector wants one; has no rows
};

template <>
struct EnumIds<BatchPurpose>
{
    static constexpr std::array ids{"prepare", "rows", "finish"};
};

// What is sent with one conversation: frozen before it is sent, so that a repeat is the same.
struct PushBatch
{
    BatchPurpose purpose = BatchPurpose::Rows;
    RowOp op = RowOp::Add;
    int number = 0; // from 1 within its run; the halves of a batch have numbers of their own
    QByteArray key; // 32 hex digits: the same for every repeat of this batch, another for every other
    std::vector<PushRow> rows;
    quint64 session = 0; // of the run: at most 63 bits, never 0
    qint64 runRows = 0;  // rows of the whole run, as far as is known
    bool isLast = false; // of the run's batches with rows
    Instant runStarted;
    QString runName; // of the destination
};

} // namespace perennial
