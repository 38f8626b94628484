// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/audienceexport.h"
#include "core/segment/document/readiness.h"

#include <QAbstractTableModel>

namespace perennial {

// The first rows as they would be written.
class ExportPreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const ExportReport &report);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ExportReport m_report;
};

// "1,204 people will be written."
[[nodiscard]] QString includedText(const ExportReport &report);
// "310 stay behind: 300 not subscribed to e-mail, 10 suppressed …"; empty where nobody does.
[[nodiscard]] QString excludedText(const ExportReport &report, ExportChannel channel);
// "12 cells begin like a formula …"; empty where none does.
[[nodiscard]] QString formulaText(const ExportReport &report, CsvSafety safety);
// That the file is larger than the platform takes; empty: it is not.
[[nodiscard]] QString limitText(const ExportReport &report, const ExportLayout &layout);
// "This segment is unfinished. Finish or remove …: condition 2 (“…”)."
[[nodiscard]] QString unfinishedText(const SegmentDoc &doc, const Readiness &readiness);

} // namespace perennial
