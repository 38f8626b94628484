// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/hubspotanswers.h"
#include "core/connect/vendors/hubspotmemo.h"

namespace perennial {

// Contacts by their e-mail address, a hundred at a time, and a list they are on: first its id is looked up, and it is
// made where nothing is called so. Whoever comes onto the list, or leaves it, must be known by id: the answer to a
// write tells it, or a lookup does. No call here says anything of subscriptions: a contact that opted out stays so, and
// a new one is subscribed to nothing. What is asked is in hubspot.cpp, what answers mean in hubspottalks.cpp.
class HubSpot final : public Connector
{
public:
    HubSpot(const Destination &destination, const ConnectorGround &ground);

    [[nodiscard]] BatchLimits limits(RowOp op) const override;
    [[nodiscard]] QString endpoint(const PushBatch &batch, const Talk &talk) const override;
    [[nodiscard]] std::vector<RateWindow> rates(const QString &endpoint) const override;
    [[nodiscard]] bool wantsPrepare() const override { return m_destination.way == DeliveryWay::List; }
    void appendRow(const PushRow &row, RowOp op, QByteArray &body) const override;
    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &talk) const override;
    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &batch, const Talk &talk,
                                                const HttpResponse &response) const override;
    [[nodiscard]] Talk afterCrash(const PushBatch &batch, const Talk &talk) const override;
    void authorize(HttpRequest &request, const QByteArray &secret, Instant now) const override;

private:
    [[nodiscard]] HubSpotStage stageOf(const PushBatch &batch, const Talk &talk) const;
    [[nodiscard]] QString listName() const { return m_destination.account.value(QStringLiteral("list")); }
    [[nodiscard]] bool hasProperties(const PushRow &row) const;
    // The places of a batch that a stage asks about.
    [[nodiscard]] std::vector<size_t> places(const PushBatch &batch, HubSpotStage stage, const HubSpotMemo &memo) const;

    void appendProperties(const PushRow &row, QByteArray &body) const;
    [[nodiscard]] QByteArray searchBody(int offset) const;
    [[nodiscard]] QByteArray listBody() const;
    [[nodiscard]] QByteArray findBody(const PushBatch &batch, const std::vector<size_t> &wanted) const;
    [[nodiscard]] QByteArray writeBody(const PushBatch &batch, const std::vector<size_t> &wanted,
                                       const HubSpotMemo *memo) const;
    [[nodiscard]] HttpRequest contacts(const char *action, const QByteArray &body) const;
    [[nodiscard]] HttpRequest lists(const QByteArray &method, const QStringList &parts, const QByteArray &body) const;

    [[nodiscard]] std::optional<BatchStep> readRefused(const PushBatch &batch, HubSpotStage stage,
                                                       const HttpResponse &response) const;
    [[nodiscard]] std::optional<BatchStep> readChecked(const HttpResponse &response) const;
    [[nodiscard]] BatchStep readSearched(HubSpotStage stage, const Talk &talk, const HttpResponse &response) const;
    [[nodiscard]] BatchStep readMade(const HttpResponse &response) const;
    [[nodiscard]] BatchStep listFound(const HubSpotList &list) const;
    [[nodiscard]] BatchStep readFound(const PushBatch &batch, HubSpotMemo memo, const HttpResponse &response) const;
    [[nodiscard]] BatchStep readWritten(const PushBatch &batch, HubSpotStage stage, HubSpotMemo memo,
                                        const HttpResponse &response) const;
    [[nodiscard]] BatchStep readNew(const PushBatch &batch, HubSpotMemo memo, const HttpResponse &response) const;
    [[nodiscard]] static BatchStep readMembers(const PushBatch &batch, HubSpotMemo memo, const HttpResponse &response);
    // The first of these stages that has something to ask, or the end.
    [[nodiscard]] BatchStep goOn(const PushBatch &batch, std::span<const HubSpotStage> stages,
                                 const HubSpotMemo &memo) const;

    Destination m_destination;
    ConnectorGround m_ground;
    std::vector<QByteArray> m_names; // of properties, as JSON texts
};

} // namespace perennial
