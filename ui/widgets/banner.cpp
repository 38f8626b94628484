// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace perennial {

namespace {

struct Face
{
    BannerKind kind;
    Ink ink;
    const char *icon;
    const char *word;
};

constexpr Face Faces[] = {
    {BannerKind::Info, Ink::Info, "info", QT_TRANSLATE_NOOP("perennial::Banner", "Note")},
    {BannerKind::Ok, Ink::Ok, "check", QT_TRANSLATE_NOOP("perennial::Banner", "Done")},
    {BannerKind::Warn, Ink::Warn, "warning", QT_TRANSLATE_NOOP("perennial::Banner", "Warning")},
    {BannerKind::Danger, Ink::Danger, "danger", QT_TRANSLATE_NOOP("perennial::Banner", "Problem")},
};

const Face &faceOf(BannerKind kind)
{
    return Faces[static_cast<int>(kind)];
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_mark(new IconLabel(QStringLiteral("info"), size::Icon, Ink::Info, this))
    , m_text(new Label({}, TextSize::Body, Ink::Text, this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setAutoRaise(true);
    m_close->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    m_close->setAccessibleName(tr("Dismiss message"));
    m_close->setToolTip(tr("Dismiss"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(size::Gap, size::Gap, size::Gap, size::Gap);
    row->setSpacing(size::Unit);
    row->addSpacing(size::Unit);
    row->addWidget(m_mark);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_close, &QAbstractButton::clicked, this, &Banner::dismiss);
    hide();
}

void Banner::showMessage(BannerKind kind, const QString &text, const QString &action)
{
    m_kind = kind;
    const Face &face = faceOf(kind);
    m_mark->setIcon(QString::fromLatin1(face.icon), face.ink);
    m_mark->setAccessibleName(tr(face.word));
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(tr("%1: %2", "kind of message: its text").arg(tr(face.word), text));
    show();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::dismiss()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT dismissed();
}

void Banner::setDismissable(bool dismissable)
{
    m_close->setVisible(dismissable);
}

void Banner::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    const Ink ink = faceOf(m_kind).ink;
    QPainter painter(this);
    paintRounded(painter, rect(), size::Radius, tokens.soft(ink), blend(tokens.soft(ink), tokens.ink(ink), 0.35));
}

} // namespace perennial
