// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

using enum SyncMode;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

TargetField field(const char *name, const QString &title, const char *suggestion = "", bool hashed = false)
{
    return {QString::fromLatin1(name), title, QString::fromLatin1(suggestion), hashed};
}

AccountField needed(const char *id, const QString &title, const QString &hint, const char *example)
{
    return {QString::fromLatin1(id), title, hint, QString::fromLatin1(example), true};
}

AccountField listName(const QString &title, const QString &hint)
{
    return needed("list", title, hint, "Win-back");
}

AccountField propertyName(const QString &title)
{
    return needed("property", title, tr("It says yes while somebody is in the audience, and no after they left it."),
                  "in_win_back");
}

AccountField eventName()
{
    return needed("event", tr("Event name"), tr("A flow there starts when it sees this event."), "Entered win-back");
}

// Klaviyo's API of revision 2026-07-15. https://developers.klaviyo.com/en/reference/api_overview
KindInfo klaviyo()
{
    return {.kind = DestinationKind::Klaviyo,
            .id = QStringLiteral("klaviyo"),
            .title = QStringLiteral("Klaviyo"),
            .secretTitle = tr("Private API key"),
            .secretHint = tr("Klaviyo → Settings → API keys. It begins with pk_ and needs full access to profiles and "
                             "lists, to events where events are sent, and to subscriptions where people are "
                             "suppressed."),
            .account = {listName(tr("List"), tr("Its name in Klaviyo. It is made there when it is missing.")),
                        propertyName(tr("Profile property")), eventName()},
            .ways = {{DeliveryWay::List,
                      tr("Members of a list"),
                      tr("taken off the list"),
                      {QStringLiteral("list")},
                      {Mirror, Upsert, UpdateExisting, CreateOnly, Append, Remove},
                      true},
                     {DeliveryWay::Profiles,
                      tr("Profiles and their fields"),
                      {},
                      {},
                      {Upsert, UpdateExisting, CreateOnly, Append},
                      true},
                     {DeliveryWay::Property,
                      tr("A property that says who is in"),
                      tr("marked as not in it"),
                      {QStringLiteral("property")},
                      {Mirror, Upsert, UpdateExisting, Append, Remove},
                      true},
                     {DeliveryWay::Event,
                      tr("An event for each person"),
                      {},
                      {QStringLiteral("event")},
                      {Append, Upsert},
                      true},
                     {DeliveryWay::Suppression,
                      tr("Suppressed people"),
                      tr("no longer suppressed"),
                      {},
                      {Append, Mirror, Remove},
                      false}},
            .fields = {field("first_name", tr("First name"), "{{ First Name }}"),
                       field("last_name", tr("Last name"), "{{ Last Name }}"),
                       field("organization", tr("Organization")), field("locale", tr("Locale")),
                       field("title", tr("Title")), field("location.city", tr("City"), "{{ City }}"),
                       field("location.region", tr("Region"), "{{ Region }}"),
                       field("location.country", tr("Country"), "{{ Country }}"),
                       field("location.zip", tr("Zip code"), "{{ Zip }}"), field("location.address1", tr("Address")),
                       field("location.address2", tr("Address, second line"))},
            .idempotency =
                tr("Profiles and lists are keyed by e-mail address or phone: a repeat changes nothing. Events "
                   "carry an id, of which Klaviyo keeps the first.")};
}

