// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/jsontext.h"
#include "core/base/celltext.h"
#include "core/connect/vendors/googlesteps.h"
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

// https://developers.google.com/data-manager/api/reference/rest/v1/audienceMembers/ingest
constexpr int MostMembers = 10'000;
// Of a project. Uploads and what came of them are one service, lists are among the others.
// https://developers.google.com/data-manager/api/limits
constexpr int CallsAMinute = 300;
constexpr int IngestionsADay = 100'000;
constexpr int OthersADay = 50'000;
// The longest that Google keeps somebody on a list.
constexpr int MembershipDays = 540;
constexpr int ListsAPage = 1000;
constexpr int MostPosts = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

std::span<const HashedPeople::Column> knownColumns()
{
    static const std::vector<HashedPeople::Column> columns{
        {QStringLiteral("email"), MatchField::Email},          {QStringLiteral("phone"), MatchField::Phone},
        {QStringLiteral("given_name"), MatchField::FirstName}, {QStringLiteral("family_name"), MatchField::LastName},
        {QStringLiteral("region_code"), MatchField::Country},  {QStringLiteral("postal_code"), MatchField::Zip}};
    return columns;
}

bool isUpload(const Talk &talk)
{
    return talk.stage.isEmpty() || talk.stage == QLatin1String("upload");
}

BatchStep unreadable()
{
    return BatchStep::again(tr("Google's answer cannot be read."));
}

// Members of a Customer Match list by the Data Manager API. Names and addresses leave as hashes, country and postcode
// as Google wants them: readable.
class Google final : public Connector
{
public:
    Google(const Destination &destination, const ConnectorGround &ground)
        : m_people(MatchPlatform::Google, destination, knownColumns())
        , m_base(ground.base)
        , m_account(accountDigits(destination, QStringLiteral("account")))
        , m_manager(accountDigits(destination, QStringLiteral("manager")))
        , m_name(destination.account.value(QStringLiteral("list")))
        , m_list(ground.remoteIds[QLatin1String("list")].toString())
        , m_hasConsent(!destination.consentSource.isEmpty())
    {
    }

    [[nodiscard]] BatchLimits limits(RowOp) const override { return {.rows = MostMembers}; }
    [[nodiscard]] QString endpoint(const PushBatch &batch, const Talk &) const override
    {
        return batch.purpose == BatchPurpose::Rows ? QStringLiteral("IngestionService") : QStringLiteral("others");
    }
    [[nodiscard]] std::vector<RateWindow> rates(const QString &endpoint) const override
    {
        const bool ingests = endpoint == QLatin1String("IngestionService");
        return {{CallsAMinute, minutes(1)}, {ingests ? IngestionsADay : OthersADay, std::chrono::hours(24)}};
    }
    // A list that was found or made before is not sought by its name again: where it was deleted, Google's refusal
    // stops the run, instead of a new one being filled with those alone who came last.
    [[nodiscard]] bool wantsPrepare() const override { return m_list.isEmpty(); }
    [[nodiscard]] bool needsRows(const Talk &talk) const override { return isUpload(talk); }
    [[nodiscard]] int keepsDays() const override { return MembershipDays; }

    void appendRow(const PushRow &row, RowOp op, QByteArray &body) const override
    {
        appendMember(m_people.keysOf(row, op), op, body);
    }

    [[nodiscard]] HttpRequest request(const PushBatch &batch, const Talk &talk) const override
    {
        if (batch.purpose == BatchPurpose::Rows)
            return isUpload(talk) ? uploadRequest(batch, GoogleMemo::fromBytes(talk.memo)) : statusRequest(talk);
        const QStringList lists{QStringLiteral("accountTypes"), QStringLiteral("GOOGLE_ADS"),
                                QStringLiteral("accounts"), m_account, QStringLiteral("userLists")};
        HttpRequest made;
        if (talk.stage == QLatin1String("make")) {
            made = {"POST", api(lists), {{"Content-Type", "application/json"}}, listBody()};
        } else {
            QString query = QStringLiteral("pageSize=%1").arg(ListsAPage);
            if (!talk.memo.isEmpty())
                query += QLatin1String("&pageToken=") + QString::fromLatin1(talk.memo.toPercentEncoding());
            made = {"GET", api(lists, query), {}, {}};
        }
        if (!m_manager.isEmpty())
            made.headers.push_back({"login-account", "accountTypes/GOOGLE_ADS/accounts/" + m_manager.toLatin1()});
        return made;
    }

