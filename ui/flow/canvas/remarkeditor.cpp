// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/remarkeditor.h"

#include "ui/flow/canvas/canvasstyle.h"
#include "ui/flow/canvas/remarkpainter.h"

#include <QKeyEvent>
#include <QTextDocument>

namespace perennial {

RemarkEditor::RemarkEditor(const QString &text, const QRect &place, double zoom, QWidget *parent)
    : QPlainTextEdit(text, parent)
{
    setObjectName(QStringLiteral("remark"));
    setAccessibleName(tr("Note"));
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    QFont font = fontFor(TextSize::Body);
    font.setPixelSize(std::max(13, qRound(13 * zoom)));
    setFont(font);
    document()->setDocumentMargin(RemarkPadding * zoom / 2);
    setGeometry(place);
    selectAll();
    show();
    setFocus(Qt::OtherFocusReason);
}

void RemarkEditor::finish(bool keep)
{
    if (std::exchange(m_isFinished, true))
        return;
    hide();
    deleteLater();
    Q_EMIT finished(toPlainText(), keep);
}

void RemarkEditor::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || (isEnter && event->modifiers() & Qt::ControlModifier))
        finish(event->key() != Qt::Key_Escape);
    else
        QPlainTextEdit::keyPressEvent(event);
}

void RemarkEditor::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish(true);
}

} // namespace perennial