// https://mailchimp.com/developer/marketing/api/
KindInfo mailchimp()
{
    return {.kind = DestinationKind::Mailchimp,
            .id = QStringLiteral("mailchimp"),
            .title = QStringLiteral("Mailchimp"),
            .secretTitle = tr("API key"),
            .secretHint =
                tr("Mailchimp → Account → Extras → API keys. What follows its last hyphen (“us6”) is the server."),
            .account = {needed("server", tr("Server"), tr("The end of the key, after its last hyphen."), "us6"),
                        needed("audience", tr("Audience ID"),
                               tr("Mailchimp → Audience → Settings → Audience name and defaults."), "a1b2c3d4e5"),
                        needed("tag", tr("Tag"), tr("People in the audience carry it there."), "Win-back")},
            .ways = {{DeliveryWay::List,
                      tr("People with a tag"),
                      tr("no longer tagged"),
                      {QStringLiteral("server"), QStringLiteral("audience"), QStringLiteral("tag")},
                      {Mirror, Upsert, UpdateExisting, CreateOnly, Append, Remove},
                      true},
                     {DeliveryWay::Profiles,
                      tr("Members and their fields"),
                      {},
                      {QStringLiteral("server"), QStringLiteral("audience")},
                      {Upsert, UpdateExisting, CreateOnly, Append},
                      true}},
            .fields = {field("FNAME", tr("First name"), "{{ First Name }}"),
                       field("LNAME", tr("Last name"), "{{ Last Name }}"), field("PHONE", tr("Phone"), "{{ Phone }}")},
            .idempotency = tr("Members are keyed by the hash of their address: a repeat changes nothing.")};
}

// https://docs.attentive.com/openapi
// Nobody is subscribed: the call wants a legal disclosure that was shown to the person, messages those who are
// subscribed already, and is not said to leave out who opted out there. We know nothing of these.
KindInfo attentive()
{
    return {.kind = DestinationKind::Attentive,
            .id = QStringLiteral("attentive"),
            .title = QStringLiteral("Attentive"),
            .secretTitle = tr("API key"),
            .secretHint = tr("Attentive → Marketplace → your custom app → API key."),
            .account = {eventName(), propertyName(tr("Attribute"))},
            .ways = {{DeliveryWay::Event,
                      tr("An event for each person"),
                      {},
                      {QStringLiteral("event")},
                      {Append, Upsert},
                      true},
                     {DeliveryWay::Property,
                      tr("An attribute that says who is in"),
                      tr("marked as not in it"),
                      {QStringLiteral("property")},
                      {Mirror, Upsert, Append, Remove},
                      true},
                     {DeliveryWay::Suppression, tr("Unsubscribed people"), {}, {}, {Append}, false}},
            .fields = {},
            .idempotency = tr("Events carry an id, the same when they are repeated. Attributes and what is "
                              "unsubscribed say what is, so that a repeat changes nothing.")};
}

// Addresses go anyway, as the channel allows.
std::vector<TargetField> metaFields()
{
    return {field("FN", tr("First name"), "{{ First Name }}", true),
            field("LN", tr("Last name"), "{{ Last Name }}", true),
            field("CT", tr("City"), "{{ City }}", true),
            field("ST", tr("State"), "", true),
            field("ZIP", tr("Zip code"), "{{ Zip }}", true),
            field("COUNTRY", tr("Country"), "{{ Country }}", true),
            field("EXTERN_ID", tr("Our own id"), "{{ Profile ID }}")};
}

// https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences
KindInfo meta()
{
    return {.kind = DestinationKind::Meta,
            .id = QStringLiteral("meta"),
            .title = tr("Meta custom audience"),
            .secretTitle = tr("Access token"),
            .secretHint = tr("Of a system user with ads_management on the ad account."),
            .account = {needed("account", tr("Ad account"), tr("Its number, without act_."), "1234567890"),
                        listName(tr("Audience"),
                                 tr("Its name at Meta. It is made there when it is missing. Meta blocks names that "
                                    "hint at health or money."))},
            .ways = {{DeliveryWay::List,
                      tr("Members of a custom audience"),
                      tr("taken out of the audience"),
                      {QStringLiteral("account"), QStringLiteral("list")},
                      {Mirror, Upsert, Append, Remove},
                      false}},
            .fields = metaFields(),
            .idempotency = tr("People are matched by hash: a repeat changes nothing.")};
}

