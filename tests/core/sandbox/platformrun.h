// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/sync/rundestination.h"
#include "core/sandbox/standin.h"
#include "core/store/listshelf.h"
#include "core/store/store.h"
#include "tests/core/connect/contracts/contractshelf.h"
#include "tests/core/connect/hookendpoint.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <mutex>

namespace perennial {

// Runs to a platform's stand-in as the program makes them, from a list of a store to who arrived there, and everything
// that was said meanwhile, to be held against what the platform publishes. People are p1@example.com and so on.
class PlatformRun
{
public:
    struct Setting
    {
        DestinationKind kind = DestinationKind::Klaviyo;
        QString host; // of the platform itself, as its contract names it: "api.hubapi.com"
        int people = 100;
        QString faults = {}; // of a FaultPlan
        quint64 seed = 4;
        double speed = 1000;
    };

    explicit PlatformRun(const Setting &setting)
        : m_setting(setting)
    {
        StandInOptions options;
        options.token = QByteArray(32, 'k');
        options.speed = setting.speed;
        options.heard = [this](const ReceivedRequest &request, const HttpResponse &answer) {
            const std::scoped_lock lock(m_mutex);
            m_heard.emplace_back(request, answer);
        };
        m_there = StandIn::start(kindInfo(setting.kind).id, options).value();
        setFaults(setting.faults);
        if (auto store = Store::create(m_path, {.name = QStringLiteral("Fern")});
            !store || !store->database().execute(hookPeople(setting.people)))
            qFatal("There is no store.");
        m_table = ProfileTable::build(m_path, {}).value();
        setList(1, setting.people);
    }
    void setFaults(const QString &plan) { m_there->setFaults(FaultPlan::parse(plan, m_setting.seed).value()); }

    // To what the platform's form takes as examples, with everybody's first name in the field meant for it.
    [[nodiscard]] Destination destination(DeliveryWay way, SyncMode mode) const
    {
        const KindInfo &kind = kindInfo(m_setting.kind);
        Destination made;
        made.name = kind.title + u' ' + enumId(way) + u' ' + enumId(mode);
        made.kind = m_setting.kind;
        made.way = way;
        made.mode = mode;
        made.source = {AudienceKind::List, QStringLiteral("All")};
        for (const AccountField &field : kind.account)
            if (wayInfo(kind.kind, way)->account.contains(field.id))
                made.account.insert(field.id, field.example);
        for (const TargetField &field : kind.fields)
            if (field.suggestion.contains(QLatin1String("{{ First Name }}")))
                made.fields.push_back({field.name, QStringLiteral("{{ First Name }}")});
        return made;
    }
    // Who is in the audience from now on.
    void setList(int from, int to) const { setListAll(m_path, from, to); }
    // Kept in the store under its name when it is first sent to.
    PushRun send(const Destination &destination)
    {
        RunOrder order;
        order.storePath = m_path;
        order.destination = idOf(destination);
        order.table = [this] { return m_table; };
        order.isConfirmed = true;
        order.sending.secret = QByteArray(32, 'k');
        order.sending.base = m_there->url();
        order.sending.speed = m_setting.speed;
        order.sending.seed = m_setting.seed;
        order.sending.patience.idle = std::chrono::seconds(2);
        const auto run = runDestination(order, {});
        if (!run)
            qFatal("%s", qPrintable(run.error().message));
        return *run;
    }

    // As somebody else asks who has the key: a path and JSON.
    [[nodiscard]] HttpResponse ask(const QByteArray &method, const QString &path, const QByteArray &body) const
    {
        HttpRequest request{method,
                            QUrl(m_there->url().toString() + path),
                            {{"Authorization", "Bearer " + QByteArray(32, 'k')}, {"Content-Type", "application/json"}},
                            body};
        HttpClient client;
        HttpResponse heard;
        QEventLoop loop;
        client.send(request, [&](const HttpResponse &response) {
            heard = response;
            loop.quit();
        });
        loop.exec();
        return heard;
    }

    [[nodiscard]] const StandIn &there() const { return *m_there; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] static std::string address(int id) { return "p" + std::to_string(id) + "@example.com"; }

    // What was heard and is not as published, each once. A refusal's status need not be published, and its body may
    // hold more than its schema says: contracts say little of them.
    [[nodiscard]] QStringList problems(ContractShelf &shelf) const
    {
        QStringList found;
        const std::scoped_lock lock(m_mutex);
        for (const auto &[request, answer] : m_heard) {
            const QString platform = kindInfo(m_setting.kind).id;
            const Contract::Asked asked = askedOf(request);
            const auto wrong = shelf.problemOf(platform, asked);
            const auto unfit = shelf.problemOfAnswer(platform, asked, answer);
            for (const auto &problem : {wrong, unfit})
                if (problem && !found.contains(*problem))
                    found.append(*problem);
        }
        return found;
    }
    [[nodiscard]] std::vector<std::pair<ReceivedRequest, HttpResponse>> heard() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_heard;
    }
    [[nodiscard]] Contract::Asked askedOf(const ReceivedRequest &request) const
    {
        Contract::Asked asked{QString::fromLatin1(request.method),
                              m_setting.host,
                              QString::fromLatin1(QUrl::toPercentEncoding(request.path, "/:")),
                              {},
                              Contract::Texts(),
                              {}};
        for (const auto &[name, value] : request.query.queryItems(QUrl::FullyDecoded))
            asked.query.append({name, value});
        for (const HttpHeader &header : request.headers)
            asked.headers->append({QString::fromLatin1(header.name), QString::fromLatin1(header.value)});
        const QJsonDocument body = QJsonDocument::fromJson(request.body);
        if (!request.body.isEmpty())
            asked.body = body.isArray() ? QJsonValue(body.array()) : QJsonValue(body.object());
        return asked;
    }

private:
    DestinationId idOf(const Destination &destination)
    {
        const auto known = m_saved.find(destination.name);
        if (known != m_saved.end())
            return known->second;
        auto store = Store::openWriter(m_path);
        const auto saved = DestinationShelf(*store).add(destination, {1});
        if (!saved)
            qFatal("%s", qPrintable(saved.error().message));
        return m_saved[destination.name] = saved->id;
    }

    Setting m_setting;
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("a.perennial"));
    std::shared_ptr<const ProfileTable> m_table;
    std::map<QString, DestinationId> m_saved;
    mutable std::mutex m_mutex;
    std::vector<std::pair<ReceivedRequest, HttpResponse>> m_heard;
    std::unique_ptr<StandIn> m_there; // goes first: it calls what is above
};

} // namespace perennial
