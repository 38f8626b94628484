// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demofiles.h"

#include "core/demo/csvrow.h"
#include "core/demo/democalendar.h"
#include "core/demo/demoordersfile.h"
#include "core/demo/demoshop.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr auto CustomersHeader =
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,"
    "Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,"
    "Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax "
    "Exempt,Tags\n";
constexpr auto KlaviyoHeader =
    "Email,Klaviyo ID,First Name,Last Name,Phone Number,City,State / Region,Country,Source,Email Marketing Consent,"
    "Email Marketing Consent Timestamp,Email Suppressions,Email Suppressions Timestamp,SMS Marketing Consent,"
    "SMS Marketing Consent Timestamp,Profile Created On,Birthday,Instagram Followers,Favourite Category\n";
constexpr auto EventsHeader =
    "event_id,email,metric,timestamp,value,order_id,product_id,label,product,campaign,link,rating,"
    "carrier,days_late,topic,buys_for,reason\n";
constexpr qint64 FirstCustomerId = 7'100'000'000'000;

std::string tagsOf(const DemoPerson &person)
{
    std::string tags;
    const auto tag = [&](bool holds, std::string_view name) {
        if (holds)
            tags += (tags.empty() ? "" : ", ") + std::string(name);
    };
    tag(person.habit == DemoHabit::Loyal, "VIP");
    tag(person.givesGifts && person.buys(), "gift giver");
    tag(person.emailSince.has_value(), "newsletter");
    return tags;
}

void addCustomer(QByteArray &text, const DemoLife &life)
{
    const DemoPerson &person = *life.person;
    qint64 spent = 0;
    for (const DemoOrder &order : life.orders)
        spent += order.net();
    const bool mail = person.emailSince && !person.emailUntil;
    CsvRow row(text);
    row.guarded(std::to_string(FirstCustomerId + person.number * 32))
        << person.firstName << person.lastName << person.email << (mail ? "yes" : "no") << "" << person.street << ""
        << person.place->city << person.place->province << person.place->country;
    row.guarded(person.place->zip).guarded(person.phone).guarded(person.phone) << (person.smsSince ? "yes" : "no");
    row.cents(spent) << static_cast<qint64>(life.orders.size()) << ""
                     << "no" << tagsOf(person);
}

// Readers of the newsletter alone are no customers of the shop.
QByteArray customersText(const DemoShop &shop)
{
    QByteArray text(CustomersHeader);
    for (const DemoLife &life : shop.lives())
        if (life.person->habit != DemoHabit::ReaderOnly && life.person->habit != DemoHabit::Counter)
            addCustomer(text, life);
    return text;
}

std::string favourite(const DemoPerson &person)
{
    if (person.likesCoffee && person.likesTrails)
        return "Both";
    return person.likesCoffee ? "Coffee" : "Outdoors";
}

std::string when(const std::optional<Instant> &at)
{
    return at ? utcTime(*at) : std::string();
}

void addSubscriber(QByteArray &text, const DemoPerson &person)
{
    std::array<char, 27> id{};
    std::snprintf(id.data(), id.size(), "01FK%022d", person.number * 7919);
    CsvRow row(text);
    row << person.email << id.data() << person.firstName << person.lastName << person.phone << person.place->city
        << person.place->province << person.place->country << "Fern & Kettle sign-up form"
        << (person.emailUntil ? "UNSUBSCRIBED" : "SUBSCRIBED")
        << when(person.emailUntil ? person.emailUntil : person.emailSince) << (person.bounced ? "['HARD_BOUNCE']" : "")
        << when(person.bounced) << (person.smsSince ? "SUBSCRIBED" : "") << when(person.smsSince)
        << utcTime(person.joined) << (person.birthday ? isoDate(*person.birthday) : std::string());
    row << (person.followers > 0 ? std::to_string(person.followers) : std::string()) << favourite(person);
}

QByteArray klaviyoText(const DemoShop &shop)
{
    QByteArray text(KlaviyoHeader);
    for (const DemoLife &life : shop.lives())
        if (life.person->emailSince)
            addSubscriber(text, *life.person);
    return text;
}

void addEvent(QByteArray &text, qint64 id, const DemoPerson &person, const DemoEvent &event)
{
    CsvRow row(text);
    row << id << person.email << event.metric << utcTime(event.at);
    event.value >= 0 ? row.cents(event.value) : row.skip(1);
    event.order ? row << event.order->id : row.skip(1);
    row << (event.product ? event.product->sku : "") << event.label << (event.product ? event.product->name : "")
        << event.campaign << event.link;
    event.rating > 0 ? row << event.rating : row.skip(1);
    row << event.carrier;
    event.daysLate > 0 ? row << event.daysLate : row.skip(1);
    row << event.topic << event.buysFor << event.reason;
}

QByteArray eventsText(const DemoShop &shop)
{
    QByteArray text(EventsHeader);
    qint64 id = 0;
    for (const DemoLife &life : shop.lives())
        for (const DemoEvent &event : life.events)
            addEvent(text, ++id, *life.person, event);
    return text;
}

struct DemoFile
{
    const char *name;
    QByteArray (*text)(const DemoShop &);
};

constexpr std::array Files{DemoFile{"customers_export.csv", customersText},
                           DemoFile{"orders_export.csv", demoOrdersText}, DemoFile{"klaviyo_profiles.csv", klaviyoText},
                           DemoFile{"events.csv", eventsText}};

Result<void> writeFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failure(ErrorKind::Disk,
                       QCoreApplication::translate("perennial", "The demo's files could not be written."), path,
                       file.errorString());
    return {};
}

} // namespace

QStringList demoFileNames()
{
    QStringList names;
    for (const DemoFile &file : Files)
        names.append(QLatin1String(file.name));
    return names;
}

QByteArray demoFileText(const DemoShop &shop, const QString &name)
{
    const auto named = [&](const DemoFile &file) { return name == QLatin1String(file.name); };
    const auto found = std::ranges::find_if(Files, named);
    return found == Files.end() ? QByteArray() : found->text(shop);
}

Result<QStringList> writeDemoFiles(const DemoShop &shop, const QString &folder)
{
    QStringList paths;
    for (const QString &name : demoFileNames()) {
        paths.append(QDir(folder).filePath(name));
        if (const auto written = writeFile(paths.last(), demoFileText(shop, name)); !written)
            return failure(written.error());
    }
    return paths;
}

} // namespace perennial
