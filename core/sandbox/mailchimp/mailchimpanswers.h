// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/mailchimp/mailchimpstandin.h"

namespace perennial {

// {"type", "title", "status", "detail", "instance"}, and the field that is wrong where there is one.
// https://mailchimp.com/developer/marketing/docs/errors/
[[nodiscard]] HttpResponse mailchimpProblem(int status, const QString &detail, const QString &field = {});

[[nodiscard]] QJsonObject mailchimpMember(const MailchimpMember &member, const QString &audience);

// An answer that holds only what "fields" asks for, where it asks.
[[nodiscard]] HttpResponse mailchimpAnswer(const ReceivedRequest &request, const QJsonObject &body);

// The hash Mailchimp knows a member by: MD5 of the address in lower case, as 32 hexadecimal digits.
[[nodiscard]] std::string mailchimpHash(const QString &email);

} // namespace perennial
