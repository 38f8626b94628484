// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"
#include "core/base/celltext.h"
#include "core/connect/vendors/hashedpeople.h"
#include "core/connect/vendors/rowanswers.h"
#include "core/connect/vendors/vendormakers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

using std::chrono::minutes;

// https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences
constexpr int MostRows = 10'000;
constexpr int AudiencesAPage = 100;
// Waited where Meta does not say how long, and at most.
constexpr minutes UnsaidThrottle{1};
constexpr int LongestThrottleMinutes = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

std::span<const HashedPeople::Column> knownColumns()
{
    static const std::vector<HashedPeople::Column> columns{
        {QStringLiteral("EMAIL"), MatchField::Email},    {QStringLiteral("PHONE"), MatchField::Phone},
        {QStringLiteral("FN"), MatchField::FirstName},   {QStringLiteral("LN"), MatchField::LastName},
        {QStringLiteral("CT"), MatchField::City},        {QStringLiteral("ST"), MatchField::State},
        {QStringLiteral("ZIP"), MatchField::Zip},        {QStringLiteral("COUNTRY"), MatchField::Country},
        {QStringLiteral("EXTERN_ID"), MatchField::OwnId}};
    return columns;
}

// Meta asks for a session around its batches, numbered from 1 without a gap. Batches of a run leave side by side, and
// halves come late: no number of theirs stays true. So each is a session of its own, the same in every repeat.
quint64 sessionOf(const PushBatch &batch)
{
    return std::max<quint64>(1, batch.key.left(15).toULongLong(nullptr, 16));
}

// The longest of {ACCOUNT: [{"type", "estimated_time_to_regain_access": minutes}]}.
// https://developers.facebook.com/docs/graph-api/overview/rate-limiting
minutes throttleOf(const HttpResponse &response)
{
    int longest = 0;
    const QJsonObject usage = QJsonDocument::fromJson(response.header("X-Business-Use-Case-Usage")).object();
    for (const QJsonValue &account : usage)
        for (const QJsonValue &use : account.toArray())
            longest = std::max(longest, use[QLatin1String("estimated_time_to_regain_access")].toInt());
    return longest <= 0 ? UnsaidThrottle : minutes(std::min(longest, LongestThrottleMinutes));
}

// {"error": {"message", "code", "error_subcode", "is_transient", "error_user_msg"}}, nearly always as HTTP 400.
// https://developers.facebook.com/docs/graph-api/guides/error-handling
struct MetaError
{
    int code = 0; // 0: no error of this shape
    int subcode = 0;
    bool isTransient = false;
    QString words;

    static MetaError of(const HttpResponse &response)
    {
        const QJsonObject error = QJsonDocument::fromJson(response.body).object()[QLatin1String("error")].toObject();
        const QString forPeople = error[QLatin1String("error_user_msg")].toString();
        return {.code = error[QLatin1String("code")].toInt(),
                .subcode = error[QLatin1String("error_subcode")].toInt(),
                .isTransient = error[QLatin1String("is_transient")].toBool(),
                .words =
                    withoutAddresses(forPeople.isEmpty() ? error[QLatin1String("message")].toString() : forPeople)};
    }

    [[nodiscard]] bool isThrottle() const { return code == 4 || code == 17 || code == 613 || code == 80003; }
    [[nodiscard]] bool isToken() const { return code == 102 || code == 190; }
    [[nodiscard]] bool isPermission() const { return code == 3 || code == 10 || (code >= 200 && code < 300); }
    [[nodiscard]] bool isTrouble() const { return isTransient || code == 1 || code == 2; }
    // 33: the audience is not there, or not for this token. 1713230: its name hints at health or money.
    [[nodiscard]] bool isAboutAudience() const { return code == 100 && (subcode == 33 || subcode == 1713230); }
};

BatchStep stepOf(const MetaError &error, const PushBatch &batch, const HttpResponse &response)
{
    if (error.isThrottle())
        return BatchStep::throttled(throttleOf(response));
    if (error.isToken())
        return BatchStep::stop(
            tr("Meta does not accept the token: %1 Enter one that is valid, then send again.").arg(error.words));
    if (error.isPermission())
        return BatchStep::stop(
            tr("Meta does not allow it: %1 Give the token the permission, then send again.").arg(error.words));
    if (error.isTrouble())
        return BatchStep::again(tr("Meta is in trouble: %1").arg(error.words));
    const QString reason = tr("Meta refused it: %1").arg(error.words);
    return batch.rows.empty() || error.isAboutAudience() ? BatchStep::stop(reason) : BatchStep::split(reason);
}

