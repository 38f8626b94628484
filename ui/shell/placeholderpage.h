// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QStringList>

namespace perennial {

// A page that is not there yet: says honestly what will stand here, and in which words.
class PlaceholderPage : public Page
{
    Q_OBJECT

public:
    PlaceholderPage(const QString &title, const QString &iconName, const QString &sentence, const QStringList &points,
                    QWidget *parent = nullptr);
};

// The two pages whose turn has not come.
[[nodiscard]] Page *makeAnalyticsPage(QWidget *parent = nullptr);

} // namespace perennial
