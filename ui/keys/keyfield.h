// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/secrets.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QDialog;
class QLineEdit;
class QPushButton;

namespace perennial {

class Label;

// What a key is asked for.
struct KeyAsk
{
    QString name;  // in keychain and key file; empty: no key is wanted
    QString title; // "Private API key"
    QString hint;  // where it is found at the platform
};

// Asks for a key, and where it is to be kept; says so once it is known. Hidden where none is wanted.
class KeyField : public QWidget
{
    Q_OBJECT

public:
    explicit KeyField(Secrets &secrets, QWidget *parent = nullptr);

    void showKey(const KeyAsk &ask);
    void clear();
    // Whether what wants the key may begin: it is known, or entered.
    [[nodiscard]] bool isReady() const;
    // Keeps what was entered where somebody chose, and goes on; the key file may want its passphrase first, and nothing
    // goes on where that is not given.
    void settle(const std::function<void()> &then);

Q_SIGNALS:
    void changed();
    void submitted(); // Return in the field

private:
    [[nodiscard]] QWidget *makeEntry();
    [[nodiscard]] QWidget *makeKept();
    void showState();
    void showPlaces();
    void openFile(const std::function<void()> &then);
    [[nodiscard]] KeyPlace chosenPlace() const;
    [[nodiscard]] bool isKnown() const;

    Secrets &m_secrets;
    KeyAsk m_ask;
    bool m_isChanging = false; // a key is known, and another is entered
    QWidget *m_entry;
    QLineEdit *m_key;
    QComboBox *m_place;
    QPushButton *m_unlock;
    Label *m_hint;
    QWidget *m_kept;
    Label *m_where;
    QPointer<QDialog> m_dialog;
};

} // namespace perennial
