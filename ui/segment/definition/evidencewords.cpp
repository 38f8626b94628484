// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/evidencewords.h"

#include <QCoreApplication>

namespace perennial {

namespace {

constexpr size_t MostLines = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::EvidenceWords", text);
}

} // namespace

QString evidenceWords(const ExplainedNode &node, const QTimeZone &zone)
{
    QStringList lines;
    if (!node.compared.isEmpty())
        lines.append(node.compared);
    const size_t shown = std::min(node.evidence.size(), MostLines);
    for (size_t i = 0; i < shown; ++i)
        lines.append(wordsOf(node.evidence[i], zone));
    if (node.evidenceTotal > shown)
        lines.append(tr("and %1 more").arg(node.evidenceTotal - shown));
    return lines.join(u'\n');
}

} // namespace perennial
