// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/lifecycleeditor.h"

#include "ui/documents/replacevalue.h"

#include <algorithm>

namespace perennial {

LifecycleEditor::LifecycleEditor(QObject *parent)
    : QObject(parent)
    , m_lifecycle(defaultLifecycle())
{
}

void LifecycleEditor::reset(const Lifecycle &lifecycle)
{
    m_undo.clear();
    show(lifecycle);
}

std::optional<Error> LifecycleEditor::problemOf(size_t stage, const QString &name) const
{
    Lifecycle renamed = m_lifecycle;
    (stage < renamed.stages.size() ? renamed.stages[stage].name : renamed.others) = name.trimmed();
    const auto valid = validate(renamed);
    return valid ? std::nullopt : std::optional(valid.error());
}

void LifecycleEditor::rename(size_t stage, const QString &name)
{
    if (problemOf(stage, name))
        return;
    Lifecycle lifecycle = m_lifecycle;
    (stage < lifecycle.stages.size() ? lifecycle.stages[stage].name : lifecycle.others) = name.trimmed();
    apply(lifecycle, tr("Rename stage"));
}

void LifecycleEditor::define(size_t stage, const SegmentNode &root, const QString &what, const QString &mergeKey)
{
    Lifecycle lifecycle = m_lifecycle;
    lifecycle.stages[stage].root = root;
    const QString key = mergeKey.isEmpty() ? QString() : QString::number(stage) + u'/' + mergeKey;
    apply(lifecycle, what, key);
}

std::optional<size_t> LifecycleEditor::insert(size_t stage)
{
    if (m_lifecycle.stages.size() == Lifecycle::MostStages)
        return std::nullopt;
    Lifecycle lifecycle = m_lifecycle;
    const size_t place = std::min(stage, lifecycle.stages.size());
    LifecycleStage made{tr("New stage"), {SegmentGroup{}, UnknownRule::Out}};
    for (int number = 2; lifecycle.stageNamed(made.name); ++number)
        made.name = tr("New stage %1").arg(number);
    lifecycle.stages.insert(lifecycle.stages.begin() + static_cast<ptrdiff_t>(place), made);
    apply(lifecycle, tr("Add stage"));
    return place;
}

void LifecycleEditor::remove(size_t stage)
{
    Lifecycle lifecycle = m_lifecycle;
    if (stage >= lifecycle.stages.size())
        return;
    const QString name = lifecycle.stages[stage].name;
    lifecycle.stages.erase(lifecycle.stages.begin() + static_cast<ptrdiff_t>(stage));
    apply(lifecycle, tr("Delete stage “%1”").arg(name));
}

void LifecycleEditor::move(size_t from, size_t to)
{
    Lifecycle lifecycle = m_lifecycle;
    if (from == to || std::max(from, to) >= lifecycle.stages.size())
        return;
    const auto first = lifecycle.stages.begin();
    const auto at = [&](size_t place) { return first + static_cast<ptrdiff_t>(place); };
    if (from < to)
        std::rotate(at(from), at(from + 1), at(to + 1));
    else
        std::rotate(at(to), at(from), at(from + 1));
    apply(lifecycle, tr("Move stage"));
}

void LifecycleEditor::goBackToDefault()
{
    apply(defaultLifecycle(), tr("Go back to the usual stages"));
}

void LifecycleEditor::apply(const Lifecycle &lifecycle, const QString &what, const QString &mergeKey)
{
    if (lifecycle == m_lifecycle)
        return;
    m_undo.push(new ReplaceValue<Lifecycle>([this](const Lifecycle &shown) { show(shown); }, m_lifecycle, lifecycle,
                                            what, mergeKey));
}

void LifecycleEditor::show(const Lifecycle &lifecycle)
{
    if (lifecycle == m_lifecycle)
        return;
    m_lifecycle = lifecycle;
    Q_EMIT changed();
}

} // namespace perennial
