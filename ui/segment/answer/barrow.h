// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace perennial {

// One of several numbers side by side: what is counted, how many, and as a bar which part of the whole that is. A click
// or Enter leads to the people behind it.
class BarRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit BarRow(QWidget *parent = nullptr);

    // `share` is the bar's part of its full length; less than nothing: there is no bar.
    void setFact(const QString &label, qint64 count, double share);
    // Words in the number's place: "34.10 EUR"; and what they are about, below in muted text.
    void setFact(const QString &label, const QString &detail, const QString &note = {});
    void setBusy(bool busy);
    [[nodiscard]] qint64 count() const { return m_count; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int numberWidth() const;
    [[nodiscard]] QRect labelRect(int width) const;
    [[nodiscard]] QRect noteRect(int width) const;
    void showWords(const QString &label, const QString &number);

    QString m_label;
    QString m_number;
    QString m_note;
    qint64 m_count = 0;
    double m_share = -1;
    bool m_busy = false;
};

} // namespace perennial
