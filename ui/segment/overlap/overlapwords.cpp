// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/overlapwords.h"

#include "ui/widgets/format.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial::overlapwords {

namespace {

QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial::Overlap", text, comment);
}

QString quoted(const QString &name)
{
    return tr("“%1”").arg(name);
}

double part(quint32 count, quint32 of)
{
    return of == 0 ? 0 : double(count) / double(of);
}

QString show(quint32 count)
{
    return count == 0   ? tr("Nobody to show")
           : count == 1 ? tr("Show 1 person")
                        : tr("Show %1 people").arg(format::count(count));
}

QStringList quotedNames(const OverlapMap &map, const std::vector<size_t> &places)
{
    QStringList names;
    for (const size_t place : places)
        names.append(quoted(map.segment(place).name));
    return names;
}

QString plainNames(const OverlapMap &map, const std::vector<size_t> &places)
{
    QStringList names;
    for (const size_t place : places)
        names.append(map.segment(place).name);
    return list(names);
}

// Where there is no other segment, all of them are in no other.
SetRegion inNoOther(const OverlapMap &map, size_t place)
{
    SetRegion region{{place}, {}};
    for (size_t other = 0; other < map.size(); ++other) {
        if (other != place)
            region.notIn.push_back(other);
    }
    return region;
}

OverlapFact alone(const OverlapMap &map, size_t place)
{
    const OverlapSegment &segment = map.segment(place);
    const quint32 count = map.count(place), only = map.only(place);
    const QString name = quoted(segment.name);
    const QString size = count == 0   ? tr("Nobody is in %1.").arg(name)
                         : count == 1 ? tr("1 person is in %1.").arg(name)
                                      : tr("%1 people are in %2: %3 of everybody.")
                                            .arg(format::count(count), name, format::share(part(count, map.people())));
    const QString rest =
        count == 0  ? QString()
        : only == 0 ? tr("All of them are in others too.")
        : only == 1 ? tr("1 of them is in no other, %1.").arg(format::share(part(only, count)))
                    : tr("%1 of them are in no other, %2.").arg(format::count(only), format::share(part(only, count)));
    return {.sentence = rest.isEmpty() ? size : tr("%1 %2", "two sentences").arg(size, rest),
            .offers = {{.link = show(count),
                        .name = segment.name,
                        .about = {},
                        .region = {{place}, {}},
                        .count = count,
                        .canBecome = false},
                       {.link = tr("In no other: %1").arg(format::count(only)),
                        .name = tr("Only in %1").arg(segment.name),
                        .about = tr("Those in no other segment"),
                        .region = inNoOther(map, place),
                        .count = only}},
            .segment = segment.id};
}

OverlapOffer without(const OverlapMap &map, size_t a, size_t b)
{
    const quint32 count = map.count(a) - map.both(a, b);
    const QString name = map.segment(a).name;
    return {.link = tr("Only in %1: %2").arg(quoted(name), format::count(count)),
            .name = tr("%1 without %2", "two segments").arg(name, map.segment(b).name),
            .about = tr("Those only in %1").arg(quoted(name)),
            .region = {{a}, {b}},
            .count = count};
}

QString pairSentence(const OverlapMap &map, size_t a, size_t b)
{
    const QString first = quoted(map.segment(a).name), second = quoted(map.segment(b).name);
    const quint32 both = map.both(a, b);
    if (both == 0)
        return tr("Nobody is in both %1 and %2.").arg(first, second);
    const QString shareA = format::share(part(both, map.count(a))), shareB = format::share(part(both, map.count(b)));
    if (both == 1)
        return tr("1 person is in both %1 and %2: %3 of %1, %4 of %2.").arg(first, second, shareA, shareB);
    return tr("%5 people are in both %1 and %2: %3 of %1, %4 of %2.")
        .arg(first, second, shareA, shareB, format::count(both));
}

QString nobodysWords(const OverlapMap &map, const SetRegion &region, quint32 count, bool whole)
{
    const QString sets = format::count(static_cast<qint64>(region.notIn.size()));
    const bool one = region.notIn.size() == 1;
    const QString only = one ? quoted(map.segment(region.notIn.front()).name) : QString();
    if (count == 0)
        return whole ? tr("Everybody is in at least one segment")
               : one ? tr("Everybody is in %1").arg(only)
                     : tr("Everybody is in at least one of these %1 segments").arg(sets);
    const QString who =
        count == 1 ? tr("1 person is")
                   : tr("%1 people (%2) are").arg(format::count(count), format::share(part(count, map.people())));
    const QString where = whole ? tr("in no segment")
                          : one ? tr("not in %1").arg(only)
                                : tr("in none of these %1 segments").arg(sets);
    return tr("%1 %2", "1,204 people are, in no segment").arg(who, where);
}

