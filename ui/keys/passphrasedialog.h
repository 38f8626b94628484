// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace perennial {

class Banner;
class Secrets;

// Opens the key file by its passphrase, or makes one: then the passphrase is asked twice. Accepted once the file is
// open.
class PassphraseDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PassphraseDialog(Secrets &secrets, QWidget *parent = nullptr);

private:
    void showState();
    void unlock();
    void showBusy(bool isBusy);

    Secrets &m_secrets;
    bool m_isNew;
    bool m_isBusy = false;
    Banner *m_problem;
    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    QPushButton *m_open;
};

} // namespace perennial
