// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/portfolio/figuredelegate.h"
#include "ui/segment/portfolio/listmodel.h"
#include "ui/segment/portfolio/nametable.h"

namespace perennial {

// The table of all lists: Enter shows the people, F2 renames, Del deletes.
class ListTable : public NameTable
{
    Q_OBJECT

public:
    explicit ListTable(ListModel &model, QWidget *parent = nullptr);

    void select(ListId id) { selectId(id.value); }
    [[nodiscard]] ListId current() const { return {currentId()}; }

Q_SIGNALS:
    void peopleWanted(perennial::ListId id);
    void useWanted(perennial::ListId id);
    void deleteWanted(perennial::ListId id);

protected:
    [[nodiscard]] bool isLink(const QModelIndex &index) const override;
    [[nodiscard]] QMenu *makeMenu() override;
};

} // namespace perennial
