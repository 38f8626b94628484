// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace perennial {

enum class ThemeChoice { System, Light, Dark };

// "system", "light", "dark": the words of settings and of --theme.
[[nodiscard]] QString toString(ThemeChoice choice);
[[nodiscard]] std::optional<ThemeChoice> themeFromString(QStringView word);

// Dresses the application: style, palette and font from the tokens. One per program, built in main before any widget.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(ThemeChoice choice = ThemeChoice::System, QObject *parent = nullptr);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    void choose(ThemeChoice choice);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void askDesktop();

    ThemeChoice m_choice;
    bool m_desktopIsDark = false;
    bool m_dark = false;
    bool m_applying = false;
};

// Whether the desktop asks for reduced motion, or the user did (setReducedMotion). Then nothing moves.
[[nodiscard]] bool reducedMotion();
void setReducedMotion(bool reduced);

} // namespace perennial
