// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/page/flowlistmodel.h"
#include "ui/segment/portfolio/nametable.h"

namespace perennial {

// The table of all flows: Enter opens, F2 renames, Ctrl+D duplicates, Del deletes.
class FlowTable : public NameTable
{
    Q_OBJECT

public:
    explicit FlowTable(FlowListModel &model, QWidget *parent = nullptr);

    void select(FlowId id) { selectId(id.value); }
    [[nodiscard]] FlowId current() const { return {currentId()}; }

Q_SIGNALS:
    void opened(perennial::FlowId id);
    void duplicateWanted(perennial::FlowId id);
    void exportWanted(perennial::FlowId id);
    void deleteWanted(perennial::FlowId id);

protected:
    [[nodiscard]] bool isLink(const QModelIndex &) const override { return false; }
    [[nodiscard]] QMenu *makeMenu() override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace perennial
