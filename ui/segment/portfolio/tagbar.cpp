// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/tagbar.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/portfolio/tagchip.h"
#include "ui/widgets/format.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr size_t MostShown = 12;

}

TagBar::TagBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("tagBar"));
    setAccessibleName(tr("Tags"));
    new FlowLayout(this);
    hide();
}

void TagBar::setTags(const std::map<QString, int> &tags)
{
    m_entries.clear();
    for (const auto &[tag, count] : tags)
        m_entries.push_back({tag, count});
    std::ranges::stable_sort(m_entries, std::ranges::greater(), &Entry::count);
    const auto isGone = [this](const QString &tag) {
        return std::ranges::none_of(m_entries, [&](const Entry &entry) { return entry.tag == tag; });
    };
    const bool fewer = m_chosen.removeIf(isGone) > 0;
    fill();
    if (fewer)
        Q_EMIT chosenChanged(m_chosen);
}

void TagBar::toggle(const QString &tag)
{
    if (!m_chosen.removeOne(tag))
        m_chosen.append(tag);
    fill();
    Q_EMIT chosenChanged(m_chosen);
}

void TagBar::clear()
{
    if (m_chosen.isEmpty())
        return;
    m_chosen.clear();
    fill();
    Q_EMIT chosenChanged(m_chosen);
}

void TagBar::addChip(const Entry &entry)
{
    auto *chip = new TagChip(TagChip::Kind::Filter, entry.tag, format::count(entry.count), this);
    chip->setChecked(m_chosen.contains(entry.tag));
    connect(chip, &TagChip::clicked, this, [this, tag = entry.tag] { toggle(tag); });
    layout()->addWidget(chip);
    m_parts.push_back(chip);
}

void TagBar::fill()
{
    const QWidget *focused = focusWidget();
    const QString had = focused && focused->hasFocus() ? focused->objectName() : QString();
    for (QWidget *part : std::exchange(m_parts, {})) {
        layout()->removeWidget(part);
        part->hide();
        part->deleteLater();
    }
    const size_t shown = m_showsAll ? m_entries.size() : std::min(m_entries.size(), MostShown);
    for (size_t i = 0; i < m_entries.size(); ++i) {
        if (i < shown || m_chosen.contains(m_entries[i].tag))
            addChip(m_entries[i]);
    }
    if (m_entries.size() > MostShown) {
        const QString more =
            m_showsAll ? tr("Fewer tags") : tr("%1 more").arg(format::count(qint64(m_entries.size() - shown)));
        auto *link = new LinkButton("moreTags", more, this);
        connect(link, &LinkButton::clicked, this, [this] {
            m_showsAll = !m_showsAll;
            fill();
        });
        layout()->addWidget(link);
        m_parts.push_back(link);
    }
    for (QWidget *part : m_parts) {
        part->show();
        if (!had.isEmpty() && part->objectName() == had)
            part->setFocus();
    }
    setVisible(!m_entries.empty());
}

} // namespace perennial
