// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audience/exportpreview.h"

#include "core/segment/document/segmentdoc.h"
#include "core/segment/document/sentence.h"
#include "ui/widgets/format.h"

#include <algorithm>

namespace perennial {

void ExportPreviewModel::setReport(const ExportReport &report)
{
    beginResetModel();
    m_report = report;
    endResetModel();
}

int ExportPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_report.sample.size());
}

int ExportPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_report.header.size());
}

QVariant ExportPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const bool wanted = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    return wanted ? m_report.sample[static_cast<size_t>(index.row())].value(index.column()) : QVariant();
}

QVariant ExportPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return orientation == Qt::Horizontal ? QVariant(m_report.header.value(section)) : QVariant(section + 1);
}

namespace {

constexpr qint64 BytesPerMegabyte = 1'000'000;

QString tr(const char *text)
{
    return ExportPreviewModel::tr(text);
}

} // namespace

QString includedText(const ExportReport &report)
{
    if (report.rows == 0)
        return tr("Nobody will be written.");
    return report.rows == 1 ? tr("1 person will be written.")
                            : tr("%1 people will be written.").arg(format::count(report.rows));
}

QString excludedText(const ExportReport &report, ExportChannel channel)
{
    qint64 total = 0;
    QStringList reasons;
    for (const auto &[reason, count] : report.excluded) {
        if (count == 0)
            continue;
        total += count;
        reasons.append(tr("%1 %2").arg(format::count(count), exclusionText(reason, channel)));
    }
    return total == 0 ? QString() : tr("%1 left out: %2").arg(format::count(total), reasons.join(QStringLiteral("; ")));
}

QString formulaText(const ExportReport &report, CsvSafety safety)
{
    if (report.formulaCells == 0)
        return {};
    const QString cells = report.formulaCells == 1
                              ? tr("1 cell begins like a formula")
                              : tr("%1 cells begin like a formula").arg(format::count(report.formulaCells));
    return safety == CsvSafety::Spreadsheet
               ? tr("%1; each gets an apostrophe in front.").arg(cells)
               : tr("%1. They are written as they are: don't open this file in a spreadsheet.").arg(cells);
}

QString limitText(const ExportReport &report, const ExportLayout &layout)
{
    if (layout.mostRows > 0 && report.rows > layout.mostRows)
        return tr("The platform takes %1 rows in a file at most. Split the audience.")
            .arg(format::count(layout.mostRows));
    if (layout.largestFile > 0 && report.bytes > layout.largestFile)
        return tr("The file will have %1 MB; the platform takes %2 MB at most. Leave columns out, or split the "
                  "audience.")
            .arg(format::count(report.bytes / BytesPerMegabyte), format::count(layout.largestFile / BytesPerMegabyte));
    return {};
}

// Numbered as the builder numbers its conditions.
QString unfinishedText(const SegmentDoc &doc, const Readiness &readiness)
{
    QStringList names;
    int number = 0;
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) {
        if (node.group())
            return;
        ++number;
        if (std::ranges::find(readiness.unfinished, path) != readiness.unfinished.end())
            names.append(tr("condition %1 (“%2”)").arg(number).arg(wordsOf(node)));
    });
    return tr("This segment is unfinished. Finish or remove what is there before you export: %1.")
        .arg(names.join(QLatin1String("; ")));
}

} // namespace perennial
