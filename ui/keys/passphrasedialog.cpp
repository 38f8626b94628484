// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/passphrasedialog.h"

#include "core/workspace/secrets.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"
#include "ui/widgets/tokens.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

QLineEdit *addPassword(QVBoxLayout &column, const QString &label, const char *name, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(label);
    field->setEchoMode(QLineEdit::Password);
    auto *title = new Label(label, TextSize::Body, Ink::Muted, parent);
    title->setBuddy(field);
    column.addWidget(title);
    column.addWidget(field);
    return field;
}

} // namespace

PassphraseDialog::PassphraseDialog(Secrets &secrets, QWidget *parent)
    : QDialog(parent)
    , m_secrets(secrets)
    , m_isNew(secrets.fileState() == KeyFileState::None)
    , m_problem(new Banner(this))
    , m_again(nullptr)
{
    setObjectName(QStringLiteral("passphraseDialog"));
    setWindowTitle(m_isNew ? tr("Make a key file") : tr("Unlock the key file"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::PageMargin, size::PageMargin, size::PageMargin, size::PageMargin);
    column->setSpacing(size::Unit);
    column->addWidget(m_problem);
    const QString path = QDir::toNativeSeparators(secrets.filePath());
    auto *what =
        new Label(m_isNew ? tr("Keys are kept encrypted in %1. The passphrase is kept nowhere: if it is lost, the keys "
                               "have to be entered again.")
                                .arg(path)
                          : tr("Keys are kept encrypted in %1. It stays open until you close Perennial.").arg(path),
                  TextSize::Body, Ink::Muted, this);
    what->setWordWrap(true);
    column->addWidget(what);
    m_passphrase = addPassword(*column, tr("Passphrase"), "passphrase", this);
    if (m_isNew)
        m_again = addPassword(*column, tr("The same again"), "passphraseAgain", this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_open = buttons->addButton(m_isNew ? tr("Make key file") : tr("Unlock"), QDialogButtonBox::ActionRole);
    m_open->setObjectName(QStringLiteral("openKeyFile"));
    m_open->setDefault(true);
    setLook(m_open, Look::Primary);
    column->addStretch(1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &PassphraseDialog::unlock);
    for (QLineEdit *field : {m_passphrase, m_again}) {
        if (field)
            connect(field, &QLineEdit::textChanged, this, &PassphraseDialog::showState);
    }
    connect(&secrets, &Secrets::unlocked, this, &QDialog::accept);
    connect(&secrets, &Secrets::failed, this, [this](const Error &error) {
        if (!m_isBusy)
            return;
        showBusy(false);
        m_problem->showMessage(BannerKind::Danger, error.message);
        m_passphrase->setFocus();
        m_passphrase->selectAll();
    });
    showState();
    resize(460, sizeHint().height());
}

void PassphraseDialog::showState()
{
    const QString words = m_passphrase->text();
    const bool isLongEnough = words.size() >= KeyFile::ShortestPassphrase;
    const bool isSame = !m_again || m_again->text() == words;
    m_open->setEnabled(!m_isBusy && !words.isEmpty() && (!m_isNew || (isLongEnough && isSame)));
    if (m_isNew && !words.isEmpty() && !isLongEnough)
        m_open->setToolTip(tr("%n characters at least.", nullptr, KeyFile::ShortestPassphrase));
    else
        m_open->setToolTip(isSame ? QString() : tr("The two passphrases differ."));
    m_passphrase->setPlaceholderText(m_isNew ? tr("%n characters at least", nullptr, KeyFile::ShortestPassphrase)
                                             : QString());
}

void PassphraseDialog::unlock()
{
    showBusy(true);
    m_problem->dismiss();
    m_secrets.unlock(m_passphrase->text().toUtf8());
}

void PassphraseDialog::showBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_passphrase->setEnabled(!isBusy);
    if (m_again)
        m_again->setEnabled(!isBusy);
    showState();
}

} // namespace perennial
