// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/mappingdelegate.h"

#include "ui/import/mappingmodel.h"
#include "ui/widgets/icon.h"

#include <QComboBox>
#include <QPainter>
#include <QTimer>

namespace perennial {

namespace {

constexpr int MostShown = 16;

QStringList choicesOf(const QModelIndex &index)
{
    return index.data(MappingModel::ChoicesRole).toStringList();
}

} // namespace

QWidget *MappingDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    const QStringList choices = choicesOf(index);
    if (choices.isEmpty())
        return QStyledItemDelegate::createEditor(parent, option, index);
    auto *box = new QComboBox(parent);
    box->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
    box->setMaxVisibleItems(MostShown);
    box->addItems(choices);
    connect(box, &QComboBox::activated, this, [this, box] {
        auto *self = const_cast<MappingDelegate *>(this);
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    QTimer::singleShot(0, box, &QComboBox::showPopup);
    return box;
}

void MappingDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor))
        box->setCurrentText(index.data(Qt::EditRole).toString());
    else
        QStyledItemDelegate::setEditorData(editor, index);
}

void MappingDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *box = qobject_cast<QComboBox *>(editor))
        model->setData(index, box->currentText());
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}

// A small arrow says that a click opens choices.
void MappingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool opens = index.flags().testFlag(Qt::ItemIsEditable);
    const QRect mark =
        QStyle::alignedRect(option.direction, Qt::AlignRight | Qt::AlignVCenter, {size::IconSmall, size::IconSmall},
                            option.rect.adjusted(size::Gap, 0, -size::Gap, 0));
    QStyledItemDelegate::paint(painter, option, index);
    if (opens)
        paintIcon(*painter, choicesOf(index).isEmpty() ? QStringLiteral("edit") : QStringLiteral("chevron-down"), mark,
                  Tokens::current().muted);
}

} // namespace perennial
