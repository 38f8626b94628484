// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/kindpicker.h"

#include "ui/flow/editing/nodekinds.h"
#include "ui/segment/pickers/picklist.h"

#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int Lines = 16;
constexpr int Width = 272;

} // namespace

KindPicker::KindPicker(bool withTriggers, QWidget *parent)
    : Picker(parent)
{
    auto *list = new PickList(tr("Step"), this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(list);
    list->setMinimumWidth(Width);
    list->setTall(Lines);
    setFocusProxy(list);
    std::vector<PickItem> items;
    for (const NodeKindFace &face : nodeKinds()) {
        if (face.group == KindGroup::Start && !withTriggers)
            continue;
        items.push_back({.id = QLatin1String(face.id),
                         .text = nameOf(face),
                         .detail = {},
                         .section = titleOf(face.group),
                         .iconName = QLatin1String(face.iconName),
                         .searched = searchedWords(face)});
    }
    list->setItems(std::move(items));
    connect(list, &PickList::picked, this, [this](const QString &kind) {
        Q_EMIT committed();
        Q_EMIT chosen(kind);
    });
}

} // namespace perennial
