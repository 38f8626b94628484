// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/dropzone.h"

#include "ui/shell/dropoverlay.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>

namespace perennial {

namespace {

constexpr int MarkSize = 32;
constexpr qreal Dash = 4;

} // namespace

DropZone::DropZone(QWidget *parent)
    : QFrame(parent)
    , m_title(new Label(tr("Drop files or a folder here"), TextSize::Section, Ink::Text, this))
    , m_sentence(new Label(tr("Shopify customers and orders, Klaviyo profiles, any CSV or TSV, also packed with gzip. "
                              "The files stay as they are."),
                           TextSize::Body, Ink::Muted, this))
    , m_mark(new IconLabel(QStringLiteral("data"), MarkSize, Ink::Accent, this))
{
    setObjectName(QStringLiteral("dropZone"));
    setAccessibleName(tr("Drop files or a folder here"));
    setAcceptDrops(true);
    m_sentence->setWordWrap(true);
    auto *files = new QPushButton(icon(QStringLiteral("file")), tr("Choose files…"), this);
    files->setObjectName(QStringLiteral("chooseFiles"));
    auto *folder = new QPushButton(icon(QStringLiteral("folder")), tr("Choose a folder…"), this);
    folder->setObjectName(QStringLiteral("chooseFolder"));
    auto *row = new QHBoxLayout(this);
    auto *words = new QVBoxLayout;
    row->setSpacing(2 * size::Unit);
    words->setSpacing(size::Gap);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    row->addWidget(m_mark);
    row->addLayout(words, 1);
    row->addWidget(files);
    row->addWidget(folder);
    connect(files, &QPushButton::clicked, this, &DropZone::chooseRequested);
    connect(folder, &QPushButton::clicked, this, &DropZone::chooseFolderRequested);
    setCompact(false);
}

void DropZone::setCompact(bool compact)
{
    m_sentence->setVisible(!compact);
    m_mark->setVisible(!compact);
    m_title->setSize(compact ? TextSize::Body : TextSize::Section);
    m_title->setText(compact ? tr("Drop more files here") : tr("Drop files or a folder here"));
    const int margin = compact ? size::Unit : 4 * size::Unit;
    layout()->setContentsMargins(2 * size::Unit, margin, 2 * size::Unit, margin);
}

void DropZone::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_hovered ? tokens.accent : tokens.strongLine, 1);
    pen.setDashPattern({Dash, Dash});
    painter.setPen(pen);
    painter.setBrush(m_hovered ? tokens.accentSoft : tokens.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), size::Radius, size::Radius);
}

void DropZone::dragEnterEvent(QDragEnterEvent *event)
{
    if (DropOverlay::localPaths(*event->mimeData()).isEmpty())
        return;
    m_hovered = true;
    update();
    event->acceptProposedAction();
}

void DropZone::dragLeaveEvent(QDragLeaveEvent *)
{
    m_hovered = false;
    update();
}

void DropZone::dropEvent(QDropEvent *event)
{
    m_hovered = false;
    update();
    event->acceptProposedAction();
    Q_EMIT dropped(DropOverlay::localPaths(*event->mimeData()));
}

} // namespace perennial
