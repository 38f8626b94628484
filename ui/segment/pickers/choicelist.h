// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

#include <optional>

namespace perennial {

// A short list of words, one of which holds; arrows and typing choose, Enter confirms.
class ChoiceList : public QListWidget
{
    Q_OBJECT

public:
    explicit ChoiceList(const QString &name, QWidget *parent = nullptr);

    void addChoice(const QString &text, int value);
    // Nothing is chosen when no choice has the value. Does not tell.
    void choose(int value);
    [[nodiscard]] std::optional<int> value() const;
    // The arrows as another widget's keys move this list too.
    void step(int rows);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int value);
    void confirmed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace perennial
