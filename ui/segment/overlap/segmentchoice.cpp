// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/segmentchoice.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/pickers/picklist.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int MostLines = 14;

QString keyOf(SegmentId id)
{
    return QString::number(id.value);
}

} // namespace

SegmentChoice::SegmentChoice(const QString &name, const std::vector<OverlapSegment> &segments,
                             const std::set<SegmentId> &chosen, size_t most, QWidget *parent)
    : Picker(parent)
    , m_segments(segments)
    , m_most(most)
    , m_list(new PickList(name, this))
{
    for (const SegmentId id : chosen)
        m_chosen.append(keyOf(id));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    column->addWidget(m_list, 1);
    column->addWidget(makeAllAndNone());
    setFocusProxy(m_list);
    m_list->model().setCheckable(true);
    m_list->model().setChecked(m_chosen);
    m_list->setTall(std::min(MostLines, static_cast<int>(segments.size())));
    showItems();
    connect(m_list, &PickList::toggled, this, [this](const QStringList &ids) {
        m_chosen = ids;
        if (m_most > 0)
            showItems();
        setChosen(ids);
    });
    connect(m_list, &PickList::closeRequested, this, &Picker::committed);
}

QWidget *SegmentChoice::makeAllAndNone()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(size::Unit, 0, size::Unit, 0);
    row->setSpacing(2 * size::Unit);
    auto *all = new LinkButton("chooseAll", tr("All"), box);
    auto *none = new LinkButton("chooseNone", tr("None"), box);
    all->setText(m_most > 0 ? tr("The largest") : tr("All"));
    row->addWidget(all);
    row->addWidget(none);
    row->addStretch(1);
    none->setVisible(m_most == 0);
    const auto choose = [this](const QStringList &ids) {
        m_list->model().setChecked(ids);
        m_chosen = ids;
        showItems();
        setChosen(ids);
    };
    connect(all, &QAbstractButton::clicked, this, [this, choose] {
        QStringList ids;
        for (const OverlapSegment &segment : m_segments)
            ids.append(keyOf(segment.id));
        choose(m_most > 0 ? QStringList() : ids);
        if (m_most > 0)
            Q_EMIT committed();
    });
    connect(none, &QAbstractButton::clicked, this, [choose] { choose({}); });
    return box;
}

void SegmentChoice::showItems()
{
    const bool full = m_most > 0 && m_chosen.size() >= static_cast<qsizetype>(m_most);
    std::vector<PickItem> items;
    for (const OverlapSegment &segment : m_segments) {
        const QString key = keyOf(segment.id);
        items.push_back({.id = key,
                         .text = segment.name,
                         .detail = format::count(segment.count),
                         .section = {},
                         .iconName = {},
                         .refusal = full && !m_chosen.contains(key)
                                        ? tr("%1 are the most that can be combined. Take one out first.")
                                              .arg(format::count(static_cast<qint64>(m_most)))
                                        : QString()});
    }
    m_list->setItems(std::move(items));
}

void SegmentChoice::setChosen(const QStringList &ids)
{
    std::set<SegmentId> chosen;
    for (const QString &id : ids)
        chosen.insert({id.toLongLong()});
    Q_EMIT this->chosen(chosen);
}

} // namespace perennial
