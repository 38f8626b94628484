// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "ui/widgets/style.h"
#include "ui/widgets/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>
#include <QPixmapCache>
#include <QScopedValueRollback>
#include <QSettings>
#include <QStandardPaths>
#include <QToolTip>

namespace perennial {

namespace {

constexpr std::pair<ThemeChoice, const char *> Words[] = {
    {ThemeChoice::System, "system"}, {ThemeChoice::Light, "light"}, {ThemeChoice::Dark, "dark"}};

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette(tokens.text, tokens.card, tokens.hover(), tokens.strongLine, tokens.line, tokens.text, tokens.text,
                     tokens.card, tokens.window);
    palette.setColor(QPalette::AlternateBase, blend(tokens.card, tokens.window, 0.6));
    palette.setColor(QPalette::Midlight, tokens.line);
    palette.setColor(QPalette::Highlight, tokens.accentSoft);
    palette.setColor(QPalette::HighlightedText, tokens.text);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    palette.setColor(QPalette::ToolTipBase, tokens.card);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Shadow, tokens.strongLine);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, blend(tokens.muted, tokens.window, 0.35));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.inset);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, tokens.muted);
    return palette;
}

// KDE and GTK keep "no animations" in plain files; Qt 6.4 tells neither.
bool desktopReducesMotion()
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    const QSettings kde(config + QStringLiteral("/kdeglobals"), QSettings::IniFormat);
    if (kde.value(QStringLiteral("KDE/AnimationDurationFactor"), 1.0).toDouble() <= 0.0)
        return true;
    const QSettings gtk(config + QStringLiteral("/gtk-3.0/settings.ini"), QSettings::IniFormat);
    const QVariant animations = gtk.value(QStringLiteral("Settings/gtk-enable-animations"), true);
    return animations.toString() == QStringLiteral("0") || !animations.toBool();
}

std::optional<bool> &reducedByUser()
{
    static std::optional<bool> reduced;
    return reduced;
}

} // namespace

QString toString(ThemeChoice choice)
{
    for (const auto &[value, word] : Words)
        if (value == choice)
            return QString::fromLatin1(word);
    return {};
}

std::optional<ThemeChoice> themeFromString(QStringView word)
{
    for (const auto &[value, text] : Words)
        if (word == QLatin1String(text))
            return value;
    return std::nullopt;
}

Theme::Theme(ThemeChoice choice, QObject *parent)
    : QObject(parent)
    , m_choice(choice)
{
    askDesktop();
    QApplication::setStyle(new Style);
    QApplication::setFont(fontFor(TextSize::Body));
    apply();
    qApp->installEventFilter(this);
}

void Theme::choose(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

// Qt 6.4 has no colorScheme(): a desktop is dark when its own palette is. An empty palette gives that back.
void Theme::askDesktop()
{
    const QScopedValueRollback guard(m_applying, true);
    QApplication::setPalette(QPalette());
    m_desktopIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
}

void Theme::apply()
{
    const QScopedValueRollback guard(m_applying, true);
    m_dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_desktopIsDark);
    const QPalette palette = paletteOf(m_dark ? Tokens::dark() : Tokens::light());
    QPixmapCache::clear();
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && !m_applying) {
        askDesktop();
        apply();
    }
    return QObject::eventFilter(watched, event);
}

bool reducedMotion()
{
    static const bool desktop = desktopReducesMotion();
    return reducedByUser().value_or(desktop);
}

void setReducedMotion(bool reduced)
{
    reducedByUser() = reduced;
}

} // namespace perennial
