// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/pickerpill.h"

#include <QVBoxLayout>

namespace perennial {

PickerPill::PickerPill(const QString &role, Make make, QWidget *parent)
    : PillButton(role, parent)
    , m_make(std::move(make))
{
    setPopup([this] { return makeHost(); });
    connect(this, &PillButton::popupAboutToOpen, this, &PickerPill::fill);
}

QWidget *PickerPill::makeHost()
{
    m_host = new QWidget;
    auto *layout = new QVBoxLayout(m_host);
    layout->setContentsMargins(0, 0, 0, 0);
    return m_host;
}

void PickerPill::fill()
{
    delete m_picker;
    Picker *picker = m_make();
    m_picker = picker;
    connect(picker, &Picker::committed, this, &PillButton::closePopup);
    m_host->layout()->addWidget(picker);
    m_host->setFocusProxy(picker);
    m_host->updateGeometry();
    Q_EMIT opened();
}

} // namespace perennial
