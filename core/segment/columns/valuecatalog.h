// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/valuelist.h"

#include <map>
#include <memory>
#include <mutex>

namespace perennial {

struct TableColumns;

// The distinct values of a table's properties, newest values whatever the moment; each list is made when it is first
// asked for. Free to be used by any number of threads.
class ValueCatalog
{
public:
    using List = std::shared_ptr<const ValueList>;

    // `columns` must outlive it.
    explicit ValueCatalog(const TableColumns &columns)
        : m_columns(columns)
    {
    }

    // How many people have each value, or each item of a list.
    [[nodiscard]] List ofProperty(const QString &property);
    // How many events of the metric have each value, or each item of a list.
    [[nodiscard]] List ofEvents(const QString &metric, const QString &property);
    // How many orders have each value of one of the LineProperties; see orderLineValues().
    [[nodiscard]] List ofOrderLines(const QString &property);

private:
    [[nodiscard]] ValueList made(const QString &property) const;
    [[nodiscard]] ValueList made(const QString &metric, const QString &property) const;

    const TableColumns &m_columns;
    std::mutex m_mutex;
    std::map<std::pair<QString, QString>, List> m_lists; // by metric (empty: of people), property
    std::map<QString, List> m_lineLists;
};

} // namespace perennial