// Google's Data Manager API v1. https://developers.google.com/data-manager/api
KindInfo google()
{
    return {
        .kind = DestinationKind::Google,
        .id = QStringLiteral("google"),
        .title = tr("Google Customer Match"),
        .secretTitle = tr("Access token"),
        .secretHint = tr("OAuth 2 with the scope datamanager. It lives for an hour: renew it before a run."),
        .account = {needed("account", tr("Google Ads account"), tr("Its ten digits, without hyphens."), "1234567890"),
                    listName(tr("Audience"),
                             tr("Its name at Google. It is made there when it is missing. Whoever sends accepts "
                                "Google's terms for Customer Match.")),
                    {QStringLiteral("manager"), tr("Manager account"),
                     tr("Only where the token is that of a manager account: its ten digits, without hyphens."),
                     QStringLiteral("9876543210"), false}},
        .ways = {{DeliveryWay::List,
                  tr("Members of a customer list"),
                  tr("taken off the list"),
                  {QStringLiteral("account"), QStringLiteral("list")},
                  {Mirror, Upsert, Append, Remove},
                  false}},
        // Addresses go anyway, as the channel allows.
        .fields = {field("given_name", tr("First name"), "{{ First Name }}", true),
                   field("family_name", tr("Last name"), "{{ Last Name }}", true),
                   field("region_code", tr("Country"), "{{ Country }}"),
                   field("postal_code", tr("Zip code"), "{{ Zip }}")},
        .idempotency = tr("People are matched by hash: a repeat changes nothing.")};
}

// https://developers.hubspot.com/docs/api/crm/contacts
KindInfo hubspot()
{
    return {.kind = DestinationKind::HubSpot,
            .id = QStringLiteral("hubspot"),
            .title = QStringLiteral("HubSpot"),
            .secretTitle = tr("Access token"),
            .secretHint = tr("HubSpot → Settings → Integrations → Private apps. It needs to write contacts, and lists "
                             "where people go onto one."),
            .account = {listName(tr("List"),
                                 tr("Its name in HubSpot. It is made there when it is missing, as a manual list."))},
            .ways = {{DeliveryWay::List,
                      tr("Members of a list"),
                      tr("taken off the list"),
                      {QStringLiteral("list")},
                      {Mirror, Upsert, UpdateExisting, Append, Remove},
                      true},
                     {DeliveryWay::Profiles,
                      tr("Contacts and their fields"),
                      {},
                      {},
                      {Upsert, UpdateExisting, CreateOnly, Append},
                      true}},
            .fields = {field("firstname", tr("First name"), "{{ First Name }}"),
                       field("lastname", tr("Last name"), "{{ Last Name }}"),
                       field("phone", tr("Phone"), "{{ Phone }}"), field("city", tr("City"), "{{ City }}"),
                       field("country", tr("Country"), "{{ Country }}"), field("zip", tr("Zip code"), "{{ Zip }}")},
            .idempotency = tr("Contacts are keyed by their e-mail address: a repeat changes nothing.")};
}

// https://developer.zendesk.com/api-reference/ticketing/users/users/
// Known users alone cannot be updated: many are looked up by ids only, and the search finds parts of addresses, late.
// A user's tags are replaced as a whole, hence a field says who is in.
KindInfo zendesk()
{
    return {.kind = DestinationKind::Zendesk,
            .id = QStringLiteral("zendesk"),
            .title = QStringLiteral("Zendesk"),
            .secretTitle = tr("API token"),
            .secretHint =
                tr("As address/token:key, or an OAuth token. Zendesk must have allowed bulk imports for your account."),
            .account = {needed("server", tr("Subdomain"), tr("What stands before .zendesk.com."), "myshop"),
                        needed("property", tr("User field"),
                               tr("The key of a checkbox that is there already: Zendesk → Admin Center → People → "
                                  "User fields. What Zendesk has no field for it passes over without a word."),
                               "in_win_back")},
            .ways = {{DeliveryWay::Profiles,
                      tr("Users and their fields"),
                      {},
                      {QStringLiteral("server")},
                      {Upsert, Append},
                      true},
                     {DeliveryWay::Property,
                      tr("A user field that says who is in"),
                      tr("marked as not in it"),
                      {QStringLiteral("server"), QStringLiteral("property")},
                      {Mirror, Upsert, Append, Remove},
                      true}},
            .fields = {field("name", tr("Name"), "{{ First Name }} {{ Last Name }}"),
                       field("phone", tr("Phone"), "{{ Phone }}")},
            .idempotency = tr("Users are keyed by their e-mail address: a repeat changes nothing.")};
}

