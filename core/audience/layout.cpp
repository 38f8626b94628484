// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/layout.h"

#include <QCoreApplication>
#include <QStringList>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

ExportColumn property(const char *header, const char *name)
{
    return {QString::fromLatin1(header), ExportField::Property, QString::fromLatin1(name)};
}

// Klaviyo takes the headers of its own profile export; the first column must be Email or Phone Number, phones E.164,
// times with a blank and an offset, 50 MB at most (Klaviyo help, "Upload contacts").
ExportLayout klaviyoLayout()
{
    return {.id = QStringLiteral("klaviyo"),
            .title = tr("Klaviyo list import"),
            .hint = tr("A CSV that Klaviyo's “Upload contacts” takes as it is."),
            .columns = {{QStringLiteral("Email"), ExportField::Email, {}},
                        {QStringLiteral("Phone Number"), ExportField::Phone, {}},
                        property("First Name", "First Name"),
                        property("Last Name", "Last Name"),
                        property("Organization", "Organization"),
                        property("City", "City"),
                        property("State / Region", "Region"),
                        property("Country", "Country"),
                        property("Zip Code", "Zip")},
            .times = TimeFormat::Blank,
            .largestFile = 50LL * 1000 * 1000};
}

ExportLayout plainLayout()
{
    return {.id = QStringLiteral("plain"),
            .title = tr("Plain CSV"),
            .hint = tr("Our own columns, for a spreadsheet, a BI tool or any other import."),
            .columns = {{QStringLiteral("Profile ID"), ExportField::Id, {}},
                        {QStringLiteral("Email"), ExportField::Email, {}},
                        {QStringLiteral("Phone"), ExportField::Phone, {}},
                        property("First Name", "First Name"),
                        property("Last Name", "Last Name"),
                        property("City", "City"),
                        property("Region", "Region"),
                        property("Country", "Country"),
                        {QStringLiteral("Email consent"), ExportField::EmailConsent, {}},
                        {QStringLiteral("SMS consent"), ExportField::SmsConsent, {}},
                        {QStringLiteral("Orders"), ExportField::OrderCount, {}},
                        {QStringLiteral("Order value"), ExportField::Revenue, {}},
                        {QStringLiteral("Last order"), ExportField::LastOrder, {}}},
            .times = TimeFormat::Iso,
            .largestFile = 0};
}

} // namespace

std::span<const ExportLayout> exportLayouts()
{
    static const std::vector<ExportLayout> layouts{plainLayout(), klaviyoLayout()};
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

} // namespace perennial
