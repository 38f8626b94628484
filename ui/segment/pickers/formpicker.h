// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"
#include "ui/segment/pickers/pickerpill.h"

#include <optional>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QVBoxLayout;

namespace perennial {

class Label;
class NumberField;
class SpanField;

// A picker of a few fields that read as a sentence, and a line below them that helps or says what will not do. Enter in
// a field closes it.
class FormPicker : public Picker
{
    Q_OBJECT

public:
    explicit FormPicker(QWidget *parent = nullptr);

    // What follows stands in a new line.
    void addLine();
    void addWord(const QString &word);
    NumberField *addNumber(const QString &name, const char *objectName, std::optional<double> now);
    SpanField *addSpan(const QString &name, int least, std::optional<TimeSpan> now);
    QLineEdit *addText(const QString &name, const char *objectName, const QString &now);
    QComboBox *addChoice(const QString &name, const char *objectName,
                         const std::vector<std::pair<int, QString>> &choices, int now);
    void addPart(QWidget *part);
    // What the fields mean; a problem of theirs stands instead of it.
    void setHelp(const QString &help);
    void setProblem(const QString &problem);

Q_SIGNALS:
    void changed();

private:
    void adopt(QWidget *field);

    QVBoxLayout *m_column;
    QHBoxLayout *m_line = nullptr;
    Label *m_note;
    QString m_help;
};

} // namespace perennial
