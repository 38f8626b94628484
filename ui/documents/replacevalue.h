// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include <functional>
#include <memory>

namespace perennial {

// The only command of an editor whose document is a value: undo and redo are the same exchange. Commands with the same
// non-empty key that follow each other are one step.
template <class Value>
class ReplaceValue final : public QUndoCommand
{
public:
    using Show = std::function<void(const Value &)>;

    ReplaceValue(Show show, const Value &before, const Value &after, const QString &what, const QString &mergeKey)
        : QUndoCommand(what)
        , m_show(std::move(show))
        , m_before(std::make_shared<const Value>(before))
        , m_after(std::make_shared<const Value>(after))
        , m_mergeKey(mergeKey)
    {
    }

    [[nodiscard]] int id() const override { return 1; }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const ReplaceValue *>(other);
        if (m_mergeKey.isEmpty() || next->m_mergeKey != m_mergeKey)
            return false;
        m_after = next->m_after;
        setObsolete(*m_before == *m_after);
        return true;
    }

    void undo() override { m_show(*m_before); }
    void redo() override { m_show(*m_after); }

private:
    Show m_show;
    std::shared_ptr<const Value> m_before;
    std::shared_ptr<const Value> m_after;
    QString m_mergeKey;
};

} // namespace perennial
