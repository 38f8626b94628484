// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/layout.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

ExportColumn cell(const char *header, ExportField field)
{
    return {QString::fromLatin1(header), field, {}};
}

ExportColumn property(const char *header, const char *name)
{
    return {QString::fromLatin1(header), ExportField::Property, QString::fromLatin1(name)};
}

ExportColumn matching(ExportColumn column, MatchField field)
{
    column.match = field;
    return column;
}

// Klaviyo takes the headers of its own profile export; the first column must be Email or Phone Number, phones E.164,
// times with a blank and an offset, 50 MB at most (Klaviyo help, "Upload contacts").
ExportLayout klaviyoLayout()
{
    return {.id = QStringLiteral("klaviyo"),
            .title = tr("Klaviyo list import"),
            .hint = tr("A CSV that Klaviyo's “Upload contacts” takes as it is."),
            .columns = {cell("Email", ExportField::Email), cell("Phone Number", ExportField::Phone),
                        property("First Name", "First Name"), property("Last Name", "Last Name"),
                        property("Organization", "Organization"), property("City", "City"),
                        property("State / Region", "Region"), property("Country", "Country"),
                        property("Zip Code", "Zip")},
            .times = TimeFormat::Blank,
            .largestFile = 50LL * 1000 * 1000};
}

ExportLayout plainLayout()
{
    return {.id = QStringLiteral("plain"),
            .title = tr("Plain"),
            .hint = tr("Our own columns, for a spreadsheet, a BI tool or any other import."),
            .columns = {cell("Profile ID", ExportField::Id), cell("Email", ExportField::Email),
                        cell("Phone", ExportField::Phone), property("First Name", "First Name"),
                        property("Last Name", "Last Name"), property("City", "City"), property("Region", "Region"),
                        property("Country", "Country"), cell("Email consent", ExportField::EmailConsent),
                        cell("SMS consent", ExportField::SmsConsent), cell("Orders", ExportField::OrderCount),
                        cell("Order value", ExportField::Revenue), cell("Last order", ExportField::LastOrder)},
            .formats = {FileFormat::Csv, FileFormat::Xlsx, FileFormat::Json, FileFormat::NdJson}};
}

// "Email Address" must be there, phones E.164; tags are chosen while importing (mailchimp.com/help, "Import contacts"
// and "Format guidelines for your import file").
ExportLayout mailchimpLayout()
{
    return {.id = QStringLiteral("mailchimp"),
            .title = tr("Mailchimp import"),
            .hint = tr("A CSV that Mailchimp's “Import contacts” takes as it is. Longer texts than 255 bytes are cut "
                       "there."),
            .columns = {cell("Email Address", ExportField::Email), property("First Name", "First Name"),
                        property("Last Name", "Last Name"), cell("Phone Number", ExportField::Phone),
                        property("City", "City"), property("Country", "Country")}};
}