BatchStep unreadable()
{
    return BatchStep::again(tr("Meta's answer cannot be read."));
}

// Members of a custom audience from a customer file. Only hashes leave, and our own id where it is mapped. People are
// matched, so that a repeat changes nothing.
class Meta final : public Connector
{
public:
    Meta(const Destination &destination, const ConnectorGround &ground)
        : m_people(MatchPlatform::Meta, destination, knownColumns())
        , m_base(ground.base)
        , m_account(accountDigits(destination, QStringLiteral("account")))
        , m_name(destination.account.value(QStringLiteral("list")))
        , m_audience(ground.remoteIds[QLatin1String("audience")].toString())
    {
    }

    [[nodiscard]] BatchLimits limits(RowOp) const override { return {.rows = MostRows}; }
    // No numbers are published; who is throttled is throttled everywhere.
    [[nodiscard]] QString endpoint(const PushBatch &, const Talk &) const override { return QStringLiteral("graph"); }
    [[nodiscard]] std::vector<RateWindow> rates(const QString &) const override { return {}; }
    // An audience that was found or made before is not sought by its name again: where it was deleted, Meta's refusal
    // stops the run, instead of a new one being filled with those alone who came last.
    [[nodiscard]] bool wantsPrepare() const override { return m_audience.isEmpty(); }

    void appendRow(const PushRow &row, RowOp op, QByteArray &body) const override
    {
        appendKeys(m_people.keysOf(row, op), body);
    }

    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &talk) const override
    {
        if (batch.purpose == BatchPurpose::Rows)
            return written(batch.op == RowOp::Add ? "POST" : "DELETE", users(), usersBody(batch));
        const QStringList audiences{QStringLiteral("act_") + m_account, QStringLiteral("customaudiences")};
        if (talk.stage == QLatin1String("make"))
            return written("POST", audiences, audienceBody());
        QString query = QStringLiteral("fields=id,name,subtype&limit=%1").arg(AudiencesAPage);
        if (!talk.memo.isEmpty())
            query += QLatin1String("&after=") + QString::fromLatin1(talk.memo.toPercentEncoding());
        HttpRequest made{"GET", graph(audiences), {}, {}};
        made.url.setQuery(query, QUrl::StrictMode);
        return made;
    }

    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &batch, const Talk &talk,
                                                const HttpResponse &response) const override
    {
        const bool isTaken = response.status >= 200 && response.status < 300;
        if (const MetaError error = MetaError::of(response); error.code != 0 && response.status < 500)
            return stepOf(error, batch, response);
        if (!isTaken)
            return std::nullopt;
        const QJsonObject answer = QJsonDocument::fromJson(response.body).object();
        if (batch.purpose == BatchPurpose::Rows)
            return readUsers(batch, response.status, answer);
        return talk.stage == QLatin1String("make") ? readMade(answer) : readFound(answer);
    }

    // Whether it was made is found out first.
    [[nodiscard]] Talk afterCrash(const PushBatch &, const Talk &talk) const override
    {
        return talk.stage == QLatin1String("make") ? Talk{} : talk;
    }

    void authorize(HttpRequest &request, const QByteArray &secret, Instant) const override
    {
        request.headers.push_back({"Authorization", "Bearer " + secret});
    }

