// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tokens.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr double SoftShare = 0.11;

double channelLuminance(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channelLuminance(colour.redF()) + 0.7152 * channelLuminance(colour.greenF()) +
           0.0722 * channelLuminance(colour.blueF());
}

double pointsOf(TextSize size)
{
    // Pixels at 96 dpi, given as points so that the desktop's text scaling is followed.
    constexpr double PointsPerPixel = 0.75;
    switch (size) {
    case TextSize::Caption:
        return 11 * PointsPerPixel;
    case TextSize::Body:
        return 13 * PointsPerPixel;
    case TextSize::Section:
        return 15 * PointsPerPixel;
    case TextSize::Title:
        return 20 * PointsPerPixel;
    case TextSize::Number:
        return 32 * PointsPerPixel;
    }
    return 13 * PointsPerPixel;
}

} // namespace

const Tokens &Tokens::light()
{
    static const Tokens tokens{.window = "#F6F7F5",
                               .card = "#FFFFFF",
                               .inset = "#EEF0EC",
                               .line = "#D9DDD6",
                               .strongLine = "#858C83",
                               .text = "#1B1E1C",
                               .muted = "#59605B",
                               .accent = "#0B6B4A",
                               .accentSoft = "#DCEFE5",
                               .onAccent = "#FFFFFF",
                               .info = "#1F5FA8",
                               .warn = "#8A5A00",
                               .danger = "#B3261E",
                               .ok = "#177645",
                               .isDark = false};
    return tokens;
}

const Tokens &Tokens::dark()
{
    static const Tokens tokens{.window = "#151816",
                               .card = "#1D211F",
                               .inset = "#262B28",
                               .line = "#363D39",
                               .strongLine = "#7C857F",
                               .text = "#ECEFEA",
                               .muted = "#A4ADA6",
                               .accent = "#4CC38A",
                               .accentSoft = "#16382A",
                               .onAccent = "#10140F",
                               .info = "#7DB5F5",
                               .warn = "#E2B34A",
                               .danger = "#F28B82",
                               .ok = "#5CD39A",
                               .isDark = true};
    return tokens;
}

const Tokens &Tokens::current()
{
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? dark() : light();
}

QColor Tokens::ink(Ink ink) const
{
    switch (ink) {
    case Ink::Text:
        return text;
    case Ink::Muted:
        return muted;
    case Ink::Accent:
        return accent;
    case Ink::OnAccent:
        return onAccent;
    case Ink::Info:
        return info;
    case Ink::Warn:
        return warn;
    case Ink::Danger:
        return danger;
    case Ink::Ok:
        return ok;
    case Ink::StrongLine:
        return strongLine;
    }
    return text;
}

QColor Tokens::soft(Ink ink) const
{
    return ink == Ink::Accent ? accentSoft : blend(card, this->ink(ink), SoftShare);
}
QColor Tokens::hover() const
{
    return blend(card, text, 0.05);
}
QColor Tokens::pressed() const
{
    return blend(card, text, 0.10);
}
QColor Tokens::accentHover() const
{
    return blend(accent, text, 0.12);
}
QColor Tokens::accentPressed() const
{
    return blend(accent, text, 0.22);
}

const std::array<QColor, 7> &seriesColours()
{
    static const std::array<QColor, 7> colours{"#4477AA", "#EE6677", "#228833", "#CCBB44",
                                               "#66CCEE", "#AA3377", "#BBBBBB"};
    return colours;
}

QColor seriesColour(int index)
{
    const auto &colours = seriesColours();
    return colours[static_cast<size_t>(index) % colours.size()];
}

QColor rampColour(double share)
{
    static const std::array<QColor, 9> stops{"#440154", "#472D7B", "#3B528B", "#2C728E", "#21918C",
                                             "#28AE80", "#5EC962", "#ADDC30", "#FDE725"};
    const double at = std::clamp(share, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto below = std::min(static_cast<size_t>(at), stops.size() - 2);
    return blend(stops[below], stops[below + 1], at - static_cast<double>(below));
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

QColor blend(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](float from, float to) { return static_cast<float>(from + (to - from) * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QFont fontFor(TextSize size)
{
    const bool strong = size == TextSize::Section || size == TextSize::Title || size == TextSize::Number;
    return fontFor(size, strong ? TextWeight::Strong : TextWeight::Regular);
}

QFont fontFor(TextSize size, TextWeight weight)
{
    static const bool hasInter = QFontDatabase::hasFamily(QStringLiteral("Inter"));
    static const QFont system = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    QFont font = system;
    if (hasInter)
        font.setFamilies({QStringLiteral("Inter"), system.family()});
    font.setPointSizeF(pointsOf(size));
    font.setWeight(weight == TextWeight::Strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

} // namespace perennial
