// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QPointer>
#include <QWidget>

#include <vector>

namespace perennial {

// While it lives, nothing is laid out in these widgets; afterwards all of it is, once. A widget that is shown lays out
// whatever stands around it at once, so to show a hundred of them would take a hundred times as long.
class LayoutPause
{
public:
    explicit LayoutPause(const std::vector<QWidget *> &widgets)
    {
        for (const QWidget *widget : widgets) {
            if (QLayout *layout = widget->layout(); layout && layout->isEnabled()) {
                layout->setEnabled(false);
                m_layouts.emplace_back(layout);
            }
        }
    }
    ~LayoutPause()
    {
        for (const QPointer<QLayout> &layout : m_layouts) {
            if (layout)
                layout->setEnabled(true);
        }
    }
    Q_DISABLE_COPY_MOVE(LayoutPause)

private:
    std::vector<QPointer<QLayout>> m_layouts;
};

} // namespace perennial
