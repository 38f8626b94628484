// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/rowlist.h"

#include "ui/flow/panel/panelform.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/widgets/style.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

// A hairline around what belongs together.
class RowFrame final : public QFrame
{
public:
    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Tokens::current().line);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), size::ControlRadius,
                                size::ControlRadius);
    }
};

} // namespace

RowList::RowList(const QString &what, MakeRow makeRow, QWidget *parent)
    : QWidget(parent)
    , m_what(what)
    , m_makeRow(std::move(makeRow))
    , m_column(new QVBoxLayout(this))
    , m_adders(new FlowLayout)
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(size::Unit);
    m_column->addLayout(m_adders);
}

QToolButton *RowList::addAdder(const QString &text, const char *id)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(id));
    button->setText(text);
    setLook(button, Look::Quiet);
    m_adders->addWidget(button);
    return button;
}

void RowList::setCount(size_t count)
{
    while (m_rows.size() > count)
        dropRow();
    while (m_rows.size() < count)
        addRow();
    for (size_t i = 0; i < count; ++i) {
        m_rows[i].up->setVisible(m_movable);
        m_rows[i].down->setVisible(m_movable);
        m_rows[i].up->setEnabled(i > 0);
        m_rows[i].down->setEnabled(i + 1 < count);
        m_rows[i].remove->setEnabled(count > m_least);
    }
}

void RowList::addRow()
{
    const size_t index = m_rows.size();
    auto *frame = new RowFrame(this);
    frame->setObjectName(QStringLiteral("row%1").arg(index));
    auto *line = new QHBoxLayout(frame);
    line->setContentsMargins(size::Unit, size::Gap, size::Gap, size::Unit);
    line->setSpacing(size::Gap);
    Row row{.frame = frame,
            .content = m_makeRow(index, frame),
            .up = makeRowButton("rowUp", "chevron-up", tr("Move %1 %2 up").arg(m_what).arg(index + 1), frame),
            .down = makeRowButton("rowDown", "chevron-down", tr("Move %1 %2 down").arg(m_what).arg(index + 1), frame),
            .remove = makeRowButton("rowRemove", "close", tr("Remove %1 %2").arg(m_what).arg(index + 1), frame)};
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(0);
    for (QToolButton *button : {row.remove, row.up, row.down})
        buttons->addWidget(button);
    buttons->addStretch(1);
    line->addWidget(row.content, 1);
    line->addLayout(buttons);
    connect(row.up, &QToolButton::clicked, this, [this, index] { Q_EMIT moveWanted(index, -1); });
    connect(row.down, &QToolButton::clicked, this, [this, index] { Q_EMIT moveWanted(index, 1); });
    connect(row.remove, &QToolButton::clicked, this, [this, index] { Q_EMIT removeWanted(index); });
    m_column->insertWidget(static_cast<int>(index), frame);
    m_rows.push_back(row);
    frame->show();
}

void RowList::dropRow()
{
    m_rows.back().frame->hide();
    m_rows.back().frame->deleteLater();
    m_rows.pop_back();
}

} // namespace perennial
