// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <QDialog>

class QLabel;

namespace perennial {

class NewStoreForm;

// Asks for what a new store must know of its shop, and says where the file will be.
class NewStoreDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NewStoreDialog(QWidget *parent = nullptr);

    [[nodiscard]] StoreSettings settings() const;
    [[nodiscard]] QString path() const;

private:
    void showPath();

    NewStoreForm *m_form;
    QLabel *m_place;
};

} // namespace perennial
