// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace perennial {

// Some people with what the conditions ask about.
class SampleModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setSample(std::vector<SampleColumn> columns, std::vector<SamplePerson> people, const QTimeZone &zone);
    [[nodiscard]] const std::vector<SamplePerson> &people() const { return m_people; }
    [[nodiscard]] bool isNumber(int column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<SampleColumn> m_columns;
    std::vector<SamplePerson> m_people;
    QTimeZone m_zone = QTimeZone::utc();
};

// A click or Enter chooses a person. Where there is no room for all columns, the last ones give way.
class SampleTable : public QTableView
{
    Q_OBJECT

public:
    explicit SampleTable(QWidget *parent = nullptr);

    void setSample(std::vector<SampleColumn> columns, std::vector<SamplePerson> people, const QTimeZone &zone);
    void setBusy(bool busy);

Q_SIGNALS:
    void personChosen(perennial::ProfileId id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
    void applyInk();

    SampleModel *m_model;
    bool m_busy = false;
};

} // namespace perennial
