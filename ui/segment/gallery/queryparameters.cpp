// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/queryparameters.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace perennial {

namespace {

QString shown(const std::optional<Operand> &value)
{
    if (!value)
        return {};
    const auto *number = std::get_if<double>(&*value);
    return number ? QString::number(*number, 'g', 15) : std::get<QString>(*value);
}

QString placeholder(ParameterType type)
{
    switch (type) {
    case ParameterType::Number:
        return QueryParameters::tr("number");
    case ParameterType::Date:
        return QStringLiteral("2026-01-31");
    case ParameterType::YesNo:
        return QStringLiteral("yes");
    case ParameterType::Text:
        break;
    }
    return QueryParameters::tr("text");
}

} // namespace

QueryParameters::QueryParameters(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("queryParameters"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    hide();
}

void QueryParameters::setParameters(const std::vector<TemplateParameter> &parameters)
{
    m_known.clear();
    showLines(parameters);
}

void QueryParameters::setNames(const QStringList &names)
{
    QStringList now;
    for (const Line &line : m_lines) {
        now.append(line.name);
        m_known.insert(line.name, parameterOf(line));
    }
    if (now == names)
        return;
    std::vector<TemplateParameter> wanted;
    for (const QString &name : names)
        wanted.push_back(m_known.value(name, {.name = name, .type = ParameterType::Text, .standard = {}}));
    showLines(wanted);
}

void QueryParameters::showLines(const std::vector<TemplateParameter> &parameters)
{
    m_lines.clear();
    delete m_body;
    m_body = new QWidget(this);
    auto *grid = new QGridLayout(m_body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(size::Unit);
    grid->setVerticalSpacing(size::Gap);
    const QString titles[] = {tr("Parameter"), tr("Type"), tr("Default")};
    for (int i = 0; i < 3; ++i)
        grid->addWidget(new Label(titles[i], TextSize::Caption, Ink::Muted, m_body), 0, i);
    grid->setColumnStretch(2, 1);
    layout()->addWidget(m_body);
    for (const TemplateParameter &parameter : parameters)
        addLine(parameter, static_cast<int>(m_lines.size()) + 1);
    setVisible(!parameters.empty());
}

void QueryParameters::addLine(const TemplateParameter &parameter, int row)
{
    auto *type = new QComboBox(m_body);
    type->setObjectName(QStringLiteral("type-") + parameter.name);
    type->setAccessibleName(tr("Type of %1").arg(parameter.name));
    type->addItems({tr("text"), tr("number"), tr("date"), tr("yes or no")}); // as ParameterType
    type->setCurrentIndex(static_cast<int>(parameter.type));
    auto *standard = new QLineEdit(shown(parameter.standard), m_body);
    standard->setObjectName(QStringLiteral("default-") + parameter.name);
    standard->setAccessibleName(tr("Default of %1").arg(parameter.name));
    standard->setPlaceholderText(placeholder(parameter.type));
    auto *grid = static_cast<QGridLayout *>(m_body->layout());
    grid->addWidget(new Label(u':' + parameter.name, TextSize::Body, Ink::Text, m_body), row, 0);
    grid->addWidget(type, row, 1);
    grid->addWidget(standard, row, 2);
    m_lines.push_back({parameter.name, type, standard, parameter.standard.has_value()});
    connect(type, &QComboBox::currentIndexChanged, this, [this, standard](int index) {
        standard->setPlaceholderText(placeholder(static_cast<ParameterType>(index)));
        Q_EMIT changed();
    });
    connect(type, &QComboBox::activated, this, [this, name = parameter.name] {
        for (Line &line : m_lines)
            line.isTypeChosen = line.isTypeChosen || line.name == name;
    });
    connect(standard, &QLineEdit::textEdited, this, [this, name = parameter.name] {
        guessType(name);
        Q_EMIT changed();
    });
}

void QueryParameters::guessType(const QString &name)
{
    for (const Line &line : m_lines) {
        const bool isNumber = words::numberFrom(line.standard->text().trimmed()).has_value();
        if (line.name == name && !line.isTypeChosen)
            line.type->setCurrentIndex(static_cast<int>(isNumber ? ParameterType::Number : ParameterType::Text));
    }
}

TemplateParameter QueryParameters::parameterOf(const Line &line) const
{
    TemplateParameter parameter{
        .name = line.name, .type = static_cast<ParameterType>(line.type->currentIndex()), .standard = {}};
    const QString text = line.standard->text().trimmed();
    const auto number = words::numberFrom(text);
    if (parameter.type == ParameterType::Number && number)
        parameter.standard = *number;
    else if (!text.isEmpty())
        parameter.standard = text;
    return parameter;
}

std::vector<TemplateParameter> QueryParameters::parameters() const
{
    std::vector<TemplateParameter> all;
    for (const Line &line : m_lines)
        all.push_back(parameterOf(line));
    return all;
}

} // namespace perennial
