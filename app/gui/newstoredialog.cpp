// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/newstoredialog.h"

#include "ui/import/newstoreform.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

NewStoreDialog::NewStoreDialog(QWidget *parent)
    : QDialog(parent)
    , m_form(new NewStoreForm(tr("Your shop"), this))
    , m_place(new Label(QString(), TextSize::Caption, Ink::Muted, this))
{
    setWindowTitle(tr("New store"));
    m_place->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *create = buttons->addButton(tr("Create store"), QDialogButtonBox::AcceptRole);
    setLook(create, Look::Primary);
    create->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, size::PageMargin, size::PageMargin, size::PageMargin);
    column->setSpacing(2 * size::Unit);
    column->addWidget(m_form);
    column->addWidget(m_place);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form, &NewStoreForm::changed, this, &NewStoreDialog::showPath);
    showPath();
}

StoreSettings NewStoreDialog::settings() const
{
    return m_form->settings();
}

QString NewStoreDialog::path() const
{
    return m_form->path();
}

void NewStoreDialog::showPath()
{
    m_place->setText(tr("The file will be %1").arg(QDir::toNativeSeparators(path())));
}

} // namespace perennial
