// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/verdictmark.h"

#include "ui/widgets/icon.h"

#include <QPainter>

namespace perennial {

namespace {

constexpr int Height = 28; // a pill's

struct Face
{
    const char *iconName;
    Ink ink;
};

Face faceOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Yes:
        return {"check", Ink::Ok};
    case Verdict::No:
        return {"cross", Ink::Danger};
    case Verdict::Unknown:
        break;
    }
    return {"question", Ink::Muted};
}

} // namespace

VerdictMark::VerdictMark(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setObjectName(QStringLiteral("verdict"));
    hide();
}

bool VerdictMark::setNode(const ExplainedNode *node)
{
    const bool shown = node && node->finished;
    if (shown == m_shown && (!shown || (node->verdict == m_verdict && node->holds == m_holds)))
        return false;
    m_shown = shown;
    if (m_shown) {
        m_verdict = node->verdict;
        m_holds = node->holds;
    }
    setToolTip(words());
    setAccessibleName(words());
    setVisible(m_shown);
    update();
    return true;
}

QString VerdictMark::words() const
{
    if (!m_shown)
        return {};
    switch (m_verdict) {
    case Verdict::Yes:
        return tr("holds");
    case Verdict::No:
        return tr("does not hold");
    case Verdict::Unknown:
        break;
    }
    return m_holds ? tr("can't be decided: counted in") : tr("can't be decided: left out");
}

QSize VerdictMark::sizeHint() const
{
    return {size::Icon, Height};
}

void VerdictMark::paintEvent(QPaintEvent *)
{
    const Face face = faceOf(m_verdict);
    QPainter painter(this);
    const QRect place((width() - size::IconSmall) / 2, (height() - size::IconSmall) / 2, size::IconSmall,
                      size::IconSmall);
    paintIcon(painter, QLatin1String(face.iconName), place, Tokens::current().ink(face.ink));
}

} // namespace perennial
