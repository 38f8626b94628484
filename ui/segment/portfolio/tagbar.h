// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <map>

namespace perennial {

class LinkButton;
class TagChip;

// The tags there are as chips, those that are used most first: a click on one shows only what has it. Hidden while
// there are none.
class TagBar : public QWidget
{
    Q_OBJECT

public:
    explicit TagBar(QWidget *parent = nullptr);

    // How many have each; those that are chosen and gone are chosen no more.
    void setTags(const std::map<QString, int> &tags);
    [[nodiscard]] const QStringList &chosen() const { return m_chosen; }
    void toggle(const QString &tag);
    void clear();

Q_SIGNALS:
    void chosenChanged(const QStringList &tags);

private:
    struct Entry
    {
        QString tag;
        int count = 0;
    };

    void fill();
    void addChip(const Entry &entry);

    std::vector<Entry> m_entries; // those most used first
    QStringList m_chosen;
    bool m_showsAll = false;
    std::vector<QWidget *> m_parts;
};

} // namespace perennial
