// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QString>

#include <vector>

namespace perennial {

class Store;

// The person somebody means by an e-mail, phone, platform id or our own id, spelt the way people spell them: "0151 234
// 5678" finds +491512345678 in a store at home in Germany, "Ada@Example.COM" finds ada@example.com.
[[nodiscard]] Result<ProfileId> findPerson(const Store &store, const QString &text);

// As searchProfiles, where a text that is a whole phone number finds whoever has it, however it is punctuated.
[[nodiscard]] Result<std::vector<ProfileId>> searchPeople(const Store &store, const QString &text, int limit);

} // namespace perennial
