// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/profileview.h"

#include <QTabWidget>
#include <QTimeZone>

class QAbstractItemModel;
class QComboBox;
class QListView;
class QStackedWidget;
class QStandardItemModel;
class QTreeView;

namespace perennial {

class Label;
class OrderModel;
class TimelineModel;

// What a person did and is said to be: timeline, orders, properties.
class PersonHistory : public QTabWidget
{
    Q_OBJECT

public:
    explicit PersonHistory(QWidget *parent = nullptr);

    void setPerson(const ProfileView &person, const QTimeZone &zone);

private:
    QWidget *makeTimeline();
    QTreeView *makeTree(QAbstractItemModel *model, const QString &name, const QString &objectName);
    void setEvents(const ProfileView &person, const QTimeZone &zone);
    void setProperties(const ProfileView &person, const QTimeZone &zone);

    TimelineModel *m_events;
    OrderModel *m_orders;
    QStandardItemModel *m_properties;
    QComboBox *m_metric;
    Label *m_zone;
    QListView *m_timeline;
    QTreeView *m_orderTree;
    QTreeView *m_propertyTree;
    QStackedWidget *m_timelineFaces;
};

} // namespace perennial