private:
    [[nodiscard]] QUrl graph(const QStringList &parts) const
    {
        return urlOf(m_base, QStringLiteral("https://graph.facebook.com"),
                     QStringList{QStringLiteral("v25.0")} + parts);
    }
    [[nodiscard]] HttpRequest written(const QByteArray &method, const QStringList &parts, const QByteArray &body) const
    {
        return {method, graph(parts), {{"Content-Type", "application/json"}}, body};
    }
    // A dry run before the first run has no audience yet.
    [[nodiscard]] QStringList users() const
    {
        return {m_audience.isEmpty() ? QStringLiteral("0") : m_audience, QStringLiteral("users")};
    }
    [[nodiscard]] QByteArray audienceBody() const
    {
        QByteArray body = R"({"name":)";
        appendJsonText(body, m_name.toStdString());
        return body.append(R"(,"subtype":"CUSTOM","customer_file_source":"USER_PROVIDED_ONLY"})");
    }
    static void appendKeys(std::span<const std::string> keys, QByteArray &body)
    {
        for (size_t i = 0; i < keys.size(); ++i) {
            body.append(i == 0 ? '[' : ',');
            appendJsonText(body, keys[i]);
        }
        body.append(']');
    }
    [[nodiscard]] QByteArray usersBody(const PushBatch &batch) const
    {
        QByteArray rows;
        qint64 sent = 0;
        for (const PushRow &row : batch.rows) {
            if (!m_people.isRecognised(row))
                continue;
            if (sent++ > 0)
                rows.append(',');
            appendRow(row, batch.op, rows);
        }
        QByteArray body = R"({"session":{"session_id":)" + QByteArray::number(sessionOf(batch));
        body.append(R"(,"batch_seq":1,"last_batch_flag":true,"estimated_num_total":)").append(QByteArray::number(sent));
        body.append(R"(},"payload":{"schema":)");
        std::vector<std::string> names;
        for (const HashedPeople::Column &column : m_people.columns(batch.op))
            names.push_back(column.name.toStdString());
        appendKeys(names, body);
        return body.append(R"(,"data":[)").append(rows).append("]}}");
    }

    // Of several with the name, the one Meta names first. Only those made from customer files take people.
    [[nodiscard]] BatchStep readFound(const QJsonObject &answer) const
    {
        if (!answer[QLatin1String("data")].isArray())
            return unreadable();
        for (const QJsonValue &one : answer[QLatin1String("data")].toArray())
            if (one[QLatin1String("name")].toString() == m_name &&
                one[QLatin1String("subtype")].toString(QStringLiteral("CUSTOM")) == QLatin1String("CUSTOM"))
                return known(one[QLatin1String("id")].toString());
        const QJsonObject paging = answer[QLatin1String("paging")].toObject();
        const QString after = paging[QLatin1String("cursors")][QLatin1String("after")].toString();
        if (paging.contains(QLatin1String("next")) && !after.isEmpty())
            return BatchStep::goOn(QStringLiteral("find"), after.toUtf8());
        return BatchStep::goOn(QStringLiteral("make"));
    }
    [[nodiscard]] static BatchStep readMade(const QJsonObject &answer)
    {
        return known(answer[QLatin1String("id")].toString());
    }
    [[nodiscard]] static BatchStep known(const QString &audience)
    {
        if (!isAllDigits(audience.toStdString()))
            return unreadable();
        BatchStep step = BatchStep::done();
        step.remoteIds = {{QStringLiteral("audience"), audience}};
        return step;
    }

    [[nodiscard]] BatchStep readUsers(const PushBatch &batch, int status, const QJsonObject &answer) const
    {
        if (!answer.contains(QLatin1String("num_received")))
            return unreadable();
        std::vector<RowOutcome> outcomes;
        for (size_t i = 0; i < batch.rows.size(); ++i)
            if (!m_people.isRecognised(batch.rows[i]))
                outcomes.push_back(notRecognised(i));
        const qint64 refused = answer[QLatin1String("num_invalid_entries")].toInteger();
        if (refused <= 0)
            return BatchStep::done(std::move(outcomes));
        const QString reason = tr("Meta cannot read what it was sent of this person.");
        const std::vector<size_t> named = namedIn(batch, answer[QLatin1String("invalid_entry_samples")]);
        if (static_cast<qint64>(named.size()) != refused)
            return partlyRefused(static_cast<qint64>(batch.rows.size()), refused, status, reason);
        for (const size_t place : named)
            outcomes.push_back({place, RowVerdict::Failed, status, reason});
        return BatchStep::done(std::move(outcomes));
    }
    // Samples, in a shape that is not published: whoever has a hash that stands in them.
    [[nodiscard]] std::vector<size_t> namedIn(const PushBatch &batch, const QJsonValue &samples) const
    {
        const QByteArray text = QJsonDocument(QJsonArray{samples}).toJson(QJsonDocument::Compact);
        const auto stands = [&text](const std::string &key) {
            return key.size() == 64 && text.contains(QByteArrayView(key.data(), 64));
        };
        std::vector<size_t> places;
        for (size_t i = 0; i < batch.rows.size(); ++i)
            if (std::ranges::any_of(m_people.keysOf(batch.rows[i], batch.op), stands))
                places.push_back(i);
        return places;
    }

    HashedPeople m_people;
    QUrl m_base;
    QString m_account;
    QString m_name;
    QString m_audience; // its id; empty before it was found or made
};

} // namespace

std::unique_ptr<Connector> makeMeta(const Destination &destination, const ConnectorGround &ground)
{
    return std::make_unique<Meta>(destination, ground);
}

} // namespace perennial
