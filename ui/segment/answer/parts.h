// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QScrollArea;
class QVBoxLayout;
class QWidget;

namespace perennial {
class Label;
}

// The small pieces that the answer's tabs are made of.
namespace perennial::parts {

// A column without margins.
QVBoxLayout *column(QWidget *owner, int spacing);
[[nodiscard]] Label *heading(const QString &text, QWidget *parent);
// A text that is hidden while there is nothing to say.
[[nodiscard]] Label *fact(const char *name, QWidget *parent);
void showText(Label *label, const QString &text);
// Who gives the box the focus means that part of it; null: the box itself. Unlike a focus proxy it leaves the other
// parts to Tab.
void startAt(QWidget *box, QWidget *first);
// Scrolls up and down what does not fit.
[[nodiscard]] QScrollArea *scrolling(QWidget *content, QWidget *parent);

} // namespace perennial::parts
