// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QVariantAnimation>

#include <functional>
#include <optional>

namespace perennial {

// A big number with its caption. A new number counts up or down in place; while it is being worked out again the last
// one stays, dimmed. Click or Enter leads to the people behind it.
class StatTile : public QAbstractButton
{
    Q_OBJECT

public:
    explicit StatTile(const QString &caption, QWidget *parent = nullptr);

    void setCaption(const QString &caption);
    void setDetail(const QString &detail); // "1.24 % of 1,000,000", below in muted text
    void setValue(qint64 value);
    void clearValue(); // shows a dash: not known yet
    [[nodiscard]] std::optional<qint64> value() const { return m_value; }
    // How the number is worded; a grouped count unless set. Called with every step of the counting.
    void setFormat(std::function<QString(qint64)> format);
    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const { return m_busy; }
    // Smaller number, for rows of several tiles.
    void setCompact(bool compact);

    [[nodiscard]] QString shownNumber() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void nameAgain();
    [[nodiscard]] QFont numberFont() const;

    QString m_caption;
    QString m_detail;
    std::optional<qint64> m_value;
    double m_shown = 0;
    std::function<QString(qint64)> m_format;
    QVariantAnimation m_counting;
    bool m_busy = false;
    bool m_compact = false;
};

} // namespace perennial
