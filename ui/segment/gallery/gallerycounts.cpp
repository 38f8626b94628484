// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/gallerycounts.h"

namespace perennial {

GalleryCounts::GalleryCounts(JobRunner &runner, SegmentOracle &oracle, QObject *parent)
    : QObject(parent)
    , m_oracle(oracle)
    , m_request(runner, [this](const Result<SegmentFigures> &figures) {
        const QString id = std::exchange(m_running, {});
        if (figures)
            Q_EMIT counted(id, figures->members, figures->people);
        next();
    })
{
}

void GalleryCounts::count(std::map<QString, SegmentDoc> docs)
{
    m_waiting = std::move(docs);
    next();
}

void GalleryCounts::stop()
{
    m_waiting.clear();
    m_request.cancel();
}

QString GalleryCounts::nextId() const
{
    const QStringList first = m_first ? m_first() : QStringList();
    for (const QString &id : first) {
        if (m_waiting.contains(id))
            return id;
    }
    return m_waiting.begin()->first;
}

void GalleryCounts::next()
{
    if (m_waiting.empty() || !m_oracle.isReady())
        return;
    m_running = nextId();
    const auto doc = m_waiting.extract(m_running);
    m_request.ask(
        tr("Counting templates"),
        m_oracle.prepare({.doc = doc.mapped(), .asOf = Instant::now(), .detail = FigureDetail::Counts, .memory = {}}));
}

} // namespace perennial
