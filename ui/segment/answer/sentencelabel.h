// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/label.h"

#include <vector>

namespace perennial {

// A segment in words, to be read and selected. Of a very long one only the beginning is shown: nobody reads the rest,
// and to lay it out again at every key would take longer than the key.
class SentenceLabel : public Label
{
    Q_OBJECT

public:
    explicit SentenceLabel(QWidget *parent = nullptr);

    void setSentence(const QString &sentence);
    [[nodiscard]] const QString &sentence() const { return m_sentence; }
    [[nodiscard]] bool isCut() const { return text() != m_sentence; }

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    QString m_sentence;
    mutable std::vector<std::pair<int, int>> m_heights; // by width: boxes around ask many times
};

} // namespace perennial
