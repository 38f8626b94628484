// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"

#include <QWidget>

#include <array>

class QComboBox;
class QToolButton;

namespace perennial {

class Label;

// The days of the week and hours of the day to which a window is narrowed; a quiet line while it is not.
class DaysAndHours : public QWidget
{
    Q_OBJECT

public:
    explicit DaysAndHours(QWidget *parent = nullptr);

    // Takes the days and hours of a window, and gives them.
    void take(const Window &window);
    void giveTo(Window &window) const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QWidget *makeDays();
    [[nodiscard]] QWidget *makeHours();
    void toggleBody(bool open);
    void toggleDay(int day, bool on);
    void readHours();
    void showNote();

    Window m_window; // its days and hours only
    QToolButton *m_open;
    QWidget *m_body;
    std::array<QToolButton *, 7> m_days{};
    QComboBox *m_from = nullptr;
    QComboBox *m_to = nullptr;
    Label *m_note;
};

} // namespace perennial