    [[nodiscard]] std::optional<BatchStep> read(const PushBatch &batch, const Talk &talk,
                                                const HttpResponse &response) const override
    {
        const bool isRows = batch.purpose == BatchPurpose::Rows;
        if (isRows && !isUpload(talk) && response.status == 404)
            return readForgotten(GoogleMemo::fromBytes(talk.memo));
        if (response.status == 400)
            return readRefusal(batch, talk, response);
        if (response.status < 200 || response.status >= 300)
            return std::nullopt;
        if (isRows && isUpload(talk))
            return readUploaded(batch, GoogleMemo::fromBytes(talk.memo), response.body);
        if (isRows) {
            const auto status = googleStatus(response.body);
            return status ? googleStep(*status, GoogleMemo::fromBytes(talk.memo)) : unreadable();
        }
        return talk.stage == QLatin1String("make") ? readMade(response.body) : readFound(response.body);
    }

    // Whether a list was made is found out first. After uploads is asked on, and soon.
    [[nodiscard]] Talk afterCrash(const PushBatch &batch, const Talk &talk) const override
    {
        if (talk.stage == QLatin1String("make"))
            return {};
        if (batch.purpose != BatchPurpose::Rows || isUpload(talk))
            return talk;
        GoogleMemo memo = GoogleMemo::fromBytes(talk.memo);
        memo.polls = 0;
        return {talk.stage, memo.toBytes()};
    }

    void authorize(HttpRequest &request, const QByteArray &secret, Instant) const override
    {
        request.headers.push_back({"Authorization", "Bearer " + secret});
    }

private:
    [[nodiscard]] QUrl api(const QStringList &parts, const QString &query = {}) const
    {
        QUrl url = urlOf(m_base, QStringLiteral("https://datamanager.googleapis.com"),
                         QStringList{QStringLiteral("v1")} + parts);
        if (!query.isEmpty())
            url.setQuery(query, QUrl::StrictMode);
        return url;
    }
    [[nodiscard]] HttpRequest statusRequest(const Talk &talk) const
    {
        const QByteArray id = QUrl::toPercentEncoding(GoogleMemo::fromBytes(talk.memo).requestId);
        const QString query = QLatin1String("requestId=") + QString::fromLatin1(id);
        return {"GET", api({QStringLiteral("requestStatus:retrieve")}, query), {}, {}};
    }
    [[nodiscard]] QByteArray listBody() const
    {
        QByteArray body = R"({"displayName":)";
        appendJsonText(body, m_name.toStdString());
        body.append(R"(,"membershipDuration":")").append(QByteArray::number(MembershipDays * 86'400)).append('s');
        return body.append(R"(","ingestedUserListInfo":{"uploadKeyTypes":["CONTACT_ID"],)"
                           R"("contactIdInfo":{"dataSourceType":"DATA_SOURCE_TYPE_FIRST_PARTY"}}})");
    }

