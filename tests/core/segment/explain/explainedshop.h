// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"
#include "core/segment/saved/segmentsources.h"

#include <QTemporaryDir>

namespace perennial {

// A few people of a shop, told in full. Ada (1) ordered on the 1st and the 31st of January 2026 and unsubscribed, Bo
// (2) ordered on the 1st of February and bounced, nothing but a score is known of the third. It is the 10th of
// February. “Buyers” are those who ordered in the last ten days.
class ExplainedShop
{
public:
    // The test has failed where it cannot be made.
    ExplainedShop();

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const std::shared_ptr<const ProfileTable> &table() const { return m_table; }
    // Of one group with the children, which have ' for ".
    [[nodiscard]] static SegmentDoc document(const QByteArray &children, const char *match = "all");
    [[nodiscard]] Explanation explained(const QByteArray &children, qint64 person,
                                        const SegmentSources *sources = nullptr) const;

    static constexpr Instant Now{1770681600000};

private:
    void write() const;

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("shop.perennial"));
    std::shared_ptr<const ProfileTable> m_table;
};

// Those an evaluation finds; nothing where the document does not compile.
[[nodiscard]] std::optional<ProfileSet> membersOf(const SegmentDoc &doc,
                                                  const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                                  const SegmentSources *sources = nullptr);

} // namespace perennial
