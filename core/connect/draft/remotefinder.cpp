// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/remotefinder.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Of several with one name the first will do.
bool isTakenAtOnce(RemoteKind kind)
{
    return kind == RemoteKind::List || kind == RemoteKind::Template;
}

} // namespace

// All pages; a cursor that does not move ends them.
Result<std::vector<KlaviyoThing>> RemoteFinder::all(const Page &page)
{
    std::vector<KlaviyoThing> things;
    QString cursor;
    for (;;) {
        const auto answer = m_calls.ask(page(cursor));
        if (!answer)
            return failure(answer.error());
        auto found = thingsOf(answer->body);
        if (!found)
            return failure(ErrorKind::Refused, tr("Klaviyo's answer cannot be read."));
        things.insert(things.end(), found->things.begin(), found->things.end());
        if (found->cursor.isEmpty() || found->cursor == cursor)
            return things;
        cursor = found->cursor;
    }
}

Result<std::vector<KlaviyoThing>> RemoteFinder::called(DraftObject object, const QString &name)
{
    auto things = all([&](const QString &cursor) { return findDrafts(object, name, cursor, m_calls.base()); });
    if (things)
        std::erase_if(*things, [&](const KlaviyoThing &thing) { return thing.name != name; });
    return things;
}

// Of several lists the first, as a push takes it; which metric or segment is meant, somebody has to say.
Result<void> RemoteFinder::choose(const RemoteName &name, const std::vector<KlaviyoThing> &things)
{
    std::vector<KlaviyoThing> same;
    std::ranges::copy_if(things, std::back_inserter(same),
                         [&](const KlaviyoThing &thing) { return thing.name == name.name; });
    const auto chosen = m_chosen.find(name);
    if (chosen != m_chosen.end())
        std::erase_if(same, [&](const KlaviyoThing &thing) { return thing.id != chosen->second; });
    if (same.empty())
        return {};
    if (same.size() > 1 && !isTakenAtOnce(name.kind)) {
        QStringList each;
        for (const KlaviyoThing &thing : same)
            each.append(thing.integration.isEmpty() ? thing.id
                                                    : QStringLiteral("%1 (%2)").arg(thing.id, thing.integration));
        return failure(ErrorKind::Refused, tr("Klaviyo has more than one %1: %2. Say which is meant; nothing was made.")
                                               .arg(wordsOf(name), each.join(QStringLiteral(", "))));
    }
    ids.emplace(name, same.front().id);
    return {};
}

Result<void> RemoteFinder::find(RemoteKind kind, const QStringList &names)
{
    const qsizetype atOnce = kind == RemoteKind::Metric ? names.size() : MostNamesAtOnce;
    for (qsizetype from = 0; from < names.size(); from += atOnce) {
        const QStringList some = names.mid(from, atOnce);
        const auto things = all([&](const QString &cursor) { return findThings(kind, some, cursor, m_calls.base()); });
        if (!things)
            return failure(things.error());
        for (const QString &name : some)
            if (const auto chosen = choose({kind, name}, *things); !chosen)
                return chosen;
    }
    return {};
}

Result<void> RemoteFinder::find(const QJsonObject &request)
{
    std::map<RemoteKind, QStringList> byKind;
    for (const RemoteName &name : namesIn(request))
        byKind[name.kind].append(name.name);
    for (const auto &[kind, names] : byKind)
        if (const auto found = find(kind, names); !found)
            return found;
    return {};
}

} // namespace perennial
