// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/flowpath.h"

#include <QWidget>

class QListWidget;

namespace perennial {

class Label;

// One person's way, step by step: what happened when, and why.
class PathList : public QWidget
{
    Q_OBJECT

public:
    explicit PathList(QWidget *parent = nullptr);

    void setSteps(const FlowDoc &flow, const std::vector<PathStep> &steps, const QTimeZone &zone);
    void clear();

Q_SIGNALS:
    // By its place among the steps.
    void stepChosen(size_t step);

private:
    void showWhy();

    std::vector<PathStep> m_steps;
    QTimeZone m_zone;
    Label *m_none;
    QListWidget *m_list;
    Label *m_why;
};

} // namespace perennial
