// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace perennial {

// A line to search with: magnifier at the start, a clear button, Esc empties it.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    // `name` says what is searched: "Search people". It is the placeholder and the accessible name.
    explicit SearchField(const QString &name, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace perennial
