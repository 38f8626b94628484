// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/label.h"

namespace perennial {

// Words between pills: as high as a pill on their one line; they break where there is no room for them.
class WordLabel final : public Label
{
    Q_OBJECT

public:
    explicit WordLabel(const QString &text, QWidget *parent, Ink ink = Ink::Text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
};

} // namespace perennial
