// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/evidencewords.h"

#include "ui/segment/figures/answerwords.h"

#include <QCoreApplication>

namespace perennial {

namespace {

constexpr size_t MostShown = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::EvidenceWords", text);
}

QString wordsOfOne(const Evidence &evidence, const QTimeZone &zone)
{
    if (evidence.kind != EvidenceKind::Event && evidence.kind != EvidenceKind::Order)
        return answerwords::evidence(evidence, zone);
    return (answerwords::happened(evidence, false, zone) + u' ' + answerwords::amount(evidence)).trimmed();
}

} // namespace

QString evidenceWords(const ExplainedNode &node, const QTimeZone &zone)
{
    const size_t shown = std::min(node.evidence.size(), MostShown);
    QStringList pieces;
    for (size_t i = 0; i < shown; ++i)
        pieces.append(wordsOfOne(node.evidence[i], zone));
    QString found = pieces.join(QStringLiteral(" · "));
    if (node.evidenceTotal > shown)
        found += u' ' + tr("and %1 more").arg(node.evidenceTotal - shown);
    if (node.compared.isEmpty() || found.isEmpty())
        return node.compared + found;
    return node.compared + QStringLiteral(": ") + found;
}

} // namespace perennial
