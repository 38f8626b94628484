// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <map>
#include <vector>

namespace perennial {

class Label;
class PickList;
class TagChip;

// The tags of one thing, or of several together: chips with a cross, and a line that finds the tags there are and takes
// new ones. Tells every change at once.
class TagPicker : public QWidget
{
    Q_OBJECT

public:
    static constexpr int LongestTag = 40;

    // `tags` are those of each, `known` all there are with how many have them.
    TagPicker(const QString &title, std::vector<QStringList> tags, const std::map<QString, int> &known,
              QWidget *parent = nullptr);

Q_SIGNALS:
    // To all of them, from all of them.
    void added(const QString &tag);
    void removed(const QString &tag);
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] int countOf(const QString &tag) const;
    [[nodiscard]] QStringList present() const;
    void add(const QString &text);
    void remove(const QString &tag);
    void fill();

    std::vector<QStringList> m_tags;
    std::map<QString, int> m_known;
    QWidget *m_chips;
    std::vector<TagChip *> m_shown;
    PickList *m_list;
};

} // namespace perennial
