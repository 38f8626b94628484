// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/commandprovider.h"

namespace perennial {

class MainWindow;

// What the palette finds in the window itself: its commands and pages, and the commands of all pages, those of
// the current one first.
class WindowCommands final : public CommandProvider
{
public:
    explicit WindowCommands(MainWindow &window)
        : m_window(window)
    {
    }

    void find(const QString &query, int limit, const Answer &answer) override;

private:
    MainWindow &m_window;
};

} // namespace perennial
