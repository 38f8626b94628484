// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"

#include <QListWidget>

namespace perennial {

// "Lapsed", "Staff (list)".
[[nodiscard]] QString sourceTitle(const AudienceSource &source);

// Segments and lists with a box to tick beside each.
class SourceList : public QListWidget
{
    Q_OBJECT

public:
    using QListWidget::QListWidget;

    // What is ticked and is not offered any more stands at the end, so that nobody unticks it without seeing it.
    void offer(const std::vector<AudienceSource> &sources, const std::vector<AudienceSource> &ticked);
    // In the order they were offered.
    [[nodiscard]] std::vector<AudienceSource> ticked() const;

private:
    void add(const AudienceSource &source, bool isTicked);
};

} // namespace perennial
