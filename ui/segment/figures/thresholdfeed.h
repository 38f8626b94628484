// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "core/segment/document/segmentdoc.h"
#include "core/segment/sets/distribution.h"

#include <QObject>

#include <list>
#include <map>
#include <memory>

namespace perennial {

class ProfileTable;
class Workspace;

using Distributions = std::map<NodePath, std::shared_ptr<const Distribution>>;

// How the numbers behind a document's thresholds are spread over everybody, one after the other, in the background.
// What was asked for a little while ago is remembered: dragging a threshold asks nothing.
class ThresholdFeed : public QObject
{
    Q_OBJECT

public:
    explicit ThresholdFeed(Workspace &workspace, QObject *parent = nullptr);

    void ask(const SegmentDoc &doc, Instant asOf);
    void forget();

Q_SIGNALS:
    // Those of the document asked last that are known by now.
    void found(const perennial::Distributions &distributions);

private:
    struct Known
    {
        QByteArray key;
        std::shared_ptr<const Distribution> distribution;
    };
    struct Wanted
    {
        NodePath path;
        QByteArray key;
    };

    void comeHome(Result<Known> known);
    [[nodiscard]] bool isWanted(const QByteArray &key) const;
    [[nodiscard]] const Known *known(const QByteArray &key);
    void remember(Known known);
    void tell();
    void askNext();

    Workspace &m_workspace;
    std::shared_ptr<const ProfileTable> m_table; // whose numbers are known
    SegmentDoc m_doc;
    Instant m_asOf;
    std::vector<Wanted> m_wanted;
    std::list<Known> m_known; // the latest used first
    QByteArray m_running;
    LatestRequest<Known> m_request;
};

} // namespace perennial
