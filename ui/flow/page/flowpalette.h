// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace perennial {

// The steps there are, to be dragged onto the canvas; a click or Enter adds one behind what is selected.
class FlowPalette : public QListWidget
{
    Q_OBJECT

public:
    explicit FlowPalette(QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &kind);

protected:
    [[nodiscard]] QMimeData *mimeData(const QList<QListWidgetItem *> &items) const override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace perennial
