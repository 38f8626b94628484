// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/explain/fliptrial.h"

#include "tests/core/segment/explain/explainedshop.h"
#include "tests/core/segment/rows/storechange.h"

#include <QTest>

namespace perennial {

void FlipTrial::tryFlip(const QString &storePath, const std::shared_ptr<const ProfileTable> &table,
                        const SegmentDoc &doc, ProfileId person, Instant asOf)
{
    const auto explanation = explain(doc, table, person, asOf, Progress());
    QVERIFY(explanation.has_value());
    if (!explanation->flip.possible) {
        ++m_impossible;
        return;
    }
    const Flip &flip = explanation->flip;
    const QString copy = m_folder.filePath(QStringLiteral("copy.perennial"));
    QFile::remove(copy);
    QVERIFY(QFile::copy(storePath, copy));
    QVERIFY(StoreChange(copy, person).make(flip.changes));
    const auto changed = ProfileTable::build(copy, Progress());
    QVERIFY(changed.has_value());
    const auto members = membersOf(doc, *changed, flip.on.value_or(asOf));
    QVERIFY(members.has_value());
    const bool flipped = members->contains(*(*changed)->indexOf(person)) != explanation->member;
    ++m_flipped;
    if (!flipped)
        qWarning().noquote() << "person" << person.value << asOf.toIso() << flip.sentence << "\n" << doc.toJson();
    QVERIFY(flipped);
    if (!flip.on || !flip.changes.empty())
        return;
    const auto before = membersOf(doc, table, {flip.on->ms - 1});
    QCOMPARE(before->contains(*table->indexOf(person)), explanation->member);
}

} // namespace perennial
