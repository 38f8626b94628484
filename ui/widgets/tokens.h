// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>

#include <array>

namespace perennial {

// What a mark or a text is drawn with. States never speak by colour alone: give them an icon or a word as well.
enum class Ink { Text, Muted, Accent, OnAccent, Info, Warn, Danger, Ok, StrongLine };

// The colours of one theme. Nothing else in the program names a colour.
struct Tokens
{
    QColor window;
    QColor card;
    QColor inset;
    QColor line;
    QColor strongLine;
    QColor text;
    QColor muted;
    QColor accent;
    QColor accentSoft;
    QColor onAccent;
    QColor info;
    QColor warn;
    QColor danger;
    QColor ok;
    bool isDark = false;

    [[nodiscard]] static const Tokens &light();
    [[nodiscard]] static const Tokens &dark();
    // The theme the application wears now. Ask while painting; do not keep it.
    [[nodiscard]] static const Tokens &current();

    [[nodiscard]] QColor ink(Ink ink) const;
    // A quiet ground in the hue of `ink`, for banners and chips; text and that ink are readable on it.
    [[nodiscard]] QColor soft(Ink ink) const;
    [[nodiscard]] QColor hover() const;   // over a row or a quiet button
    [[nodiscard]] QColor pressed() const; // while it is held down
    [[nodiscard]] QColor accentHover() const;
    [[nodiscard]] QColor accentPressed() const;
};

// Paul Tol's "bright" scheme: safe for colour-blind eyes. `series(0)` of a single series is the accent instead.
[[nodiscard]] const std::array<QColor, 7> &seriesColours();
[[nodiscard]] QColor seriesColour(int index);
// A perceptually even ramp (viridis) for heat maps and sequences; 0 <= share <= 1.
[[nodiscard]] QColor rampColour(double share);
// WCAG 2 contrast ratio, 1 to 21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);
// `share` of `b` over `a`.
[[nodiscard]] QColor blend(const QColor &a, const QColor &b, double share);

// Lengths in device-independent pixels.
namespace size {
inline constexpr int Unit = 8; // the grid
inline constexpr int Gap = 4;  // inside controls
inline constexpr int Control = 32;
inline constexpr int Row = 32;
inline constexpr int CompactRow = 28;
inline constexpr int Radius = 8;        // cards
inline constexpr int ControlRadius = 6; // buttons, fields
inline constexpr int PageMargin = 24;
inline constexpr int ReadingWidth = 960;
inline constexpr int IconSmall = 16;
inline constexpr int Icon = 20;
inline constexpr int SidebarWide = 216;
inline constexpr int SidebarNarrow = 56;
inline constexpr int CollapseBelow = 1100; // window width at which the sidebar folds
} // namespace size

inline constexpr int MotionMs = 150;

enum class TextSize { Caption, Body, Section, Title, Number };
enum class TextWeight { Regular, Strong };

// The interface's font at one of its five sizes: Inter where it is installed, else the system's. Section, Title and
// Number are strong unless told otherwise.
[[nodiscard]] QFont fontFor(TextSize size);
[[nodiscard]] QFont fontFor(TextSize size, TextWeight weight);

} // namespace perennial
