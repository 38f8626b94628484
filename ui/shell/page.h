// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace perennial {

class Banner;
class PageHeader;

// One page of the main window: header, a banner for messages, content. Pages know no other page; what they want from
// the window they say by signals.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const;
    [[nodiscard]] PageHeader *header() const { return m_header; }
    [[nodiscard]] Banner *banner() const { return m_banner; }

    // The content, below header and banner; replaces (and deletes) the one before.
    void setContent(QWidget *content);
    // The same inside a vertical scroll area, with the page's margins around it.
    void setScrollingContent(QWidget *content);
    [[nodiscard]] QWidget *content() const { return m_content; }

    // Ctrl+F: puts the cursor into the page's search. False when there is none.
    virtual bool startSearch();
    // Chosen again while it is shown: back to where the page begins.
    virtual void showStart() {}
    // The page's own commands, for the palette; their text is a verb ("New segment").
    [[nodiscard]] virtual QList<QAction *> commands() const { return actions(); }

Q_SIGNALS:
    // "Done, Undo": the window shows a toast and calls `undo` when asked.
    void done(const QString &text, const std::function<void()> &undo);

protected:
    // Enter presses any button that has the focus, as Space does.
    void keyPressEvent(QKeyEvent *event) override;

private:
    PageHeader *m_header;
    Banner *m_banner;
    QVBoxLayout *m_column;
    QWidget *m_content = nullptr;
};

} // namespace perennial
