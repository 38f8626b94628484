// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace perennial {

// A list that stands for a condition which Klaviyo cannot ask: it is to hold these people.
struct KlaviyoListPart
{
    QString list;
    SegmentNode people;
};

// An e-mail's text, which is no part of a flow there.
struct KlaviyoTemplate
{
    QString name;
    QString html;

    friend bool operator==(const KlaviyoTemplate &, const KlaviyoTemplate &) = default;
};

// Whether the texts of e-mails become templates, or somebody makes these by hand.
enum class KlaviyoEmails { ByHand, Templates };

// Gathers what Klaviyo cannot say, each thing once, with what stands in its place.
class KlaviyoNotes
{
public:
    void tell(const QString &sentence);
    // The name of the list that stands for them.
    [[nodiscard]] QString listFor(const SegmentNode &people);
    // The name of the template that has this text: the wanted one, or with a number where another text has it.
    [[nodiscard]] QString templateFor(const QString &wanted, const QString &html);

    KlaviyoEmails emails = KlaviyoEmails::ByHand;
    QStringList told;
    std::vector<KlaviyoListPart> lists;
    std::vector<KlaviyoTemplate> templates;
};

// What stands where Klaviyo wants the id of something in an account: "metric:Placed Order". Whoever sends the flow puts
// the id there.
[[nodiscard]] QString klaviyoId(const char *kind, const QString &name);
// A person's property as Klaviyo calls it: "first_name", "location['city']", "properties['Shoe Size']".
[[nodiscard]] QString klaviyoProperty(const QString &property);
// A field that writes an amount with its currency, which Klaviyo has no filter for.
[[nodiscard]] const QRegularExpression &klaviyoMoney();
// A text with personal fields; a journey's variables are properties there, amounts stand without their currency.
[[nodiscard]] QString klaviyoText(QString text);

} // namespace perennial
