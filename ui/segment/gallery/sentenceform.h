// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/templates/templatesentence.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QVBoxLayout;

namespace perennial {

class Label;
class SegmentCatalog;

// What a template says, with a field wherever it has a blank: "spent more than [200] EUR in the last [365] days".
class SentenceForm : public QWidget
{
    Q_OBJECT

public:
    explicit SentenceForm(SegmentCatalog &catalog, QWidget *parent = nullptr);

    // Amounts are in `currency`.
    void setTemplate(const SegmentTemplate &shown, const QString &currency);
    [[nodiscard]] const BlankValues &values() const { return m_values; }
    // Why what stands in the fields will not do; empty where it will.
    [[nodiscard]] QString problem() const;
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    // Where a blank stands once more.
    struct Echo
    {
        QString blank;
        Label *label;
    };

    void addLine(const SentenceLine &line, bool isFirst);
    void addPlain(const QString &words);
    void addWords(QWidget &line, const QString &words);
    void addBlank(QWidget &line, const TemplateBlank &blank);
    [[nodiscard]] QLineEdit *makeNumber(const TemplateBlank &blank, QWidget *parent);
    [[nodiscard]] QLineEdit *makeText(const TemplateBlank &blank, QWidget *parent);
    void offer(QLineEdit &field, const TemplateBlank &blank);
    void take(const TemplateBlank &blank, std::vector<Operand> value, QLineEdit &field);
    void showEchoes();

    SegmentCatalog &m_catalog;
    QString m_currency;
    SegmentTemplate m_template;
    BlankValues m_values;
    QVBoxLayout *m_lines;
    QWidget *m_body = nullptr;
    std::vector<Echo> m_echoes;
    QLineEdit *m_first = nullptr;
};

} // namespace perennial
