// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace perennial {

class WindowActions;

// All shortcuts at a glance, by menu. Not modal: it can stay beside the window.
class ShortcutsView : public QDialog
{
    Q_OBJECT

public:
    ShortcutsView(const WindowActions &actions, QWidget *parent);
};

} // namespace perennial