// A file holds phones or e-mail addresses, never both, and half a million rows (docs.attentive.com, "Subscriber segment
// upload").
ExportLayout attentiveLayout()
{
    return {.id = QStringLiteral("attentive"),
            .title = tr("Attentive segment upload"),
            .hint = tr("Phones of subscribers. Attentive takes phones or e-mail addresses in a file, never both."),
            .columns = {cell("phone", ExportField::Phone)},
            .channel = ExportChannel::Sms,
            .mostRows = 500'000};
}

// The headers of Meta's own customer file (facebook.com/business/help, "Format your customer list").
std::vector<ExportColumn> metaColumns()
{
    return {matching(cell("email", ExportField::Email), MatchField::Email),
            matching(cell("phone", ExportField::Phone), MatchField::Phone),
            matching(property("fn", "First Name"), MatchField::FirstName),
            matching(property("ln", "Last Name"), MatchField::LastName),
            matching(property("ct", "City"), MatchField::City),
            matching(property("st", "Region"), MatchField::State),
            matching(property("zip", "Zip"), MatchField::Zip),
            matching(property("country", "Country"), MatchField::Country)};
}

ExportLayout metaLayout()
{
    return {.id = QStringLiteral("meta"),
            .title = tr("Meta custom audience"),
            .hint = tr("A customer list for Meta. Everything is normalised and hashed with SHA-256 before it is "
                       "written."),
            .columns = metaColumns(),
            .matchedBy = MatchPlatform::Meta};
}

ExportLayout lookalikeLayout()
{
    std::vector<ExportColumn> columns = metaColumns();
    columns.push_back(cell("value", ExportField::Revenue));
    return {.id = QStringLiteral("lookalike"),
            .title = tr("Lookalike seed with value"),
            .hint = tr("A hashed customer list for Meta with what each person has ordered so far, so that Meta looks "
                       "for people like the best of them."),
            .columns = std::move(columns),
            .matchedBy = MatchPlatform::Meta};
}

// Headers as Google's own template has them; country and zip stay readable (support.google.com/google-ads, "Format your
// customer data file").
ExportLayout googleLayout()
{
    return {.id = QStringLiteral("google-ads"),
            .title = tr("Google Customer Match"),
            .hint = tr("A customer list for Google Ads. Addresses, phones and names are normalised and hashed with "
                       "SHA-256; country and zip code stay readable, as Google asks."),
            .columns = {matching(cell("Email", ExportField::Email), MatchField::Email),
                        matching(cell("Phone", ExportField::Phone), MatchField::Phone),
                        matching(property("First Name", "First Name"), MatchField::FirstName),
                        matching(property("Last Name", "Last Name"), MatchField::LastName),
                        matching(property("Country", "Country"), MatchField::Country),
                        matching(property("Zip", "Zip"), MatchField::Zip)},
            .matchedBy = MatchPlatform::Google};
}

// The headers are matched to fields when the file is uploaded; times are ISO 8601 with a zone, a file holds one kind of
// conversion (support.google.com/google-ads-data-manager, "Prepare your data for import").
ExportLayout conversionLayout()
{
    return {.id = QStringLiteral("offline-conversions"),
            .title = tr("Google offline conversions with value"),
            .hint = tr("For Google Ads Data Manager: who ordered last when, and what all their orders are worth. "
                       "Addresses and phones are normalised and hashed with SHA-256."),
            .columns = {matching(cell("Email", ExportField::Email), MatchField::Email),
                        matching(cell("Phone Number", ExportField::Phone), MatchField::Phone),
                        cell("Conversion Time", ExportField::LastOrder), cell("Conversion Value", ExportField::Revenue),
                        cell("Conversion Currency", ExportField::Currency)},
            .matchedBy = MatchPlatform::Google,
            .needsOrder = true};
}

} // namespace

std::span<const ExportLayout> exportLayouts()
{
    static const std::vector<ExportLayout> layouts{plainLayout(),     klaviyoLayout(),   mailchimpLayout(),
                                                   attentiveLayout(), metaLayout(),      lookalikeLayout(),
                                                   googleLayout(),    conversionLayout()};
    return layouts;
}

Result<ExportLayout> exportLayout(const QString &id)
{
    QStringList known;
    for (const ExportLayout &layout : exportLayouts()) {
        if (layout.id == id)
            return layout;
        known.append(layout.id);
    }
    return failure(ErrorKind::Usage,
                   tr("There is no layout named “%1”. There are: %2.").arg(id, known.join(QStringLiteral(", "))));
}

QString fileStem(const QString &name)
{
    static const QRegularExpression unsafe(QStringLiteral("[^\\p{L}\\p{N}]+"));
    constexpr qsizetype LongestStem = 60;
    QString stem = name.toLower();
    stem.replace(unsafe, QStringLiteral("-"));
    while (stem.startsWith(u'-'))
        stem.remove(0, 1);
    stem = stem.left(LongestStem);
    while (stem.endsWith(u'-'))
        stem.chop(1);
    return stem.isEmpty() ? QStringLiteral("audience") : stem;
}

QString formatTitle(FileFormat format)
{
    switch (format) {
    case FileFormat::Csv:
        return tr("CSV file");
    case FileFormat::Xlsx:
        return tr("Excel workbook");
    case FileFormat::Json:
        return tr("JSON file");
    case FileFormat::NdJson:
        return tr("JSON, one object a line");
    }
    return {};
}

} // namespace perennial
