// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QPushButton;

namespace perennial {

class Label;

// Where files are dropped, with a button that does the same by choosing.
class DropZone : public QFrame
{
    Q_OBJECT

public:
    explicit DropZone(QWidget *parent = nullptr);

    // One line high, while there are files to show.
    void setCompact(bool compact);

Q_SIGNALS:
    void dropped(const QStringList &paths);
    void chooseRequested();
    void chooseFolderRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    Label *m_title;
    Label *m_sentence;
    QWidget *m_mark;
    bool m_hovered = false;
};

} // namespace perennial
