// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keyfield.h"

#include "ui/keys/passphrasedialog.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"
#include "ui/widgets/tokens.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>

namespace perennial {

namespace {

constexpr int EntryWidth = 320;

QString placeSentence(KeyPlace place, const QString &title)
{
    switch (place) {
    case KeyPlace::Keychain:
        return KeyField::tr("%1: kept in this computer's keychain").arg(title);
    case KeyPlace::File:
        return KeyField::tr("%1: kept in the key file").arg(title);
    case KeyPlace::Memory:
        break;
    }
    return KeyField::tr("%1: known until you close Perennial").arg(title);
}

QPushButton *quietButton(const QString &text, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    setLook(button, Look::Quiet);
    return button;
}

} // namespace

KeyField::KeyField(Secrets &secrets, QWidget *parent)
    : QWidget(parent)
    , m_secrets(secrets)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    column->addWidget(makeEntry());
    m_hint = new Label({}, TextSize::Caption, Ink::Muted, this);
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    column->addWidget(makeKept());
    connect(&secrets, &Secrets::changed, this, [this] {
        showState();
        Q_EMIT changed();
    });
    showState();
}

QWidget *KeyField::makeEntry()
{
    m_entry = new QWidget(this);
    auto *row = new QHBoxLayout(m_entry);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_key = new QLineEdit(m_entry);
    m_key->setObjectName(QStringLiteral("key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setMinimumWidth(EntryWidth);
    m_place = new QComboBox(m_entry);
    m_place->setObjectName(QStringLiteral("keyPlace"));
    m_place->setAccessibleName(tr("Where the key is kept"));
    m_place->addItem(tr("Keep in the keychain"), int(KeyPlace::Keychain));
    m_place->addItem(tr("Keep in a key file"), int(KeyPlace::File));
    m_place->addItem(tr("Until I close Perennial"), int(KeyPlace::Memory));
    m_unlock = quietButton(tr("Unlock the key file …"), "unlockKeys", m_entry);
    row->addWidget(m_key);
    row->addWidget(m_place);
    row->addWidget(m_unlock);
    row->addStretch(1);
    connect(m_key, &QLineEdit::textChanged, this, &KeyField::changed);
    connect(m_key, &QLineEdit::returnPressed, this, &KeyField::submitted);
    connect(m_unlock, &QPushButton::clicked, this, [this] { openFile({}); });
    return m_entry;
}

QWidget *KeyField::makeKept()
{
    m_kept = new QWidget(this);
    auto *row = new QHBoxLayout(m_kept);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_where = new Label({}, TextSize::Caption, Ink::Muted, m_kept);
    m_where->setObjectName(QStringLiteral("keptWhere"));
    QPushButton *change = quietButton(tr("Change key"), "changeKey", m_kept);
    QPushButton *forget = quietButton(tr("Forget key"), "forgetKey", m_kept);
    row->addWidget(m_where);
    row->addWidget(change);
    row->addWidget(forget);
    row->addStretch(1);
    connect(change, &QPushButton::clicked, this, [this] {
        m_isChanging = true;
        showState();
        m_key->setFocus();
        Q_EMIT changed();
    });
    connect(forget, &QPushButton::clicked, this, [this] { m_secrets.forget(m_ask.name); });
    return m_kept;
}

void KeyField::showKey(const KeyAsk &ask)
{
    if (ask.name != m_ask.name)
        clear();
    m_ask = ask;
    m_secrets.look(ask.name);
    showState();
}

void KeyField::clear()
{
    m_ask = {};
    m_isChanging = false;
    m_key->clear();
    showState();
}

bool KeyField::isKnown() const
{
    return m_secrets.find(m_ask.name).has_value();
}

bool KeyField::isReady() const
{
    const bool isEntered = !m_key->text().trimmed().isEmpty();
    return m_ask.name.isEmpty() || isEntered || (isKnown() && !m_isChanging);
}

KeyPlace KeyField::chosenPlace() const
{
    return KeyPlace(m_place->currentData().toInt());
}

void KeyField::showState()
{
    const auto kept = m_secrets.find(m_ask.name);
    const bool isAsking = !m_ask.name.isEmpty() && (!kept || m_isChanging);
    setVisible(!m_ask.name.isEmpty());
    m_entry->setVisible(isAsking);
    m_hint->setVisible(isAsking);
    m_kept->setVisible(kept && !isAsking);
    m_unlock->setVisible(isAsking && m_secrets.fileState() == KeyFileState::Locked);
    if (kept)
        m_where->setText(placeSentence(kept->place, m_ask.title));
    if (!isAsking)
        return;
    m_key->setPlaceholderText(m_ask.title);
    m_key->setAccessibleName(m_ask.title);
    showPlaces();
}

// A keychain that does not answer is no choice; which it is stands there, and what is chosen instead is told.
void KeyField::showPlaces()
{
    const bool hasKeychain = m_secrets.hasKeychain().value_or(true);
    auto *items = qobject_cast<QStandardItemModel *>(m_place->model());
    items->item(0)->setEnabled(hasKeychain);
    if (!hasKeychain && chosenPlace() == KeyPlace::Keychain)
        m_place->setCurrentIndex(m_place->findData(int(KeyPlace::Memory)));
    m_hint->setText(hasKeychain ? m_ask.hint
                                : tr("%1 This computer has no keychain that answers.").arg(m_ask.hint).trimmed());
}

void KeyField::settle(const std::function<void()> &then)
{
    const QByteArray entered = m_key->text().trimmed().toUtf8();
    if (m_ask.name.isEmpty() || entered.isEmpty()) {
        then();
        return;
    }
    if (chosenPlace() == KeyPlace::File && m_secrets.fileState() != KeyFileState::Open) {
        openFile([this, then] { settle(then); });
        return;
    }
    m_key->clear();
    m_isChanging = false;
    m_secrets.keep(m_ask.name, entered, chosenPlace());
    then();
}

void KeyField::openFile(const std::function<void()> &then)
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog = new PassphraseDialog(m_secrets, window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (then)
        connect(m_dialog, &QDialog::accepted, this, then);
    m_dialog->open();
}

} // namespace perennial
