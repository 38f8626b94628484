// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/reasonrow.h"

#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace perennial {

ReasonRow::ReasonRow(Reason reason, QWidget *parent)
    : QWidget(parent)
{
    const bool holds = !reason.people.empty();
    setMinimumHeight(size::Row);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, size::Gap / 2, 0, size::Gap / 2); // between reasons of two lines
    row->addWidget(
        new IconLabel(holds ? reason.icon : QStringLiteral("check"), size::Icon, holds ? reason.ink : Ink::Ok, this));
    auto *text = new Label(reason.text.left(1).toUpper() + reason.text.mid(1), TextSize::Body,
                           holds ? Ink::Text : Ink::Muted, this);
    text->setWordWrap(true);
    row->addWidget(text, 1);
    auto *count = new NumberLabel(TextSize::Body, holds ? Ink::Text : Ink::Muted, this);
    count->setText(holds ? format::count(static_cast<qint64>(reason.people.size())) : tr("nobody"));
    row->addWidget(count);
    auto *show = new QPushButton(tr("Show"), this);
    QSizePolicy place = show->sizePolicy();
    place.setRetainSizeWhenHidden(true); // counts stand below each other
    show->setSizePolicy(place);
    show->setVisible(holds);
    show->setAccessibleName(tr("Show %1").arg(reason.title));
    setLook(show, Look::Quiet);
    connect(show, &QPushButton::clicked, this,
            [this, reason = std::move(reason)] { Q_EMIT peopleChosen(reason.title, reason.people); });
    row->addWidget(show);
}

} // namespace perennial
