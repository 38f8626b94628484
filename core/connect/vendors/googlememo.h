// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace perennial {

// What the conversation about a batch for Google keeps between its stages.
struct GoogleMemo
{
    QString requestId; // of the upload that Google works on
    int polls = 0;     // asked after it so often
    int posts = 0;     // uploaded so often
    qint64 rows = 0;   // of the batch
    // Left out of the upload, by place, and why: none of them is told before the batch is done, since it may still be
    // halved.
    QMap<size_t, QString> leftOut;

    [[nodiscard]] static GoogleMemo fromBytes(const QByteArray &bytes);
    [[nodiscard]] QByteArray toBytes() const;
};

} // namespace perennial
