// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace perennial {

// Gathers what Klaviyo cannot say, each thing once, with what stands in its place.
class KlaviyoNotes
{
public:
    void tell(const QString &sentence);

    QStringList told;
};

// What stands where Klaviyo wants the id of something in an account: "metric:Placed Order". Whoever sends the flow puts
// the id there.
[[nodiscard]] QString klaviyoId(const char *kind, const QString &name);
// A person's property as Klaviyo calls it: "first_name", "location['city']", "properties['Shoe Size']".
[[nodiscard]] QString klaviyoProperty(const QString &property);
// A text with personal fields; a journey's variables are properties there.
[[nodiscard]] QString klaviyoText(QString text);

} // namespace perennial
