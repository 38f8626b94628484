// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/commandprovider.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QWidget>

class QListView;

namespace perennial {

class SearchField;

// What the palette lists, best first.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole + 1, KindRole, IconRole, ShortcutRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<PaletteEntry> entries);
    [[nodiscard]] const PaletteEntry &entry(int row) const { return m_entries.at(static_cast<size_t>(row)); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<PaletteEntry> m_entries;
};

// Ctrl+K: finds everything the providers know. Lies over the whole window; Esc or a click beside it closes it.
class CommandPalette : public QWidget
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    void addProvider(CommandProvider *provider);
    void open();
    void close();
    [[nodiscard]] const PaletteModel &model() const { return *m_model; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask(const QString &query);
    void take(const QString &query, size_t provider, std::vector<PaletteEntry> entries);
    void run(const QModelIndex &index);
    void move(int rows);
    void layOut();
    bool handleKey(int key);

    std::vector<CommandProvider *> m_providers;
    std::vector<std::vector<PaletteEntry>> m_answers;
    QString m_query;
    QWidget *m_panel;
    SearchField *m_field;
    QListView *m_list;
    QWidget *m_nothing;
    PaletteModel *m_model;
    QPointer<QWidget> m_focusBefore;
};

} // namespace perennial
