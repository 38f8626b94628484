// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/conditioneditor.h"

#include <utility>

namespace perennial {

// The editor of conditions of one kind: it holds the node that is shown and tells what becomes of it.
template <class C>
class KindEditor : public ConditionEditor
{
public:
    using ConditionEditor::ConditionEditor;

    void setNode(const SegmentNode &node) final
    {
        m_node = node;
        show();
    }

protected:
    [[nodiscard]] const C &condition() const { return std::get<C>(m_node.is); }
    virtual void show() = 0;

    // `change` is done to a copy; what stays the same is not told.
    template <class Change>
    void edit(const QString &what, const QString &key, Change change)
    {
        C condition = this->condition();
        std::move(change)(condition);
        if (condition == this->condition())
            return;
        m_node.is = std::move(condition);
        Q_EMIT edited(m_node, what, key);
    }

private:
    SegmentNode m_node{.is = C{}};
};

} // namespace perennial
