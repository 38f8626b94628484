// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include <memory>
#include <vector>

class QTextLayout;

namespace perennial {

// A template in the gallery: its name, what it is for, and how many it finds here and now or what is missing for it.
// A click or Enter opens it.
class TemplateCard : public QAbstractButton
{
    Q_OBJECT

public:
    TemplateCard(const QString &name, const QString &purpose, QWidget *parent = nullptr);
    ~TemplateCard() override;

    // Not known yet: drawn dimmed.
    void setPending();
    void setCount(qint64 people, qint64 of);
    void setMissing(const QString &words);
    // Something else than a count: "2 parameters".
    void setRemark(const QString &remark);
    void setOpened(bool opened);
    [[nodiscard]] const QString &shownCount() const { return m_count; }
    [[nodiscard]] const QString &missing() const { return m_missing; }

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void dataWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void nameAgain();
    [[nodiscard]] int footHeight(int width) const;
    void paintFoot(QPainter &painter, const QRect &foot) const;

    QString m_purpose;
    QString m_count;
    QString m_of;
    QString m_missing;
    // Made once: to find out how the letters of a text stand takes much longer than to break it into lines.
    mutable std::unique_ptr<QTextLayout> m_nameLines;
    mutable std::unique_ptr<QTextLayout> m_purposeLines;
    mutable std::vector<std::pair<int, int>> m_heights; // by width: boxes around ask many times
    bool m_isPending = true;
    bool m_isRemark = false;
    bool m_isOpened = false;
    QAbstractButton *m_data;
};

} // namespace perennial
