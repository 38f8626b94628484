// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/lifecycleshelf.h"

#include "core/segment/document/segmentcycle.h"
#include "core/store/rows.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<std::optional<SegmentDoc>> savedSegment(Store &store, const QString &name)
{
    const auto saved = SegmentShelf(store).find(name);
    if (!saved)
        return failure(saved.error());
    if (!*saved)
        return std::nullopt;
    auto doc = SegmentDoc::fromJson((*saved)->document);
    if (!doc)
        return failure(doc.error().in(name));
    return std::optional(std::move(*doc));
}

std::optional<SegmentDoc> stageOf(const Lifecycle &lifecycle, const QString &name)
{
    const auto stage = lifecycle.stageNamed(name);
    return stage ? std::optional(lifecycle.definition(*stage)) : std::nullopt;
}

// A segment that cannot be read contains nothing.
Result<void> requireNoCycles(Store &store, const Lifecycle &lifecycle)
{
    const auto lookup = [&](const SavedName &name) -> Result<std::optional<SegmentDoc>> {
        if (name.of == MemberOf::Stage)
            return stageOf(lifecycle, name.name);
        return savedSegment(store, name.name).value_or(std::nullopt);
    };
    const QStringList names = lifecycle.names();
    for (size_t i = 0; i <= lifecycle.stages.size(); ++i) {
        const SavedName stage{MemberOf::Stage, names[static_cast<qsizetype>(i)]};
        if (auto checked = requireNoCycle(stage, lifecycle.definition(i), lookup); !checked) {
            checked.error().where =
                i < lifecycle.stages.size() ? QStringLiteral("stages[%1]").arg(i) : QStringLiteral("others");
            return checked;
        }
    }
    return {};
}

// Who is in a stage depends on those above it, so it asks for none but them.
Result<void> requireEarlier(const Lifecycle &lifecycle)
{
    Result<void> checked;
    for (size_t i = 0; i < lifecycle.stages.size(); ++i) {
        visitNodes(lifecycle.meantFor(i), [&](const NodePath &path, const SegmentNode &node) {
            const auto name = definitionNamed(node.is);
            const auto asked = name && name->of == MemberOf::Stage ? lifecycle.stageNamed(name->name) : std::nullopt;
            if (!checked || !asked || *asked < i)
                return;
            checked = failure(ErrorKind::Invalid,
                              tr("A stage asks for stages above it only: “%1” asks for “%2”.")
                                  .arg(lifecycle.stages[i].name, name->name),
                              QStringLiteral("stages[%1].%2.name").arg(i).arg(path.toJsonPath()));
        });
    }
    return checked;
}

} // namespace

Result<std::optional<Lifecycle>> LifecycleShelf::saved() const
{
    const auto texts = queryRows(m_store.database(), "SELECT document FROM lifecycle",
                                 [](const Statement &row) { return row.text(0).toUtf8(); });
    if (!texts)
        return failure(texts.error());
    if (texts->empty())
        return std::nullopt;
    return Lifecycle::fromJson(texts->front()).map([](const Lifecycle &read) { return std::optional(read); });
}

Result<Lifecycle> LifecycleShelf::current() const
{
    return saved().map([](const std::optional<Lifecycle> &own) { return own ? *own : defaultLifecycle(); });
}

Result<void> LifecycleShelf::save(const Lifecycle &lifecycle, Instant at)
{
    if (const auto valid = validate(lifecycle); !valid)
        return valid;
    if (const auto checked = requireEarlier(lifecycle); !checked)
        return checked;
    if (const auto checked = requireNoCycles(m_store, lifecycle); !checked)
        return checked;
    auto statement = m_store.database().prepare("INSERT INTO lifecycle(id, document, updated_at) VALUES(1, ?1, ?2) "
                                                "ON CONFLICT(id) DO UPDATE SET document = excluded.document, "
                                                "updated_at = excluded.updated_at");
    if (!statement)
        return failure(statement.error());
    return statement->bind(1, QString::fromUtf8(lifecycle.toJson())).bind(2, at.ms).run();
}

Result<void> LifecycleShelf::forget()
{
    return m_store.database().execute("DELETE FROM lifecycle");
}

Result<QStringList> LifecycleShelf::stagesNaming(const SavedName &name) const
{
    return current().map([&](const Lifecycle &lifecycle) {
        QStringList naming;
        for (size_t stage = 0; stage < lifecycle.stages.size(); ++stage) {
            const std::vector<SavedName> named = definitionsNamedIn(lifecycle.meantFor(stage));
            if (std::ranges::find(named, name) != named.end())
                naming.append(lifecycle.stages[stage].name);
        }
        return naming;
    });
}

Result<std::optional<SegmentDoc>> savedDefinition(Store &store, const SavedName &name)
{
    if (name.of == MemberOf::Segment)
        return savedSegment(store, name.name);
    return LifecycleShelf(store).current().map(
        [&](const Lifecycle &lifecycle) { return stageOf(lifecycle, name.name); });
}

} // namespace perennial
