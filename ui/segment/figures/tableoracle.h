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
    [[nodiscard]] Answering<WhyAnswer> prepareWhy(WhyQuestion question) override;
    [[nodiscard]] Answering<LeftOut> prepareLeftOut(LeftOutQuestion question) override;
    [[nodiscard]] Answering<std::vector<HistoryPoint>> prepareHistory(HistoryQuestion question) override;
    [[nodiscard]] Answering<Moves> prepareMoves(MovesQuestion question) override;
    [[nodiscard]] Answering<std::vector<ProfileId>> preparePeople(PeopleQuestion question) override;
    [[nodiscard]] Answering<std::vector<SamplePerson>> prepareSearch(QString text, int limit) override;

private:
    Workspace &m_workspace;
};

} // namespace perennial
