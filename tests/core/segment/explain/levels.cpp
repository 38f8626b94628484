// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/explain/levels.h"

namespace perennial {

// Even levels hold who is in both, odd ones who is in either.
SegmentDoc Levels::at(int level) const
{
    const QByteArray below = QByteArray::number(level - 1);
    const QByteArray since =
        m_since ? ",'since':{'kind':'last','n':" + QByteArray::number(*m_since) + ",'unit':'day'}" : QByteArray();
    const QByteArray children =
        level == 0 ? QByteArray("{'kind':'event','metric':'Placed Order','window':{'kind':'last','n':30,'unit':'day'},"
                                "'compare':{'op':'at_least_once'}}")
                   : "{'kind':'membership','name':'Level " + below + "'},{'kind':'membership','name':'LEVEL " + below +
                         "'" + since + "}";
    const QByteArray json = "{'format':'perennial-segment','version':1,'root':{'kind':'group','match':'" +
                            QByteArray(level % 2 == 0 ? "all" : "any") + "','children':[" + children + "]}}";
    return SegmentDoc::fromJson(QByteArray(json).replace('\'', '"')).value();
}

Result<std::optional<SegmentDoc>> Levels::definition(const SavedName &name) const
{
    ++m_fetched;
    return std::optional(at(name.name.mid(6).toInt()));
}

} // namespace perennial
