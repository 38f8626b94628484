// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"
#include "core/store/segmentshelf.h"
#include "ui/segment/portfolio/namedelegate.h"

#include <QAbstractTableModel>

#include <map>

namespace perennial {

// A saved segment as the list shows it.
struct SegmentLine
{
    SavedSegment saved;
    std::optional<SegmentDoc> doc; // nothing where a newer Perennial wrote it
    QString sentence;
    std::optional<qint64> members;
    qint64 people = 0;
    QString problem; // why it cannot be counted
    std::optional<int> health;
};

class SegmentListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, CountColumn, ShareColumn, HealthColumn, UpdatedColumn, ColumnCount };
    enum Role { SentenceRole = NameDelegate::SentenceRole, SegmentIdRole, SortRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(std::vector<SegmentLine> lines);
    void setCount(SegmentId id, std::optional<qint64> members, qint64 people, const QString &problem);
    // Of 100; those that are not among them have none.
    void setHealth(const std::map<SegmentId, int> &scores);
    void remove(SegmentId id);
    void setZone(const QTimeZone &zone) { m_zone = zone; }
    [[nodiscard]] const std::vector<SegmentLine> &lines() const { return m_lines; }
    [[nodiscard]] const SegmentLine *line(SegmentId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void renamed(perennial::SegmentId id, const QString &name);

private:
    [[nodiscard]] QString text(const SegmentLine &line, int column) const;
    [[nodiscard]] int rowOf(SegmentId id) const;

    std::vector<SegmentLine> m_lines;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace perennial
