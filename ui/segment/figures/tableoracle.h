// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

namespace perennial {

class Workspace;

// Answers from the columns of the open store.
class TableOracle : public SegmentOracle
{
public:
    explicit TableOracle(Workspace &workspace)
        : m_workspace(workspace)
    {
    }

    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] Work prepare(SegmentQuestion question) override;

private:
    Workspace &m_workspace;
};

} // namespace perennial
