// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

namespace perennial {

// One line of the command palette.
struct PaletteEntry
{
    QString title;  // "Lapsed good customers"
    QString detail; // "12,408 people", muted; may be empty
    QString kind;   // "Segment", "Page", "Command"
    QString iconName;
    QKeySequence shortcut;
    std::function<void()> run;
};

// A source of palette lines: pages, commands, people, segments. The palette does not own it; it must live as long.
class CommandProvider
{
public:
    using Answer = std::function<void(std::vector<PaletteEntry>)>;

    CommandProvider() = default;
    virtual ~CommandProvider() = default;
    Q_DISABLE_COPY_MOVE(CommandProvider)

    // Calls `answer` at most once, now or later, in the window's thread, with the best matches first. A late answer to
    // an older query is ignored. An empty query wants what is useful to see at once, or nothing.
    virtual void find(const QString &query, int limit, const Answer &answer) = 0;
};

// How well `text` answers `query`: 0 not at all; words in order score higher, starts of words higher still.
[[nodiscard]] int matchScore(const QString &query, const QString &text);

} // namespace perennial
