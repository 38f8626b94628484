// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/fieldtemplate.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <charconv>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

std::string ofNumber(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

struct TextOf
{
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(double value) const { return ofNumber(value); }
    std::string operator()(Instant value) const { return value.toIso().toStdString(); }
    std::string operator()(const std::string &value) const { return value; }
    std::string operator()(const QStringList &value) const { return value.join(QStringLiteral(", ")).toStdString(); }
};

ExportColumn columnNamed(const QString &name)
{
    for (const ExportColumn &column : builtInFields())
        if (column.header.compare(name, Qt::CaseInsensitive) == 0)
            return column;
    return {name, ExportField::Property, name};
}

} // namespace

std::string fieldText(const FieldValue &value)
{
    return std::visit(TextOf(), value);
}

std::span<const ExportColumn> builtInFields()
{
    static const std::vector<ExportColumn> fields{{QStringLiteral("Profile ID"), ExportField::Id, {}},
                                                  {QStringLiteral("Email"), ExportField::Email, {}},
                                                  {QStringLiteral("Phone"), ExportField::Phone, {}},
                                                  {QStringLiteral("Orders"), ExportField::OrderCount, {}},
                                                  {QStringLiteral("Order value"), ExportField::Revenue, {}},
                                                  {QStringLiteral("Last order"), ExportField::LastOrder, {}},
                                                  {QStringLiteral("Created"), ExportField::CreatedAt, {}},
                                                  {QStringLiteral("Email consent"), ExportField::EmailConsent, {}},
                                                  {QStringLiteral("SMS consent"), ExportField::SmsConsent, {}}};
    return fields;
}

Result<FieldTemplate> FieldTemplate::parse(const QString &text)
{
    static const QRegularExpression placeholder(QStringLiteral(
        "\\{\\{\\s*([^{}|\\s][^{}|]*?)\\s*(?:\\|\\s*default\\s*:\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*)?\\}\\}"));
    FieldTemplate made;
    qsizetype end = 0;
    for (auto found = placeholder.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString fallback = match.captured(2).isEmpty() ? match.captured(3) : match.captured(2);
        made.m_pieces.push_back(
            {text.mid(end, match.capturedStart() - end).toStdString(), true, fallback.toStdString()});
        made.m_wanted.push_back(columnNamed(match.captured(1)));
        end = match.capturedEnd();
    }
    const QString rest = text.mid(end);
    made.m_pieces.push_back({rest.toStdString(), false, {}});
    for (const Piece &piece : made.m_pieces)
        if (piece.before.find("{{") != std::string::npos || piece.before.find("}}") != std::string::npos)
            return failure(ErrorKind::Invalid,
                           tr("This placeholder cannot be read. Write it as {{ First Name }} or "
                              "{{ First Name | default: 'friend' }}."),
                           QString::fromStdString(piece.before));
    return made;
}

FieldValue FieldTemplate::fill(std::span<const FieldValue> values) const
{
    const bool isAlone = m_wanted.size() == 1 && m_pieces.front().before.empty() && m_pieces.back().before.empty();
    if (isAlone) {
        const bool isUnset = std::holds_alternative<std::monostate>(values[0]);
        return isUnset && !m_pieces.front().fallback.empty() ? FieldValue(m_pieces.front().fallback) : values[0];
    }
    std::string text;
    bool isSet = false;
    size_t place = 0;
    for (const Piece &piece : m_pieces) {
        text += piece.before;
        isSet |= piece.before.find_first_not_of(' ') != std::string::npos;
        if (!piece.asks)
            continue;
        const std::string value = fieldText(values[place++]);
        isSet |= !value.empty() || !piece.fallback.empty();
        text += value.empty() ? piece.fallback : value;
    }
    if (!isSet)
        return {};
    return FieldValue(std::move(text));
}

} // namespace perennial