    [[nodiscard]] HttpRequest uploadRequest(const PushBatch &batch, const GoogleMemo &memo) const
    {
        const bool adds = batch.op == RowOp::Add;
        HttpRequest made{
            "POST",
            api({adds ? QStringLiteral("audienceMembers:ingest") : QStringLiteral("audienceMembers:remove")}),
            {{"Content-Type", "application/json"}},
            targetBody()};
        if (adds)
            made.body.append(termsBody());
        made.body.append(R"("audienceMembers":[)");
        bool isFirst = true;
        for (size_t place = 0; place < batch.rows.size(); ++place) {
            if (memo.leftOut.contains(place) || !m_people.isRecognised(batch.rows[place]))
                continue;
            if (!isFirst)
                made.body.append(',');
            isFirst = false;
            appendRow(batch.rows[place], batch.op, made.body);
        }
        made.body.append("]}");
        return made;
    }
    // A dry run before the first run has no list yet.
    [[nodiscard]] QByteArray targetBody() const
    {
        const auto account = [](const QString &id) {
            return R"({"accountType":"GOOGLE_ADS","accountId":")" + id.toLatin1() + R"("})";
        };
        QByteArray body = R"({"destinations":[{"operatingAccount":)" + account(m_account);
        if (!m_manager.isEmpty())
            body.append(R"(,"loginAccount":)").append(account(m_manager));
        body.append(R"(,"productDestinationId":")").append(m_list.isEmpty() ? QByteArray("0") : m_list.toLatin1());
        return body.append(R"("}],"encoding":"HEX",)");
    }
    // Consent is claimed where the destination says that it was given, and nowhere else.
    [[nodiscard]] QByteArray termsBody() const
    {
        QByteArray body = R"("termsOfService":{"customerMatchTermsOfServiceStatus":"ACCEPTED"},)";
        if (m_hasConsent)
            body.append(R"("consent":{"adUserData":"CONSENT_GRANTED","adPersonalization":"CONSENT_GRANTED"},)");
        return body;
    }

    // {"userData":{"userIdentifiers":[{"emailAddress"}, {"phoneNumber"}, {"address"}]}}: each of one kind.
    void appendMember(const std::vector<std::string> &keys, RowOp op, QByteArray &body) const
    {
        QByteArray identifiers;
        const auto add = [&](MatchField field, const char *name) {
            const std::string key = keyOf(keys, op, field);
            if (key.empty())
                return;
            identifiers.append(identifiers.isEmpty() ? "{\"" : ",{\"").append(name).append("\":");
            appendJsonText(identifiers, key);
            identifiers.append('}');
        };
        add(MatchField::Email, "emailAddress");
        add(MatchField::Phone, "phoneNumber");
        appendAddress(keys, op, identifiers);
        body.append(R"({"userData":{"userIdentifiers":[)").append(identifiers).append("]}}");
    }
    // All four of it, or none.
    void appendAddress(const std::vector<std::string> &keys, RowOp op, QByteArray &identifiers) const
    {
        QByteArray parts;
        for (const auto &[field, name] :
             {std::pair(MatchField::FirstName, "givenName"), std::pair(MatchField::LastName, "familyName"),
              std::pair(MatchField::Country, "regionCode"), std::pair(MatchField::Zip, "postalCode")}) {
            const std::string key = keyOf(keys, op, field);
            if (key.empty())
                return;
            parts.append(parts.isEmpty() ? "\"" : ",\"").append(name).append("\":");
            appendJsonText(parts, key);
        }
        identifiers.append(identifiers.isEmpty() ? "" : ",").append(R"({"address":{)").append(parts).append("}}");
    }
    [[nodiscard]] std::string keyOf(const std::vector<std::string> &keys, RowOp op, MatchField field) const
    {
        const auto columns = m_people.columns(op);
        const auto found = std::ranges::find(columns, field, &HashedPeople::Column::field);
        return found == columns.end() ? std::string() : keys[static_cast<size_t>(found - columns.begin())];
    }

    // The first with the name that takes addresses.
    [[nodiscard]] BatchStep readFound(const QByteArray &body) const
    {
        const QJsonDocument answer = QJsonDocument::fromJson(body);
        if (!answer.isObject())
            return unreadable();
        for (const QJsonValue &list : answer[QLatin1String("userLists")].toArray())
            if (isOurs(list.toObject()))
                return known(list[QLatin1String("id")].toString());
        const QString next = answer[QLatin1String("nextPageToken")].toString();
        return next.isEmpty() ? BatchStep::goOn(QStringLiteral("make"))
                              : BatchStep::goOn(QStringLiteral("find"), next.toUtf8());
    }
    [[nodiscard]] bool isOurs(const QJsonObject &list) const
    {
        return list[QLatin1String("displayName")].toString() == m_name && !list[QLatin1String("readOnly")].toBool() &&
               list[QLatin1String("membershipStatus")].toString() != QLatin1String("CLOSED") &&
               list[QLatin1String("ingestedUserListInfo")][QLatin1String("uploadKeyTypes")].toArray().contains(
                   QStringLiteral("CONTACT_ID"));
    }
    [[nodiscard]] static BatchStep readMade(const QByteArray &body)
    {
        return known(QJsonDocument::fromJson(body)[QLatin1String("id")].toString());
    }
    [[nodiscard]] static BatchStep known(const QString &list)
    {
        if (!isAllDigits(list.toStdString()))
            return unreadable();
        BatchStep step = BatchStep::done();
        step.remoteIds = {{QStringLiteral("list"), list}};
        return step;
    }

    [[nodiscard]] BatchStep readUploaded(const PushBatch &batch, GoogleMemo memo, const QByteArray &body) const
    {
        memo.requestId = QJsonDocument::fromJson(body)[QLatin1String("requestId")].toString();
        if (memo.requestId.isEmpty())
            return unreadable();
        leaveOutUnrecognised(batch, memo);
        memo.rows = static_cast<qint64>(batch.rows.size());
        memo.polls = 0;
        ++memo.posts;
        return googleWorking(memo);
    }
    void leaveOutUnrecognised(const PushBatch &batch, GoogleMemo &memo) const
    {
        for (size_t place = 0; place < batch.rows.size(); ++place)
            if (!m_people.isRecognised(batch.rows[place]))
                memo.leftOut.insert(place, notRecognised(place).reason);
    }

    // Nobody of an upload that is refused was taken: it goes again without those whom Google names.
    [[nodiscard]] BatchStep readRefusal(const PushBatch &batch, const Talk &talk, const HttpResponse &response) const
    {
        const GoogleRefusal refusal = googleRefusal(response);
        const QString reason = tr("Google refused it: %1").arg(refusal.words);
        if (batch.purpose != BatchPurpose::Rows || !isUpload(talk) || refusal.isAboutList)
            return BatchStep::stop(reason);
        GoogleMemo memo = GoogleMemo::fromBytes(talk.memo);
        if (!refusal.isAboutMembers || ++memo.posts > MostPosts)
            return BatchStep::split(refusal.members.isEmpty() ? reason : refusal.members.first());
        leaveOutUnrecognised(batch, memo);
        size_t member = 0;
        for (size_t place = 0; place < batch.rows.size(); ++place)
            if (!memo.leftOut.contains(place)) {
                if (const auto named = refusal.members.find(member); named != refusal.members.end())
                    memo.leftOut.insert(place, named.value());
                ++member;
            }
        return static_cast<size_t>(memo.leftOut.size()) == batch.rows.size() ? googleDone(memo) : googleUpload(memo);
    }

    // Uploads are remembered for a while; what came of this one is found out by doing it again.
    [[nodiscard]] static std::optional<BatchStep> readForgotten(const GoogleMemo &memo)
    {
        if (memo.polls < GooglePollsBeforeForgotten)
            return googleStep({}, memo);
        return memo.posts < MostPosts ? std::optional(googleUpload(memo)) : std::nullopt;
    }

    HashedPeople m_people;
    QUrl m_base;
    QString m_account;
    QString m_manager; // who signs in, where that is another account
    QString m_name;
    QString m_list; // its id; empty before it was found or made
    bool m_hasConsent;
};

} // namespace

std::unique_ptr<Connector> makeGoogle(const Destination &destination, const ConnectorGround &ground)
{
    return std::make_unique<Google>(destination, ground);
}

} // namespace perennial
