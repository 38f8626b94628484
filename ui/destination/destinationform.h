// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/destinationshelf.h"
#include "core/job/latestrequest.h"

#include <QDialog>
#include <QMap>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QWidget;

namespace perennial {

struct AccountField;
class Banner;
class FieldRows;
class ScheduleField;
class SourceList;
struct WayInfo;
class Label;
class Workspace;

// What the form offers: names in the store, and a line of what the first person would be sent.
struct FormChoices
{
    QStringList segments;
    QStringList lists;
    QStringList properties;
};

[[nodiscard]] Result<FormChoices> readFormChoices(Store &store);

// A field with its title before it, as wide as every other title of the form.
void addFormRow(QFormLayout &form, const QString &title, QWidget *field);

// Makes a destination, or changes one. Not modal; saves when somebody chooses so, and says what is missing before.
class DestinationForm : public QDialog
{
    Q_OBJECT

public:
    // Nothing in `saved`: a new one.
    DestinationForm(Workspace &workspace, std::optional<SavedDestination> saved, QWidget *parent = nullptr);
    ~DestinationForm() override;

    [[nodiscard]] Destination destination() const;

Q_SIGNALS:
    void saved(perennial::DestinationId id);

private:
    using Preview = QStringList;

    [[nodiscard]] QWidget *makeScroll();
    [[nodiscard]] QWidget *makeWhere();
    [[nodiscard]] QWidget *makeWho();
    [[nodiscard]] QWidget *makeHow();
    [[nodiscard]] QWidget *makeWhen();
    [[nodiscard]] QWidget *makeFoot();
    void offer(const FormChoices &choices);
    void fillIn(const Destination &destination);
    void chooseKind();
    void chooseWay();
    void showAccount();
    void showHints();
    [[nodiscard]] QWidget *makeField(const AccountField &field);
    [[nodiscard]] QWidget *makeLongField(const AccountField &field);
    template <class Edit>
    [[nodiscard]] static Edit *dressed(Edit *edit, const AccountField &field);
    void type(const QString &field, const QString &text);
    void note();
    void preview();
    void save();
    void finish(const Result<SavedDestination> &saved);
    [[nodiscard]] DestinationKind kind() const;
    [[nodiscard]] const WayInfo *way() const;

    Workspace &m_workspace;
    std::optional<SavedDestination> m_saved;
    Destination m_start;                // what the form has no field for stays as it was
    QMap<QString, QWidget *> m_account; // those that are shown
    QMap<QString, QString> m_typed;     // of account fields, also of ways not shown

    Banner *m_banner;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QComboBox *m_way;
    QCheckBox *m_sandbox;
    QWidget *m_accountBox = nullptr;
    QFormLayout *m_where;
    QComboBox *m_source;
    QComboBox *m_channel;
    QLineEdit *m_consentSource;
    QCheckBox *m_guards;
    SourceList *m_exclusions;
    QSpinBox *m_priority;
    QComboBox *m_mode;
    Label *m_modeHint;
    QCheckBox *m_takesOut;
    QSpinBox *m_askAbove;
    FieldRows *m_fields;
    ScheduleField *m_schedule;
    QCheckBox *m_paused;
    Label *m_problems;
    QPushButton *m_save;
    LatestRequest<FormChoices> m_reading;
    LatestRequest<Preview> m_previewing;
};

} // namespace perennial
