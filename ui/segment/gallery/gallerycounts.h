// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QObject>
#include <QStringList>

#include <map>

namespace perennial {

// Counts many segments in the background, one after the other, those that are looked at first.
class GalleryCounts : public QObject
{
    Q_OBJECT

public:
    GalleryCounts(JobRunner &runner, SegmentOracle &oracle, QObject *parent = nullptr);

    // Which are wanted before the others, asked before each.
    void setFirst(std::function<QStringList()> first) { m_first = std::move(first); }
    // Begins anew; what was under way is dropped.
    void count(std::map<QString, SegmentDoc> docs);
    void stop();

Q_SIGNALS:
    void counted(const QString &id, qint64 people, qint64 of);

private:
    void next();
    [[nodiscard]] QString nextId() const;

    SegmentOracle &m_oracle;
    std::function<QStringList()> m_first;
    std::map<QString, SegmentDoc> m_waiting;
    QString m_running;
    LatestRequest<SegmentFigures> m_request;
};

} // namespace perennial