// Signed as https://www.standardwebhooks.com says.
KindInfo webhook()
{
    return {
        .kind = DestinationKind::Webhook,
        .id = QStringLiteral("webhook"),
        .title = tr("Webhook"),
        .secretTitle = tr("Signing secret"),
        .secretHint =
            tr("Of at least 24 bytes, written as whsec_ and base64. Requests are signed as Standard Webhooks says."),
        .account =
            {needed("url", tr("Address"), tr("https only; plain http to this machine alone."),
                    "https://example.com/hook"),
             {QStringLiteral("rows"), tr("People in a request"), tr("1 to 1,000"), QStringLiteral("100"), false},
             {QStringLiteral("own_network"), tr("In my own network"),
              tr("yes, where the receiver stands in a private network. Otherwise nothing is sent there."),
              QStringLiteral("no"), false},
             {QStringLiteral("body"), tr("Body of a request"),
              tr("JSON with {{ event }}, {{ audience }}, {{ timestamp }}, and {{ people }} for the list of people, or "
                 "{{ person }} where a request is for one. Empty: as Perennial writes it."),
              QStringLiteral(R"({"contacts": "{{ people }}"})"), false, true},
             {QStringLiteral("person"), tr("Each person in it"),
              tr("JSON with {{ id }}, {{ email }}, {{ phone }} and the names of the fields below. Empty: all of them."),
              QStringLiteral(R"({"mail": "{{ email }}", "name": "{{ first_name }}"})"), false, true}},
        .ways = {{DeliveryWay::Event,
                  tr("A request for those who come, and for those who leave"),
                  tr("told as having left"),
                  {QStringLiteral("url")},
                  {Upsert, Append, Mirror, Remove},
                  true}},
        .fields = {field("first_name", tr("First name"), "{{ First Name }}"),
                   field("last_name", tr("Last name"), "{{ Last Name }}")},
        .idempotency =
            tr("Every request carries an id that is the same in each repeat: whoever receives it drops the second.")};
}

KindInfo folder()
{
    return {
        .kind = DestinationKind::Folder,
        .id = QStringLiteral("folder"),
        .title = tr("Folder"),
        .secretTitle = {},
        .secretHint = {},
        .account = {needed("path", tr("Folder"),
                           tr("Each run writes one file into it, which appears when all of it is there."),
                           "/srv/audiences"),
                    {QStringLiteral("format"), tr("Format"), tr("csv, or ndjson: an object a line."),
                     QStringLiteral("csv"), false}},
        .ways = {{DeliveryWay::List, tr("A file for each run"), {}, {QStringLiteral("path")}, {Upsert, Append}, true}},
        .fields = {field("first_name", tr("First name"), "{{ First Name }}"),
                   field("last_name", tr("Last name"), "{{ Last Name }}")},
        .idempotency = tr("A file appears once, whole, under a name of its run.")};
}

} // namespace

std::span<const KindInfo> destinationKinds()
{
    static const std::vector<KindInfo> kinds{klaviyo(), mailchimp(), attentive(), meta(),  google(),
                                             hubspot(), zendesk(),   webhook(),   folder()};
    return kinds;
}

const KindInfo &kindInfo(DestinationKind kind)
{
    return *std::ranges::find(destinationKinds(), kind, &KindInfo::kind);
}

bool needsSecret(const Destination &destination)
{
    return !destination.sandbox && !kindInfo(destination.kind).secretTitle.isEmpty();
}

const WayInfo *wayInfo(DestinationKind kind, DeliveryWay way)
{
    const std::vector<WayInfo> &ways = kindInfo(kind).ways;
    const auto found = std::ranges::find(ways, way, &WayInfo::way);
    return found == ways.end() ? nullptr : &*found;
}

} // namespace perennial
