// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/segmentcycle.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct NamedSegment
{
    QString name;
    QString where;
};

std::vector<NamedSegment> segmentsNamedIn(const SegmentDoc &doc)
{
    std::vector<NamedSegment> named;
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) {
        const auto *membership = std::get_if<MembershipCondition>(&node.is);
        if (membership && membership->of == MemberOf::Segment && !membership->name.isEmpty())
            named.push_back({membership->name, path.toJsonPath() + QLatin1String(".name")});
    });
    return named;
}

// A segment reached from the document, by way of which other, and where the document names the first of that way.
struct Reached
{
    QString name;
    size_t by = 0;
    QString where;
};

Error cycle(const std::vector<Reached> &reached, size_t last, const QString &where)
{
    QStringList names;
    for (size_t at = last; at != 0; at = reached[at].by)
        names.prepend(reached[at].name);
    names.prepend(reached.front().name);
    return segmentCircle(names, where);
}

} // namespace

bool namesSegment(const SegmentDoc &doc, const QString &name)
{
    return std::ranges::any_of(segmentsNamedIn(doc),
                               [&](const NamedSegment &named) { return isSameSegmentName(named.name, name); });
}

QString nameKey(QString name)
{
    for (QChar &letter : name)
        if (letter >= u'A' && letter <= u'Z')
            letter = letter.toLower();
    return name;
}

bool isSameSegmentName(const QString &a, const QString &b)
{
    return nameKey(a) == nameKey(b);
}

Error segmentCircle(QStringList names, const QString &where)
{
    names.append(names.front());
    for (QString &name : names)
        name = tr("“%1”").arg(name);
    return {
        ErrorKind::Invalid, tr("A segment cannot contain itself: %1.").arg(names.join(tr(" contains "))), where, {}};
}

Result<void> requireNoCycle(const SegmentDoc &doc, const SegmentLookup &lookup)
{
    const QString start = nameKey(doc.name);
    std::vector<Reached> reached{{doc.name, 0, {}}};
    QSet<QString> known;
    for (size_t at = 0; at < reached.size(); ++at) {
        const auto found = at == 0 ? Result<std::optional<SegmentDoc>>(doc) : lookup(reached[at].name);
        if (!found)
            return failure(found.error());
        if (!*found)
            continue;
        for (const NamedSegment &next : segmentsNamedIn(**found)) {
            const QString where = at == 0 ? next.where : reached[at].where;
            if (nameKey(next.name) == start)
                return failure(cycle(reached, at, where));
            if (!known.contains(nameKey(next.name))) {
                known.insert(nameKey(next.name));
                reached.push_back({next.name, at, where});
            }
        }
    }
    return {};
}

} // namespace perennial
