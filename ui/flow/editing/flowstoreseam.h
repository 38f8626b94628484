// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/flow/document/flowdoc.h"

#include <functional>

namespace perennial {

// A saved flow at its newest version.
struct KeptFlow
{
    qint64 id = 0;
    QString name;
    int version = 0;
    QByteArray document;
    Instant created;
    Instant updated;
};

struct KeptFlowVersion
{
    int version = 0;
    Instant at;
    QByteArray document;
    QString note;
};

// What is to be saved, and into which version.
struct FlowErrand
{
    FlowDoc doc;
    qint64 id = 0; // 0: a new flow
    QString keptName;
    int amends = 0;              // 0: a new version
    std::optional<QString> note; // to stand beside the version
};

struct FlowOutcome
{
    qint64 id = 0;
    QString name;
    QString nameProblem; // why the wanted name was not taken
    int version = 0;
};

// Where flows are kept. Every member runs in a job, on a store of its own by path, and may be called from several at
// once.
class FlowStoreSeam
{
public:
    FlowStoreSeam() = default;
    virtual ~FlowStoreSeam() = default;
    Q_DISABLE_COPY_MOVE(FlowStoreSeam)

    [[nodiscard]] virtual Result<std::vector<KeptFlow>> list(const QString &path) = 0;
    [[nodiscard]] virtual Result<std::vector<KeptFlowVersion>> versions(const QString &path, qint64 id) = 0;
    [[nodiscard]] virtual Result<FlowOutcome> save(const QString &path, const FlowErrand &errand) = 0;
    [[nodiscard]] virtual Result<void> remove(const QString &path, qint64 id) = 0;
    [[nodiscard]] virtual Result<void> restore(const QString &path, qint64 id) = 0;
};

} // namespace perennial
