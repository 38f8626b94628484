// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/store/flowshelf.h"
#include "ui/segment/portfolio/linemodel.h"
#include "ui/segment/portfolio/namedelegate.h"

#include <QTimeZone>

namespace perennial {

// A flow as the table shows it.
struct FlowLine
{
    SavedFlow saved;
    std::optional<FlowDoc> doc; // nothing where it cannot be read
    QString sentence;           // what starts it; else why it cannot be read
    int steps = 0;
    int messages = 0;
};

[[nodiscard]] inline FlowId idOf(const FlowLine &line)
{
    return line.saved.id;
}
[[nodiscard]] inline QString &nameOf(FlowLine &line)
{
    return line.saved.name;
}
[[nodiscard]] inline const QString &nameOf(const FlowLine &line)
{
    return line.saved.name;
}

[[nodiscard]] FlowLine lineOf(const SavedFlow &saved);

class FlowListModel : public LineModel<FlowLine>
{
    Q_OBJECT

public:
    enum Column { NameColumn, StepsColumn, MessagesColumn, UpdatedColumn, ColumnCount };
    enum Role { SentenceRole = NameDelegate::SentenceRole, FlowIdRole, SortRole };

    using LineModel::LineModel;

    void setZone(const QTimeZone &zone) { m_zone = zone; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void renamed(perennial::FlowId id, const QString &name);

protected:
    void noteRenamed(const FlowLine &line) override { Q_EMIT renamed(line.saved.id, line.saved.name); }

private:
    [[nodiscard]] QString text(const FlowLine &line, int column) const;
    [[nodiscard]] QVariant sortKey(const FlowLine &line, int column) const;

    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace perennial
