// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QHash>
#include <QJsonValue>
#include <QTimeZone>

namespace perennial {

class Workspace;

// Somebody to fill a text in with.
struct PreviewPerson
{
    ProfileId id;
    QString name;
    QHash<QString, QJsonValue> properties; // by fieldKey()
    QHash<QString, QJsonValue> trigger;    // of the newest event that would have started the flow
    QTimeZone zone;
    QString currency;
};

// Finds people and what is known of them, out of sight of the editor that shows them.
class PreviewPeople
{
public:
    template <class T>
    using Done = std::function<void(T)>;

    PreviewPeople() = default;
    virtual ~PreviewPeople() = default;
    Q_DISABLE_COPY_MOVE(PreviewPeople)

    // The newest question is the only one answered.
    virtual void search(const QString &text, Done<std::vector<SamplePerson>> done) = 0;
    virtual void read(ProfileId id, const QString &triggerMetric, Done<PreviewPerson> done) = 0;
};

// In the open store.
class StorePreviewPeople : public PreviewPeople
{
public:
    explicit StorePreviewPeople(Workspace &workspace);

    void search(const QString &text, Done<std::vector<SamplePerson>> done) override;
    void read(ProfileId id, const QString &triggerMetric, Done<PreviewPerson> done) override;

private:
    Workspace &m_workspace;
    Done<std::vector<SamplePerson>> m_found;
    Done<PreviewPerson> m_known;
    LatestRequest<std::vector<SamplePerson>> m_searching;
    LatestRequest<PreviewPerson> m_reading;
};

} // namespace perennial
