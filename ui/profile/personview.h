// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/profileview.h"
#include "core/store/storesummary.h"

#include <QTimeZone>
#include <QWidget>

class QScrollArea;

namespace perennial {

class PersonHistory;
class StatTile;

// A person with what they brought.
struct Person
{
    ProfileView view;
    std::map<QString, Revenue> revenue; // by currency
};

// One person: four numbers, facts at the start, history beside them.
class PersonView : public QWidget
{
    Q_OBJECT

public:
    explicit PersonView(QWidget *parent = nullptr);

    // `currency` is the store's: the one whose sum stands large where there are several.
    void setPerson(const Person &person, const QTimeZone &zone, const QString &currency);

Q_SIGNALS:
    void undoMergeRequested(qint64 merge);

private:
    QWidget *makeTiles();
    void showNumbers(const Person &person, const QTimeZone &zone, const QString &currency);
    void showValue(const Person &person, const QString &currency);

    StatTile *m_orders = nullptr;
    StatTile *m_value = nullptr;
    StatTile *m_last = nullptr;
    StatTile *m_first = nullptr;
    QScrollArea *m_facts;
    PersonHistory *m_history;
};

} // namespace perennial
