// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QStyledItemDelegate>

namespace perennial {

// A tag as a button: to look at what has it (it can be checked), or to take it off (with a cross).
class TagChip : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Kind { Filter, Removable };

    // `detail`, muted after the tag: how many have it.
    TagChip(Kind kind, const QString &tag, const QString &detail, QWidget *parent = nullptr);

    [[nodiscard]] const QString &tag() const { return m_tag; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QString mark() const;

    Kind m_kind;
    QString m_tag;
    QString m_detail;
};

// A column of tags as small chips, in two lines at most; those without room are a number.
class TagsDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    // The tag that is drawn there in a cell; empty: none.
    [[nodiscard]] static QString tagAt(const QRect &cell, const QStringList &tags, Qt::LayoutDirection direction,
                                       const QPoint &at);
};

} // namespace perennial
