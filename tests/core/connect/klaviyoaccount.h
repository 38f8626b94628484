// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHttpServer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <map>
#include <set>

namespace perennial {

// As much of Klaviyo as a run needs: profiles by their address, one list, jobs that take a while, what each refuses.
struct KlaviyoAccount
{
    QHttpServer server;
    quint16 port = 0;
    std::map<QString, QJsonObject> profiles; // attributes, by address
    std::map<QString, std::set<QString>> lists;
    std::set<QString> suppressed;
    std::map<QString, int> events;        // by unique_id: how often they came
    std::set<QString> refusedAtOnce;      // addresses: with them a request is refused
    std::set<QString> failingInImport;    // addresses: taken, but they fail in the job
    size_t imports = 0;                   // that were taken
    std::function<void()> polled = [] {}; // a job's state was asked for
    int brokenAnswers = 0;                // of requests that were obeyed, the first so many are answered with 503
    int withoutKey = 0;

    KlaviyoAccount()
    {
        server.setMissingHandler([this](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
            status = 200;
            const QJsonObject said = answer(request);
            if (status < 400 && brokenAnswers > 0 && request.method() != QHttpServerRequest::Method::Get) {
                --brokenAnswers;
                status = 503;
            }
            responder.write(QJsonDocument(said), static_cast<QHttpServerResponder::StatusCode>(status));
        });
        port = server.listen(QHostAddress::LocalHost);
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)); }

private:
    using Method = QHttpServerRequest::Method;

    struct Job
    {
        int polls = 0;
        QJsonArray errors;
    };

    QJsonObject answer(const QHttpServerRequest &request)
    {
        bool hasKey = false;
        for (const auto &[name, value] : request.headers())
            hasKey |= name.compare("authorization", Qt::CaseInsensitive) == 0 && value == "Klaviyo-API-Key pk_test";
        withoutKey += hasKey ? 0 : 1;
        const QStringList path = request.url().path().split(QLatin1Char('/')).mid(2);
        const QJsonObject body = QJsonDocument::fromJson(request.body()).object();
        if (path[0] == QLatin1String("lists"))
            return ofLists(request, path, body);
        if (path[0] == QLatin1String("profiles"))
            return found(QUrlQuery(request.url()).queryItemValue(QStringLiteral("filter"), QUrl::FullyDecoded));
        const QJsonObject data = body[QLatin1String("data")].toObject();
        if (path[0] == QLatin1String("profile-bulk-import-jobs"))
            return request.method() == Method::Post ? take(data) : ofJob(path);
        const QJsonObject attributes = data[QLatin1String("attributes")].toObject();
        if (path[0] == QLatin1String("events"))
            ++events[attributes[QLatin1String("unique_id")].toString()];
        for (const QString &email : addresses(data))
            if (path[0] == QLatin1String("profile-suppression-bulk-create-jobs"))
                suppressed.insert(email);
            else if (path[0] == QLatin1String("profile-suppression-bulk-delete-jobs"))
                suppressed.erase(email);
        status = 202;
        return {};
    }

    QJsonObject ofLists(const QHttpServerRequest &request, const QStringList &path, const QJsonObject &body)
    {
        if (path.size() > 2) {
            status = 204;
            for (const QJsonValue &profile : body[QLatin1String("data")].toArray())
                lists[path[1]].erase(profile[QLatin1String("id")].toString());
            return {};
        }
        QJsonArray all;
        if (request.method() == Method::Post) {
            status = 201;
            lists[QStringLiteral("L%1").arg(lists.size() + 1)];
            return {{QStringLiteral("data"), idOf("list", lists.rbegin()->first)}};
        }
        for (const auto &[id, members] : lists)
            all.append(idOf("list", id));
        return {{QStringLiteral("data"), path.size() > 1 ? QJsonValue(idOf("list", path[1])) : QJsonValue(all)}};
    }

    // Profiles go by their address: it is their id as well.
    QJsonObject found(const QString &filter) const
    {
        QJsonArray all;
        const QJsonDocument asked =
            QJsonDocument::fromJson(filter.mid(filter.indexOf(QLatin1Char('['))).chopped(1).toUtf8());
        for (const QJsonValue &email : asked.array())
            if (profiles.contains(email.toString())) {
                QJsonObject profile = idOf("profile", email.toString());
                profile[QLatin1String("attributes")] = QJsonObject{{QStringLiteral("email"), email}};
                all.append(profile);
            }
        return {{QStringLiteral("data"), all}};
    }

    QJsonObject take(const QJsonObject &data)
    {
        QJsonArray errors, failed;
        const QStringList emails = addresses(data);
        for (qsizetype i = 0; i < emails.size(); ++i) {
            const QJsonObject error{
                {QStringLiteral("detail"), QStringLiteral("%1 is no address.").arg(emails[i])},
                {QStringLiteral("source"),
                 QJsonObject{{QStringLiteral("pointer"),
                              QStringLiteral("/data/attributes/profiles/data/%1/attributes/email").arg(i)}}}};
            if (refusedAtOnce.contains(emails[i]))
                errors.append(error);
            if (failingInImport.contains(emails[i]))
                failed.append(QJsonObject{{QStringLiteral("attributes"), error}});
        }
        if (!errors.isEmpty()) {
            status = 400;
            return {{QStringLiteral("errors"), errors}};
        }
        keep(data);
        jobs.push_back({0, failed});
        imports = jobs.size();
        status = 202;
        return jobAnswer(jobs.size() - 1, "queued");
    }

    void keep(const QJsonObject &data)
    {
        const QJsonValue list = data[QLatin1String("relationships")][QLatin1String("lists")][QLatin1String("data")][0];
        for (const QJsonValue &profile : profilesOf(data)) {
            const QJsonObject attributes = profile[QLatin1String("attributes")].toObject();
            const QString email = attributes[QLatin1String("email")].toString();
            if (failingInImport.contains(email))
                continue;
            for (auto field = attributes.begin(); field != attributes.end(); ++field)
                profiles[email].insert(field.key(), field.value());
            if (list.isObject())
                lists[list[QLatin1String("id")].toString()].insert(email);
        }
    }

    QJsonObject ofJob(const QStringList &path)
    {
        const size_t at = path[1].toULongLong();
        if (path.size() > 2)
            return {{QStringLiteral("data"), jobs[at].errors}};
        polled();
        return jobAnswer(at, ++jobs[at].polls > 2 ? "complete" : "processing");
    }

    QJsonObject jobAnswer(size_t at, const char *state) const
    {
        QJsonObject job = idOf("profile-bulk-import-job", QString::number(at));
        job[QLatin1String("attributes")] = QJsonObject{{QStringLiteral("status"), QLatin1String(state)},
                                                       {QStringLiteral("failed_count"), jobs[at].errors.size()}};
        return {{QStringLiteral("data"), job}};
    }

    static QJsonObject idOf(const char *type, const QString &id)
    {
        return {{QStringLiteral("type"), QLatin1String(type)}, {QStringLiteral("id"), id}};
    }
    static QJsonArray profilesOf(const QJsonObject &data)
    {
        return data[QLatin1String("attributes")][QLatin1String("profiles")][QLatin1String("data")].toArray();
    }
    static QStringList addresses(const QJsonObject &data)
    {
        QStringList emails;
        for (const QJsonValue &profile : profilesOf(data))
            emails.append(profile[QLatin1String("attributes")][QLatin1String("email")].toString());
        return emails;
    }

    int status = 200; // of the answer at hand
    std::vector<Job> jobs;
};

} // namespace perennial
