// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/klaviyoconnector.h"
#include "core/connect/vendors/klaviyomemo.h"
#include "core/connect/vendors/klaviyoprofilewriter.h"

#include <array>

namespace perennial {

enum class KlaviyoStage { CheckList, FindList, MakeList, Search, Import, Job, Errors, TakeOff };

template <>
struct EnumIds<KlaviyoStage>
{
    static constexpr std::array ids{"list", "find-list", "make-list", "search", "import", "job", "errors", "take-off"};
};

// Prepare finds the list, or makes it. People: looked up where only known ones, or only unknown ones, are meant; then
// one import job, asked for its state until it is complete, and for who failed in it. Off a list: looked up, then taken
// off by their ids. Requests are in klaviyoimport.cpp, what answers mean in klaviyotalks.cpp.
class KlaviyoImport final : public KlaviyoConnector
{
public:
    KlaviyoImport(const Destination &destination, const ConnectorGround &ground);

    [[nodiscard]] BatchLimits limits(RowOp op) const override;
    void appendRow(const PushRow &row, RowOp op, QByteArray &body) const override { m_profile.append(row, op, body); }
    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &talk) const override;
    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &batch, const Talk &talk,
                                                const HttpResponse &response) const override;
    [[nodiscard]] Talk afterCrash(const PushBatch &batch, const Talk &talk) const override;
    [[nodiscard]] bool needsRows(const Talk &talk) const override;
    [[nodiscard]] bool wantsPrepare() const override { return m_hasList; }

protected:
    [[nodiscard]] KlaviyoOperation operationOf(const PushBatch &batch, const Talk &talk) const override;

private:
    // https://developers.klaviyo.com/en/reference/remove_profiles_from_list
    static constexpr int MostTakenOff = 1000;

    [[nodiscard]] bool takesOff(RowOp op) const { return m_hasList && op == RowOp::TakeOut; }
    // Taking out must not make a profile of somebody whom Klaviyo does not know, or no longer.
    [[nodiscard]] bool looksUp(RowOp op) const
    {
        return op == RowOp::TakeOut || destination().mode == SyncMode::UpdateExisting ||
               destination().mode == SyncMode::CreateOnly;
    }
    [[nodiscard]] bool isSkipped(RowOp op, const KlaviyoMemo &memo, size_t place) const;
    [[nodiscard]] KlaviyoStage stageOf(const PushBatch &batch, const Talk &talk) const;
    [[nodiscard]] std::vector<size_t> sentPlaces(const PushBatch &batch, const KlaviyoMemo &memo) const;

    [[nodiscard]] QByteArray importBody(const PushBatch &batch, const KlaviyoMemo &memo) const;
    [[nodiscard]] HttpRequest searchRequest(const PushBatch &batch, const KlaviyoMemo &memo) const;

    [[nodiscard]] BatchStep readList(KlaviyoStage stage, const HttpResponse &response) const;
    [[nodiscard]] BatchStep readSearch(const PushBatch &batch, KlaviyoMemo memo, const QByteArray &answer) const;
    [[nodiscard]] BatchStep afterSearch(const PushBatch &batch, KlaviyoMemo memo) const;
    [[nodiscard]] BatchStep readImport(KlaviyoMemo memo, const QByteArray &answer) const;
    [[nodiscard]] std::optional<BatchStep> readRefusal(const PushBatch &batch, KlaviyoMemo memo,
                                                       const HttpResponse &response) const;
    [[nodiscard]] BatchStep readJob(const PushBatch &batch, KlaviyoMemo memo, const QByteArray &answer) const;
    [[nodiscard]] BatchStep readErrors(const PushBatch &batch, KlaviyoMemo memo, const QByteArray &answer) const;
    [[nodiscard]] BatchStep readTakenOff(KlaviyoMemo memo) const;
    [[nodiscard]] BatchStep finished(RowOp op, const KlaviyoMemo &memo, std::vector<RowOutcome> rows) const;

    KlaviyoProfileWriter m_profile;
    bool m_hasList;
    QString m_listName;
    QString m_listId; // empty until a Prepare found it
};

} // namespace perennial
