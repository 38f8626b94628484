// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/versions/diffview.h"

#include "core/segment/document/docdiff.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cstring>

namespace perennial {

namespace {

constexpr int MostLines = 200;
constexpr int Indent = 12;

Ink inkOf(const char *iconName)
{
    return std::strcmp(iconName, "plus") == 0 ? Ink::Ok : std::strcmp(iconName, "minus") == 0 ? Ink::Danger : Ink::Info;
}

QString unknownWords(const SegmentNode &node)
{
    return node.unknown == UnknownRule::In ? DiffView::tr("unknowns counted in") : DiffView::tr("unknowns left out");
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(size::Gap);
    setObjectName(QStringLiteral("diff"));
    setAccessibleName(tr("What changed"));
}

void DiffView::clear()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void DiffView::addLine(const char *iconName, int depth, const QString &spoken, const QString &text, bool muted)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Gap);
    row->addSpacing(depth * Indent);
    if (*iconName != '\0') {
        auto *mark = new IconLabel(QLatin1String(iconName), size::IconSmall, inkOf(iconName), line);
        mark->setAccessibleName(spoken);
        row->addWidget(mark, 0, Qt::AlignTop);
    }
    auto *words = new Label(text, TextSize::Body, muted ? Ink::Muted : Ink::Text, line);
    words->setWordWrap(true);
    words->setAccessibleName(spoken.isEmpty() ? text : spoken + QStringLiteral(": ") + text);
    row->addWidget(words, 1);
    m_lines->addWidget(line);
}

void DiffView::showFields(const SegmentDoc &before, const SegmentDoc &after)
{
    const auto field = [this](const QString &name, const QString &was, const QString &is) {
        if (was != is)
            addLine("edit", 0, tr("Changed"),
                    tr("%1: %2 → %3", "Name: Lapsed → Lapsed buyers")
                        .arg(name, was.isEmpty() ? tr("none") : was, is.isEmpty() ? tr("none") : is));
    };
    field(tr("Name"), before.name, after.name);
    field(tr("Note"), before.note, after.note);
    field(tr("Review by"), before.reviewBy, after.reviewBy);
    field(tr("Zone"), before.zone, after.zone);
    if (before.weekStart != after.weekStart)
        addLine("edit", 0, tr("Changed"), tr("Another first day of the week"));
}

void DiffView::showNodes(const SegmentDoc &before, const SegmentDoc &after)
{
    int shown = 0, same = 0, more = 0;
    for (const DiffLine &line : differences(before.root, after.root)) {
        const int depth = qMax(0, line.depth - 1);
        if (line.kind == DiffKind::Same) {
            same += line.after->group() ? 0 : 1;
        } else if (++shown > MostLines) {
            ++more;
        } else if (line.kind == DiffKind::Added) {
            addLine("plus", depth, tr("Added"), words::condition(*line.after));
        } else if (line.kind == DiffKind::Removed) {
            addLine("minus", depth, tr("Removed"), words::condition(*line.before));
        } else {
            QString was = words::condition(*line.before), is = words::condition(*line.after);
            if (was == is) {
                was += QStringLiteral(" · ") + unknownWords(*line.before);
                is = unknownWords(*line.after);
            }
            addLine("edit", depth, tr("Changed"), was + QStringLiteral(" → ") + is);
        }
    }
    if (more > 0)
        addLine("", 0, {}, tr("and %1 more changes").arg(format::count(more)), true);
    if (same > 0)
        addLine("", 0, {}, tr("%1 conditions stayed as they were").arg(format::count(same)), true);
}

void DiffView::show(const SegmentDoc &before, const SegmentDoc &after)
{
    clear();
    if (before == after)
        return addLine("", 0, {}, tr("No difference."), true);
    showFields(before, after);
    showNodes(before, after);
}

} // namespace perennial
