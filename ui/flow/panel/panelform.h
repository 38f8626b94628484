// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/widgets/tokens.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QTimeEdit;
class QToolButton;
class QVBoxLayout;

namespace perennial {

class Label;
class NumberField;
class SpanField;

// A column of named fields: each has its name above it, for eyes and readers. The caller connects them; set…() of the
// fields does not tell.
class PanelForm : public QWidget
{
    Q_OBJECT

public:
    using Choices = std::vector<std::pair<int, QString>>;

    explicit PanelForm(QWidget *parent = nullptr);

    Label *addTitle(const QString &text);
    Label *addHint(const QString &text);
    QLineEdit *addLine(const QString &name, const char *id, const QString &placeholder = {});
    QPlainTextEdit *addText(const QString &name, const char *id, int lines);
    QComboBox *addChoice(const QString &name, const char *id, const Choices &choices);
    SpanField *addSpan(const QString &name, const char *id, int least);
    NumberField *addNumber(const QString &name, const char *id);
    QTimeEdit *addClock(const QString &name, const char *id);
    QCheckBox *addCheck(const QString &text, const char *id);
    PickerPill *addPill(const QString &name, const char *id, const QString &placeholder, PickerPill::Make make);
    QToolButton *addButton(const QString &text, const char *id);
    void addPart(QWidget *part);
    // The next two fields stand side by side.
    void beginPair();
    void endPair() { m_pair = nullptr; }
    // Shows or hides a field with its name.
    static void setShown(QWidget *field, bool shown);

private:
    void addNamed(const QString &name, QWidget *field, const char *id);

    QVBoxLayout *m_column;
    QHBoxLayout *m_pair = nullptr;
};

// Without telling, and without moving the cursor where the text is the same.
void setField(QLineEdit *field, const QString &text);
void setField(QPlainTextEdit *field, const QString &text);
void setField(QComboBox *field, int value);
void setField(QTimeEdit *field, ClockTime time);
void setField(QCheckBox *field, bool on);
void setField(SpanField *field, const std::optional<TimeSpan> &span);
void setField(NumberField *field, std::optional<double> number);
[[nodiscard]] int valueOf(const QComboBox *field);
[[nodiscard]] ClockTime clockOf(const QTimeEdit *field);
// A choice and a clock that stand alone, in rows.
[[nodiscard]] QComboBox *makeChoice(const QString &name, const char *id, const PanelForm::Choices &choices,
                                    QWidget *parent);
[[nodiscard]] QTimeEdit *makeClock(const QString &name, const char *id, QWidget *parent);
[[nodiscard]] QToolButton *makeRowButton(const char *id, const char *iconName, const QString &text, QWidget *parent);

} // namespace perennial
