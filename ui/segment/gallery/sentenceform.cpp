// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/sentenceform.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QCompleter>
#include <QLocale>
#include <QPointer>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

constexpr int NumberWidth = 64;
constexpr int MoneyWidth = 80;
constexpr int TextWidth = 152;
constexpr int MostOffered = 200;

QString shown(const std::vector<Operand> &value)
{
    QStringList words;
    for (const Operand &operand : value) {
        const auto *number = std::get_if<double>(&operand);
        words.append(number ? numberWords(*number) : std::get<QString>(operand));
    }
    return words.join(QStringLiteral(", "));
}

template <class Choice>
QStringList namesOf(const std::vector<Choice> &choices, QString Choice::*name)
{
    QStringList names;
    for (const Choice &choice : choices) {
        if (names.size() < MostOffered)
            names.append(choice.*name);
    }
    return names;
}

Label *addLabel(QWidget &line, const QString &text, bool strong = false)
{
    auto *label = new Label(text, TextSize::Body, Ink::Text, &line);
    label->setMinimumHeight(size::Control);
    if (strong)
        label->setFont(fontFor(TextSize::Body, TextWeight::Strong));
    line.layout()->addWidget(label);
    return label;
}

} // namespace

SentenceForm::SentenceForm(SegmentCatalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_lines(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("sentenceForm"));
    m_lines->setContentsMargins(0, 0, 0, 0);
}

void SentenceForm::setTemplate(const SegmentTemplate &shown, const QString &currency)
{
    m_template = shown;
    m_currency = currency;
    m_values = standardValues(shown);
    m_echoes.clear();
    m_first = nullptr;
    delete m_body;
    m_body = new QWidget(this);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    m_lines->addWidget(m_body);
    const auto lines = sentenceLines(shown);
    for (size_t i = 0; i < lines.size(); ++i)
        addLine(lines[i], i == 0);
    showEchoes();
}

void SentenceForm::addLine(const SentenceLine &line, bool isFirst)
{
    const QString people = isFirst ? tr("People", "as the beginning of a sentence") : QString();
    if (line.size() == 1 && line.front().blank.isEmpty())
        return addPlain((people + u' ' + line.front().words).trimmed());
    auto *box = new QWidget(m_body);
    new FlowLayout(box);
    addWords(*box, people);
    for (const SentencePart &part : line) {
        const TemplateBlank *blank = m_template.blank(part.blank);
        if (blank)
            addBlank(*box, *blank);
        else
            addWords(*box, part.words);
    }
    if (!box->findChild<QLineEdit *>()) {
        for (Label *word : box->findChildren<Label *>())
            word->setMinimumHeight(3 * size::Unit);
    }
    m_body->layout()->addWidget(box);
}

void SentenceForm::addPlain(const QString &words)
{
    auto *label = new Label(words, TextSize::Body, Ink::Text, m_body);
    label->setWordWrap(true);
    label->setContentsMargins(0, size::Gap, 0, size::Gap);
    m_body->layout()->addWidget(label);
}

void SentenceForm::addWords(QWidget &line, const QString &words)
{
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
        addLabel(line, word);
}

void SentenceForm::addBlank(QWidget &line, const TemplateBlank &blank)
{
    if (m_body->findChild<QWidget *>(QStringLiteral("blank-") + blank.id)) {
        m_echoes.push_back({blank.id, addLabel(line, {}, true)});
        return;
    }
    QLineEdit *field = blank.isNumber() ? makeNumber(blank, &line) : makeText(blank, &line);
    field->setObjectName(QStringLiteral("blank-") + blank.id);
    field->setAccessibleName(blank.label);
    field->setToolTip(blank.label);
    line.layout()->addWidget(field);
    if (!m_first)
        m_first = field;
    if (blank.kind == BlankKind::Money && !m_currency.isEmpty())
        addLabel(line, m_currency);
}

QLineEdit *SentenceForm::makeNumber(const TemplateBlank &blank, QWidget *parent)
{
    auto *field = new NumberField(blank.label, parent);
    field->setFixedWidth(blank.kind == BlankKind::Money ? MoneyWidth : NumberWidth);
    field->setNumber(std::get<double>(blank.standard.front()));
    connect(field, &NumberField::numberChanged, this, [this, field, blank] {
        const auto number = field->number();
        take(blank, number ? std::vector<Operand>{*number} : std::vector<Operand>(), *field);
    });
    return field;
}

QLineEdit *SentenceForm::makeText(const TemplateBlank &blank, QWidget *parent)
{
    auto *field = new QLineEdit(shown(blank.standard), parent);
    field->setFixedWidth(TextWidth);
    field->setCursorPosition(0);
    connect(field, &QLineEdit::textChanged, this, [this, field, blank](const QString &text) {
        take(blank, valueFromText(blank, text).value_or(std::vector<Operand>()), *field);
    });
    offer(*field, blank);
    return field;
}

// The names and values that the store has, as one types.
void SentenceForm::offer(QLineEdit &field, const TemplateBlank &blank)
{
    auto *names = new QStringListModel(&field);
    if (blank.kind == BlankKind::Metric)
        names->setStringList(namesOf(m_catalog.metrics(), &MetricChoice::name));
    if (blank.kind == BlankKind::Property)
        names->setStringList(namesOf(m_catalog.properties(), &PropertyChoice::name));
    const auto take = [names](const std::vector<ValueChoice> &values) {
        names->setStringList(namesOf(values, &ValueChoice::value));
    };
    if (!blank.ofMetric.isEmpty())
        m_catalog.findEventValues(blank.ofMetric, blank.ofProperty, names, take);
    else if (!blank.ofProperty.isEmpty())
        m_catalog.findValues(blank.ofProperty, names, take);
    auto *completer = new QCompleter(names, &field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    if (blank.kind != BlankKind::Texts)
        field.setCompleter(completer);
}

void SentenceForm::take(const TemplateBlank &blank, std::vector<Operand> value, QLineEdit &field)
{
    const QString problem = problemOf(blank, value);
    field.setToolTip(problem.isEmpty() ? blank.label : problem);
    field.setAccessibleDescription(problem);
    m_values.insert(blank.id, std::move(value));
    showEchoes();
    Q_EMIT changed();
}

void SentenceForm::showEchoes()
{
    for (const Echo &echo : m_echoes) {
        const QString text = shown(m_values.value(echo.blank));
        echo.label->setText(text.isEmpty() ? Ellipsis : text);
    }
}

QString SentenceForm::problem() const
{
    for (const TemplateBlank &blank : m_template.blanks) {
        if (const QString words = problemOf(blank, m_values.value(blank.id)); !words.isEmpty())
            return tr("%1: %2", "field and what is wrong with it").arg(blank.label, words);
    }
    return {};
}

void SentenceForm::focusFirst()
{
    if (m_first) {
        m_first->setFocus(Qt::TabFocusReason);
        m_first->selectAll();
    }
}

} // namespace perennial
