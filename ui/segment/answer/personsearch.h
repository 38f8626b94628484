// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/figures/segmentfigures.h"

#include <QWidget>

class QListWidget;

namespace perennial {

class Label;
class SearchField;

// Finds a person by name, address or order number; the finding itself is its owner's.
class PersonSearch : public QWidget
{
    Q_OBJECT

public:
    explicit PersonSearch(QWidget *parent = nullptr);

    void setFound(const std::vector<SamplePerson> &people);
    void setFailure(const QString &message);

Q_SIGNALS:
    void typed(const QString &text); // never empty
    void emptied();
    void chosen(const perennial::SamplePerson &person);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteText(const QString &text);
    void choose(int row);

    SearchField *m_field;
    QListWidget *m_list;
    Label *m_none;
    std::vector<SamplePerson> m_people;
    bool m_takeFirst = false; // of what is found next
};

} // namespace perennial
