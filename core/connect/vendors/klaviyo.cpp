// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"
#include "core/connect/vendors/klaviyoanswers.h"
#include "core/connect/vendors/klaviyoimport.h"
#include "core/connect/vendors/vendormakers.h"

namespace perennial {

namespace {

// One event a person, with an id of its own: of events that repeat it Klaviyo keeps the first. The bulk call would
// refuse all of its events for one that repeats. Without a time: when it arrives is when a flow starts.
class KlaviyoEvents final : public KlaviyoConnector
{
public:
    KlaviyoEvents(const Destination &destination, const ConnectorGround &ground)
        : KlaviyoConnector(destination, ground)
    {
        for (size_t i = 0; i < destination.fields.size(); ++i)
            m_properties.push_back(KlaviyoMember::make(destination.fields[i].target, i));
        appendJsonText(m_metric, destination.account.value(QStringLiteral("event")).toStdString());
    }

    // https://developers.klaviyo.com/en/reference/create_event
    [[nodiscard]] BatchLimits limits(RowOp) const override
    {
        return {.rows = 1, .bytes = 5'000'000, .bytesPerRow = 5'000'000, .connections = 12};
    }

    void appendRow(const PushRow &row, RowOp, QByteArray &body) const override
    {
        body.append(R"({"properties":{)");
        appendKlaviyoMembers(m_properties, row, KlaviyoSpelling::Typed, "", body);
        body.append(R"(},"metric":{"data":{"type":"metric","attributes":{"name":)").append(m_metric);
        body.append(R"(}}},"profile":{"data":{"type":"profile","attributes":)");
        appendKlaviyoIdentifiers(row, body);
        body.append("}}}}");
    }

    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &talk) const override
    {
        QByteArray body = R"({"data":{"type":"event","attributes":)";
        for (const PushRow &row : batch.rows) { // there is one
            appendRow(row, batch.op, body);
            body.chop(1);
            body.append(R"(,"unique_id":")").append(batch.key).append('-').append(QByteArray::number(row.id.value));
        }
        return klaviyoRequest(operationOf(batch, talk), ground().base, {}, {}, body.append(R"("}}})"));
    }

    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &batch, const Talk &,
                                                const HttpResponse &response) const override
    {
        return klaviyoRefusedStep(batch, response);
    }

protected:
    [[nodiscard]] KlaviyoOperation operationOf(const PushBatch &, const Talk &) const override
    {
        return KlaviyoOperation::CreateEvent;
    }

private:
    std::vector<KlaviyoMember> m_properties;
    QByteArray m_metric;
};

// By e-mail address, a hundred at a time. An answer with a job in it is all that can be had: from the live service it
// is told that these jobs stay "processing" and count everybody as skipped, while hours later all are suppressed.
class KlaviyoSuppressions final : public KlaviyoConnector
{
public:
    using KlaviyoConnector::KlaviyoConnector;

    // https://developers.klaviyo.com/en/reference/bulk_suppress_profiles
    [[nodiscard]] BatchLimits limits(RowOp) const override { return {.rows = 100, .connections = 6}; }

    void appendRow(const PushRow &row, RowOp, QByteArray &body) const override
    {
        body.append(R"({"type":"profile","attributes":{"email":)");
        appendJsonText(body, row.email);
        body.append("}}");
    }

    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &talk) const override
    {
        QByteArray body = batch.op == RowOp::Add ? R"({"data":{"type":"profile-suppression-bulk-create-job",)"
                                                 : R"({"data":{"type":"profile-suppression-bulk-delete-job",)";
        body.append(R"("attributes":{"profiles":{"data":)");
        char before = '[';
        for (const size_t place : sentPlaces(batch, KlaviyoMemo::fromBytes(talk.memo))) {
            body.append(before);
            before = ',';
            appendRow(batch.rows[place], batch.op, body);
        }
        return klaviyoRequest(operationOf(batch, talk), ground().base, {}, {}, body.append("]}}}}"));
    }

    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &batch, const Talk &talk,
                                                const HttpResponse &response) const override
    {
        KlaviyoMemo memo = KlaviyoMemo::fromBytes(talk.memo);
        const auto complaints =
            isKlaviyoRefusal(response.status) ? klaviyoRefusal(response.body) : std::optional<KlaviyoComplaints>();
        const std::vector<size_t> sent = sentPlaces(batch, memo);
        auto rows = complaints ? klaviyoRefusedRows(*complaints, sent, response.status) : std::nullopt;
        if (!rows)
            return klaviyoRefusedStep(batch, response);
        if (rows->size() == sent.size())
            return BatchStep::done(std::move(*rows));
        for (const RowOutcome &row : *rows)
            addBit(memo.refused, row.place, batch.rows.size());
        return BatchStep::goOn(QStringLiteral("others"), memo.toBytes(), {}, std::move(*rows));
    }

protected:
    [[nodiscard]] KlaviyoOperation operationOf(const PushBatch &batch, const Talk &) const override
    {
        return batch.op == RowOp::Add ? KlaviyoOperation::Suppress : KlaviyoOperation::Unsuppress;
    }

private:
    [[nodiscard]] static std::vector<size_t> sentPlaces(const PushBatch &batch, const KlaviyoMemo &memo)
    {
        std::vector<size_t> places;
        for (size_t i = 0; i < batch.rows.size(); ++i)
            if (!hasBit(memo.refused, i))
                places.push_back(i);
        return places;
    }
};

} // namespace

std::unique_ptr<Connector> makeKlaviyo(const Destination &destination, const ConnectorGround &ground)
{
    switch (destination.way) {
    case DeliveryWay::Event:
        return std::make_unique<KlaviyoEvents>(destination, ground);
    case DeliveryWay::Suppression:
        return std::make_unique<KlaviyoSuppressions>(destination, ground);
    case DeliveryWay::Profiles:
    case DeliveryWay::List:
    case DeliveryWay::Property:
        break;
    }
    return std::make_unique<KlaviyoImport>(destination, ground);
}

} // namespace perennial
