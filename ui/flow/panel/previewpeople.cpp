// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/previewpeople.h"

#include "core/base/money.h"
#include "core/flow/document/messagetext.h"
#include "core/store/profileview.h"
#include "core/workspace/workspace.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace perennial {

namespace {

constexpr int MostFound = 8;
constexpr int EventsLookedAt = 500;

QJsonValue jsonOf(const PropertyView &property)
{
    if (property.type == QLatin1String("date"))
        return QDateTime::fromMSecsSinceEpoch(property.value.toLongLong(), Qt::UTC).toString(Qt::ISODateWithMs);
    if (property.type == QLatin1String("list"))
        return QJsonDocument::fromJson(property.value.toString().toUtf8()).array();
    return QJsonValue::fromVariant(property.value);
}

void addTrigger(PreviewPerson &person, const ProfileView &view, const QString &metric)
{
    for (const EventView &event : view.events) {
        if (metric.isEmpty() || event.metric != metric)
            continue;
        const QJsonObject properties = QJsonDocument::fromJson(event.properties).object();
        for (auto property = properties.begin(); property != properties.end(); ++property)
            person.trigger.insert(fieldKey(property.key()), property.value());
        if (event.value)
            person.trigger.insert(QStringLiteral("value"),
                                  static_cast<double>(*event.value) / std::pow(10, minorDigits(event.currency)));
        if (!event.order.isEmpty())
            person.trigger.insert(QStringLiteral("order"), event.order);
        return;
    }
}

PreviewPerson personOf(const ProfileView &view, const QString &name, const QString &metric)
{
    PreviewPerson person;
    person.id = view.id;
    person.name = name;
    for (const PropertyView &property : view.properties)
        person.properties.insert(fieldKey(property.name), jsonOf(property));
    for (const IdentifierView &identifier : view.identifiers) {
        if (identifier.reachable && !person.properties.contains(identifier.kind))
            person.properties.insert(identifier.kind, identifier.value);
    }
    addTrigger(person, view, metric);
    return person;
}

} // namespace

StorePreviewPeople::StorePreviewPeople(Workspace &workspace)
    : m_workspace(workspace)
    , m_searching(workspace.runner(),
                  [this](const Result<std::vector<SamplePerson>> &found) {
                      if (found)
                          m_found(*found);
                  })
    , m_reading(workspace.runner(), [this](const Result<PreviewPerson> &person) {
        if (person)
            m_known(*person);
    })
{
}

void StorePreviewPeople::search(const QString &text, Done<std::vector<SamplePerson>> done)
{
    m_found = std::move(done);
    if (!m_workspace.isOpen())
        return;
    m_searching.ask(QCoreApplication::translate("perennial::PreviewPeople", "Searching people"),
                    [path = m_workspace.path(), text](const Progress &progress) -> Result<std::vector<SamplePerson>> {
                        auto store = Store::openReader(path);
                        if (!store)
                            return failure(store.error());
                        store->database().interruptOn(progress.stopToken());
                        const auto ids = searchProfiles(*store, text, MostFound);
                        const auto rows = ids ? profileRows(*store, *ids) : failure(ids.error());
                        if (!rows)
                            return failure(rows.error());
                        std::vector<SamplePerson> people;
                        for (const PersonRow &row : *rows)
                            people.push_back({.id = row.id, .name = row.name, .email = row.email, .values = {}});
                        return people;
                    });
}

void StorePreviewPeople::read(ProfileId id, const QString &triggerMetric, Done<PreviewPerson> done)
{
    m_known = std::move(done);
    if (!m_workspace.isOpen())
        return;
    const QTimeZone zone = m_workspace.homeZone();
    const QString currency = m_workspace.settings().currency;
    m_reading.ask(
        QCoreApplication::translate("perennial::PreviewPeople", "Reading a person"),
        [path = m_workspace.path(), id, triggerMetric, zone, currency](const Progress &) -> Result<PreviewPerson> {
            auto store = Store::openReader(path);
            if (!store)
                return failure(store.error());
            const auto view = viewProfile(*store, id, EndOfTime, EventsLookedAt);
            const auto rows = view ? profileRows(*store, std::array{id}) : failure(view.error());
            if (!rows)
                return failure(rows.error());
            PreviewPerson person = personOf(*view, rows->empty() ? QString() : rows->front().name, triggerMetric);
            person.zone = zone;
            person.currency = currency;
            return person;
        });
}

} // namespace perennial
