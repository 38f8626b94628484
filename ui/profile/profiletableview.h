// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace perennial {

class ProfileTableModel;

// The table of people. Tells its model what is on screen; Enter or a double click opens a person.
class ProfileTableView : public QTableView
{
    Q_OBJECT

public:
    explicit ProfileTableView(ProfileTableModel &model, QWidget *parent = nullptr);

    // After the ids are new: the first row is current.
    void goToTop();

Q_SIGNALS:
    void opened(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tellVisible();
    void shareWidth();

    ProfileTableModel &m_people;
};

} // namespace perennial
