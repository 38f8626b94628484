// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace perennial {

// Writes a remark in its place. Leaving it, or Ctrl+Enter, keeps what was written; Esc does not.
class RemarkEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    RemarkEditor(const QString &text, const QRect &place, double zoom, QWidget *parent);

    void finish(bool keep);

Q_SIGNALS:
    void finished(const QString &text, bool keep); // once

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool m_isFinished = false;
};

} // namespace perennial
