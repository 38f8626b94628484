// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/style.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace perennial {

class ElidedLabel;
class SearchField;

// The line at a page's top: title, an optional search, secondary buttons, the one primary action at the end.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    [[nodiscard]] QString title() const;
    void setSubtitle(const QString &subtitle); // muted, after the title

    SearchField *addSearch(const QString &name);
    [[nodiscard]] SearchField *search() const { return m_search; }
    QPushButton *addSecondary(const QString &text, const QString &iconName = {});
    QPushButton *setPrimary(const QString &text, const QString &iconName = {});
    [[nodiscard]] QPushButton *primary() const { return m_primary; }
    // Anything else (a menu button, a date switch), before the buttons.
    void addWidget(QWidget *widget);

private:
    QHBoxLayout *m_row;
    ElidedLabel *m_title;
    ElidedLabel *m_subtitle;
    QHBoxLayout *m_tools;
    SearchField *m_search = nullptr;
    QPushButton *m_primary = nullptr;
};

} // namespace perennial
