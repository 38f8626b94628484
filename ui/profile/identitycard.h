// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/profileview.h"

#include <QTimeZone>
#include <QWidget>

class QVBoxLayout;

namespace perennial {

// Who a person is and what we may do: identifiers, consent, suppressions, merges. Made anew for each person.
class IdentityCard : public QWidget
{
    Q_OBJECT

public:
    IdentityCard(const ProfileView &person, const QTimeZone &zone, QWidget *parent = nullptr);

Q_SIGNALS:
    void undoMergeRequested(qint64 merge);

private:
    void addIdentifiers(const ProfileView &person);
    void addConsent(const ProfileView &person, const QTimeZone &zone);
    void addMerges(const ProfileView &person, const QTimeZone &zone);

    QVBoxLayout *m_column;
};

} // namespace perennial
