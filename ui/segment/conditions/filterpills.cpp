// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/filterpills.h"

#include "ui/segment/pickers/flowlayout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QTimer>
#include <QToolButton>

namespace perennial {

namespace {

constexpr int ButtonSize = 28;

} // namespace

FilterPills::FilterPills(SegmentCatalog &catalog, QWidget *host, FlowLayout *line, const QString &addName, FilterOf of)
    : QObject(host)
    , m_catalog(catalog)
    , m_of(of)
    , m_host(host)
    , m_line(line)
    , m_add(new QToolButton(host))
{
    m_add->setObjectName(addName);
    m_add->setAccessibleName(tr("Add filter"));
    m_add->setToolTip(tr("Add filter: count only events with certain properties"));
    m_add->setIcon(icon(QStringLiteral("filter"), Ink::Muted));
    m_add->setFixedSize(ButtonSize, ButtonSize);
    m_add->setIconSize({size::IconSmall, size::IconSmall});
    setLook(m_add, Look::Quiet);
    m_line->addWidget(m_add);
    connect(m_add, &QToolButton::clicked, this, &FilterPills::add);
}

void FilterPills::show(const QString &metric, const FilterSet &filters)
{
    m_metric = metric;
    m_filters = filters;
    while (m_chips.size() > filters.of.size())
        dropChip();
    while (m_chips.size() < filters.of.size())
        m_chips.push_back(insertChip(m_chips.size()));
    for (size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setFilter(metric, filters.of[i], filters.match, i == 0);
    m_add->setVisible(!metric.isEmpty());
}

FilterChip *FilterPills::insertChip(size_t index)
{
    auto *chip = new FilterChip(m_catalog, m_host, m_of);
    connect(chip, &FilterChip::edited, this,
            [this, index](const PropertyFilter &filter, const QString &key) { change(index, filter, key); });
    connect(chip, &FilterChip::removed, this, [this, index] { remove(index); });
    connect(chip, &FilterChip::matchToggled, this, &FilterPills::toggleMatch);
    m_line->insertWidget(m_line->indexOf(m_add), chip);
    chip->show();
    return chip;
}

void FilterPills::dropChip()
{
    m_line->removeWidget(m_chips.back());
    m_chips.back()->hide();
    m_chips.back()->deleteLater();
    m_chips.pop_back();
}

void FilterPills::add()
{
    FilterSet filters = m_filters;
    filters.of.emplace_back();
    Q_EMIT edited(filters, tr("Add filter"), {});
    QTimer::singleShot(0, this, [this] {
        if (!m_chips.empty())
            m_chips.back()->openUnfinished();
    });
}

void FilterPills::change(size_t index, const PropertyFilter &filter, const QString &key)
{
    if (index >= m_filters.of.size())
        return;
    FilterSet filters = m_filters;
    const bool chosen = filters.of[index].property != filter.property;
    filters.of[index] = filter;
    Q_EMIT edited(filters, tr("Change filter"), key.isEmpty() ? QString() : key + QString::number(index));
    if (chosen && index < m_chips.size())
        QTimer::singleShot(0, m_chips[index], [chip = m_chips[index]] { chip->openUnfinished(); });
}

void FilterPills::remove(size_t index)
{
    if (index >= m_filters.of.size())
        return;
    FilterSet filters = m_filters;
    filters.of.erase(filters.of.begin() + static_cast<qsizetype>(index));
    if (filters.of.empty())
        filters.match = FilterMatch::All;
    m_add->setFocus();
    Q_EMIT edited(filters, tr("Remove filter"), {});
}

void FilterPills::toggleMatch()
{
    FilterSet filters = m_filters;
    filters.match = filters.match == FilterMatch::All ? FilterMatch::Any : FilterMatch::All;
    Q_EMIT edited(filters, tr("Change filters"), {});
}

} // namespace perennial
