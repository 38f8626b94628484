// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <QWidget>

#include <vector>

class QListView;

namespace perennial {

class Label;
class PickView;
class SearchField;

struct PickItem
{
    QString id;
    QString text;
    QString detail;  // at the end of the line, muted: a count
    QString section; // heading above the first of its kind
    QString iconName;
    QString searched = {}; // found by these words too
    QString refusal = {};  // why it cannot be taken; it is shown all the same
};

// The items that answer a search, under their headings.
class PickModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, DetailRole, HeadingRole, IconRole, RefusalRole };

    using QAbstractListModel::QAbstractListModel;

    void setItems(std::vector<PickItem> items);
    // More of them, below all that is shown: for what is found late.
    void appendItems(const std::vector<PickItem> &items);
    void setDetail(const QString &id, const QString &detail);
    void setFilter(const QString &filter);
    // The items are shown as they are given, whatever is typed.
    void setAnsweredElsewhere(bool elsewhere) { m_answeredElsewhere = elsewhere; }
    [[nodiscard]] bool isAnsweredElsewhere() const { return m_answeredElsewhere; }
    // Items get a tick to be set; several can be.
    void setCheckable(bool checkable) { m_checkable = checkable; }
    void setChecked(const QStringList &ids);
    [[nodiscard]] const QStringList &checked() const { return m_checked; }
    void toggle(const QString &id);
    // What is typed can be taken as it is: “Use …”.
    void setFreeText(bool free) { m_freeText = free; }

    [[nodiscard]] int firstItemRow() const;
    [[nodiscard]] int rowOf(const QString &id) const;
    [[nodiscard]] bool isEmpty() const { return m_items.empty(); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Line
    {
        bool heading = false;
        PickItem item;
    };

    void arrange();
    void addLine(std::vector<Line> &lines, const PickItem &item) const;
    [[nodiscard]] QString lastSection() const { return m_lines.empty() ? QString() : m_lines.back().item.section; }

    std::vector<PickItem> m_items;
    std::vector<Line> m_lines;
    QString m_filter;
    QStringList m_checked;
    bool m_checkable = false;
    bool m_freeText = false;
    bool m_answeredElsewhere = false;
};

class PickDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static QRect paintMark(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index);
    static void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QString &text);
};

// A searchable list to pick from: typing filters, arrows move, Enter picks.
class PickList : public QWidget
{
    Q_OBJECT

public:
    // `name` says what is picked: "Metric".
    explicit PickList(const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] PickModel &model() { return *m_model; }
    void setItems(std::vector<PickItem> items);
    void appendItems(const std::vector<PickItem> &items);
    // Typing only tells searched(): somebody else finds the items.
    void setAnsweredElsewhere();
    [[nodiscard]] QString searchText() const;
    void setCurrent(const QString &id);
    // Instead of items: "Looking for values …".
    void setNote(const QString &note);
    void setLineCount(int lines);
    // No larger than what there is.
    void fitLines();
    // As many lines as there are, up to this where the screen has room for them.
    void setTall(int lines);

Q_SIGNALS:
    void picked(const QString &id);
    void toggled(const QStringList &ids);
    void closeRequested();
    void searched(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void take(const QModelIndex &index);
    void move(int rows);
    void selectRow(int row);
    void showRefusal(const QModelIndex &current);
    void fitTall();

    SearchField *m_search;
    PickView *m_view;
    PickModel *m_model;
    Label *m_note;
    bool m_saysNothing = false; // the note is of what is typed
    bool m_refuses = false;     // the note says why
    int m_tall = 0;             // lines at most where it fits what there is; else it keeps its height
};

} // namespace perennial
