// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/absentlist.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/widgets/label.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int Width = 52 * size::Unit;
constexpr int Most = 40 * size::Unit; // what is higher is scrolled

} // namespace

AbsentList::AbsentList(const std::vector<AbsentSegment> &absent, QWidget *parent)
    : Picker(parent)
{
    setObjectName(QStringLiteral("overlapAbsentList"));
    auto *content = new QWidget;
    auto *rows = parts::column(content, size::Unit);
    rows->setContentsMargins(size::Unit, size::Gap, size::Unit, size::Gap);
    for (const AbsentSegment &segment : absent) {
        auto *row = parts::column(new QWidget(content), 0);
        auto *name = new LinkButton(row->parentWidget());
        name->setText(segment.name);
        name->setToolTip(tr("Open this segment"));
        name->setAccessibleDescription(segment.why);
        auto *why = new Label(segment.why, TextSize::Body, Ink::Muted, row->parentWidget());
        why->setWordWrap(true);
        row->addWidget(name, 0, Qt::AlignLeading);
        row->addWidget(why);
        rows->addWidget(row->parentWidget());
        if (!focusProxy())
            setFocusProxy(name);
        connect(name, &QAbstractButton::clicked, this, [this, id = segment.id] {
            Q_EMIT committed();
            Q_EMIT opened(id);
        });
    }
    rows->addStretch(1);
    QScrollArea *area = parts::scrolling(content, this);
    area->setFixedSize(Width, std::min(Most, content->layout()->heightForWidth(Width) + 2));
    parts::column(this, 0)->addWidget(area);
}

} // namespace perennial