// "in A and B, and in none of the other 4"
QString whereWords(const OverlapMap &map, const SetRegion &region)
{
    const QString in = list(quotedNames(map, region.in));
    if (region.notIn.empty())
        return tr("in %1", "segments").arg(in);
    if (region.notIn.size() == 1)
        return tr("in %1, and not in %2", "segments").arg(in, quotedNames(map, region.notIn).first());
    return tr("in %1, and in none of the other %2", "segments").arg(in, format::count(qint64(region.notIn.size())));
}

} // namespace

QString people(quint32 count)
{
    return count == 1 ? tr("1 person") : tr("%1 people").arg(format::count(count));
}

QString list(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return tr("%1 and %2", "the last of a list")
        .arg(names.mid(0, names.size() - 1).join(tr(", ", "between names")), names.last());
}

QString shortCount(quint32 count)
{
    return count < 1'000'000 ? format::count(count) : tr("%1 M", "millions").arg(format::decimal(count / 1e6, 1));
}

QString shortShare(double share)
{
    const double percent = share * 100;
    if (percent > 0 && percent < 1)
        return tr("< %1 %", "percent").arg(1);
    // Not quite everybody is not everybody.
    const double shown = percent < 100 ? std::min(99.0, std::round(percent)) : 100;
    return tr("%1 %", "percent").arg(format::decimal(shown, 0));
}

OverlapFact pair(const OverlapMap &map, size_t a, size_t b)
{
    if (a == b)
        return alone(map, a);
    const quint32 both = map.both(a, b);
    const QString name = tr("%1 and %2", "two segments").arg(map.segment(a).name, map.segment(b).name);
    return {
        .sentence = pairSentence(map, a, b),
        .offers =
            {{.link = show(both), .name = name, .about = tr("Those in both"), .region = {{a, b}, {}}, .count = both},
             without(map, a, b),
             without(map, b, a)},
        .segment = {}};
}

OverlapFact combination(const OverlapMap &map, size_t combination)
{
    const SetRegion region = map.regionOf(combination);
    const quint32 count = map.combinations()[combination];
    const QString where = whereWords(map, region), names = plainNames(map, region.in);
    const QString sentence = count == 0 ? tr("Nobody is %1.", "Nobody is in A").arg(where)
                             : count == 1
                                 ? tr("1 person is %1.", "1 person is in A").arg(where)
                                 : tr("%1 people are %2: %3 of everybody.", "12 people are in A: 1 %")
                                       .arg(format::count(count), where, format::share(part(count, map.people())));
    return {.sentence = sentence,
            .offers = {{.link = show(count),
                        .name = region.notIn.empty() ? names : tr("Only in %1").arg(names),
                        .about = {},
                        .region = region,
                        .count = count}},
            .segment = {}};
}

OverlapFact nobodys(const OverlapMap &map, bool ofCombined)
{
    const quint32 count = ofCombined ? map.combinations().front() : map.inNone();
    SetRegion region;
    if (ofCombined) {
        region = map.regionOf(0);
    } else {
        for (size_t place = 0; place < map.size(); ++place)
            region.notIn.push_back(place);
    }
    const auto sets = static_cast<qint64>(region.notIn.size());
    const bool whole = sets == static_cast<qint64>(map.members().segments.size()) && map.members().absent.empty();
    return {.sentence = nobodysWords(map, region, count, whole),
            .offers = {{.link = {},
                        .name = whole       ? tr("In no segment")
                                : sets == 1 ? tr("Not in %1").arg(map.segment(region.notIn.front()).name)
                                            : tr("In none of %1 segments").arg(format::count(sets)),
                        .about = {},
                        .region = region,
                        .count = count}},
            .segment = {}};
}

QString inOne(const OverlapMap &map)
{
    return map.inOne() == 0   ? tr("nobody is in exactly one")
           : map.inOne() == 1 ? tr("1 person is in exactly one")
                              : tr("%1 people are in exactly one").arg(format::count(map.inOne()));
}

} // namespace perennial::overlapwords
