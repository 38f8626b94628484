// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLineEdit;

namespace perennial {

// What a new store must know of its shop: its name, currency and zone, suggested from what is known.
class NewStoreForm : public Card
{
    Q_OBJECT

public:
    explicit NewStoreForm(const QString &title, QWidget *parent = nullptr);

    // From the first files: their folder's name, and a currency where a file names one. Keeps what was typed.
    void suggest(const QString &folderName, const QString &currency);
    [[nodiscard]] StoreSettings settings() const;
    // Where the store will be: never an existing file.
    [[nodiscard]] QString path() const;

Q_SIGNALS:
    void changed();

private:
    QComboBox *makeCurrencies();
    QComboBox *makeZones();

    QLineEdit *m_name;
    QComboBox *m_currency;
    QComboBox *m_zone;
    bool m_nameTouched = false;
    QString m_offeredCurrency;
    bool m_currencyTouched = false;
};

} // namespace perennial
