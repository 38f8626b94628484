// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/personlookup.h"

#include "core/identity/email.h"
#include "core/identity/phone.h"
#include "core/store/profileview.h"
#include "core/store/store.h"

namespace perennial {

namespace {

// The text as the identifiers it may stand for are stored; empty where it stands for none.
QString storedSpelling(const Store &store, const QString &text)
{
    const std::string cell = text.trimmed().toStdString();
    const EmailResult email = normaliseEmail(cell);
    if (email.status == IdentifierStatus::Usable)
        return QString::fromStdString(email.address);
    return QString::fromStdString(normalisePhone(cell, store.settings().region().toStdString()).e164);
}

} // namespace

Result<ProfileId> findPerson(const Store &store, const QString &text)
{
    auto asWritten = findProfile(store, text);
    if (asWritten || asWritten.error().kind != ErrorKind::NotFound)
        return asWritten;
    const QString spelling = storedSpelling(store, text);
    return spelling.isEmpty() ? asWritten : findProfile(store, spelling);
}

Result<std::vector<ProfileId>> searchPeople(const Store &store, const QString &text, int limit)
{
    auto found = searchProfiles(store, text, limit);
    if (!found || !found->empty())
        return found;
    const QString spelling = storedSpelling(store, text);
    return spelling.isEmpty() ? found : searchProfiles(store, spelling, limit);
}

} // namespace perennial
