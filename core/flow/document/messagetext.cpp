// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/messagetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::MessageText", text);
}

using Argument = TextFilterWords::Argument;

constexpr std::array Filters{
    TextFilterWords{TextFilterKind::Default, "default", Argument::Needed},
    TextFilterWords{TextFilterKind::Upper, "upper", Argument::None},
    TextFilterWords{TextFilterKind::Lower, "lower", Argument::None},
    TextFilterWords{TextFilterKind::CapFirst, "capfirst", Argument::None},
    TextFilterWords{TextFilterKind::Title, "title", Argument::None},
    TextFilterWords{TextFilterKind::TruncateChars, "truncatechars", Argument::Needed},
    TextFilterWords{TextFilterKind::Join, "join", Argument::Needed},
    TextFilterWords{TextFilterKind::Length, "length", Argument::None},
    TextFilterWords{TextFilterKind::Date, "date", Argument::Optional},
    TextFilterWords{TextFilterKind::FloatFormat, "floatformat", Argument::Optional},
    TextFilterWords{TextFilterKind::Money, "money", Argument::Optional},
};

const QString Lookup = QStringLiteral("lookup");

std::optional<PropertyOf> scopeOf(const QString &word)
{
    if (word == QLatin1String("event"))
        return PropertyOf::Trigger;
    if (word == QLatin1String("flow"))
        return PropertyOf::Variable;
    return word == QLatin1String("person") ? std::optional(PropertyOf::Profile) : std::nullopt;
}

bool isPlain(const QString &name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
}

// Splits at bars that stand in no quotes. Nothing where a quote is not closed.
std::optional<QStringList> piecesOf(const QString &inner)
{
    QStringList pieces(1);
    QChar quote;
    for (const QChar c : inner) {
        if (c == u'|' && quote.isNull()) {
            pieces.append(QString());
            continue;
        }
        if (c == quote)
            quote = QChar();
        else if (quote.isNull() && (c == u'"' || c == u'\''))
            quote = c;
        pieces.last() += c;
    }
    return quote.isNull() ? std::optional(pieces) : std::nullopt;
}

bool isQuoted(const QString &text)
{
    return text.size() >= 2 && (text.front() == u'"' || text.front() == u'\'') && text.back() == text.front();
}

bool isNumber(const QString &text)
{
    bool fine = false;
    (void)text.toDouble(&fine);
    return fine;
}

struct Piece
{
    QString name;
    QString argument;
    bool hasArgument = false;
    bool isWhole = true; // false: the argument is neither in quotes nor a number
};

Piece pieceOf(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    Piece piece;
    piece.name = text.left(colon).trimmed();
    if (colon < 0)
        return piece;
    const QString argument = text.mid(colon + 1).trimmed();
    piece.hasArgument = true;
    piece.isWhole = isQuoted(argument) || isNumber(argument);
    piece.argument = isQuoted(argument) ? argument.mid(1, argument.size() - 2) : argument;
    return piece;
}

// Reads what stands between the braces; `problem` says why it will not do.
class FieldReader
{
public:
    explicit FieldReader(const QString &inner)
        : m_inner(inner)
    {
    }

    [[nodiscard]] const QString &problem() const { return m_problem; }

    [[nodiscard]] std::optional<TextField> read()
    {
        const auto pieces = piecesOf(m_inner);
        if (!pieces)
            return refuse(tr("A quotation mark is not closed."));
        if (m_inner.trimmed().isEmpty())
            return refuse(tr("No field is named here."));
        readName(pieces->first().trimmed());
        for (qsizetype i = 1; i < pieces->size() && m_problem.isEmpty(); ++i)
            readFilter(pieceOf(pieces->at(i)), i == 1);
        if (m_problem.isEmpty() && m_field.name.isEmpty())
            m_problem = tr("Say which: “%1.name”.").arg(m_inner.section(u'|', 0, 0).trimmed());
        return m_problem.isEmpty() ? std::optional(m_field) : std::nullopt;
    }

private:
    std::nullopt_t refuse(const QString &problem)
    {
        m_problem = problem;
        return std::nullopt;
    }

    void readName(const QString &text)
    {
        const auto whole = scopeOf(text);
        const auto scope = scopeOf(text.section(u'.', 0, 0));
        m_field.of = scope.value_or(PropertyOf::Profile);
        if (whole)
            return; // with lookup behind it
        m_field.name = scope && text.contains(u'.') ? text.section(u'.', 1) : text;
        if (!isPlain(m_field.name))
            m_problem = tr("“%1” is no name of a field. Write person|lookup:\"%1\" for a name with other signs.")
                            .arg(m_field.name);
    }

    void readFilter(const Piece &piece, bool isFirst)
    {
        if (piece.name == Lookup && isFirst && m_field.name.isEmpty()) {
            m_field.name = piece.argument;
            return;
        }
        const auto known = std::ranges::find_if(
            Filters, [&](const TextFilterWords &row) { return piece.name == QLatin1String(row.name); });
        if (known == Filters.end())
            return (void)refuse(tr("There is no filter “%1”.").arg(piece.name));
        if (!piece.hasArgument && known->argument == Argument::Needed)
            return (void)refuse(tr("“%1” needs a value in quotation marks: %1:\"…\".").arg(piece.name));
        if (piece.hasArgument && known->argument == Argument::None)
            return (void)refuse(tr("“%1” takes no value.").arg(piece.name));
        if (!piece.isWhole)
            return (void)refuse(tr("The value of “%1” belongs in quotation marks.").arg(piece.name));
        if (known->kind == TextFilterKind::TruncateChars && !isNumber(piece.argument))
            return (void)refuse(tr("“%1” needs a number.").arg(piece.name));
        m_field.filters.push_back({.kind = known->kind, .argument = piece.argument, .hasArgument = piece.hasArgument});
    }

    QString m_inner;
    QString m_problem;
    TextField m_field;
};

// Walks over a text and cuts it into parts.
class TextReader
{
public:
    explicit TextReader(const QString &text)
        : m_text(text)
    {
    }

    [[nodiscard]] MessageText read()
    {
        qsizetype at = 0;
        for (qsizetype open = nextMark(at); open >= 0; open = nextMark(at)) {
            addText(m_text.mid(at, open - at));
            at = m_text.at(open + 1) == u'%' ? readTag(open) : readField(open);
        }
        addText(m_text.mid(at));
        return std::move(m_read);
    }

private:
    [[nodiscard]] qsizetype nextMark(qsizetype from) const
    {
        const qsizetype field = m_text.indexOf(QLatin1String("{{"), from);
        const qsizetype tag = m_text.indexOf(QLatin1String("{%"), from);
        return field < 0 || (tag >= 0 && tag < field) ? tag : field;
    }

    void addText(const QString &text)
    {
        if (text.isEmpty())
            return;
        if (!m_read.parts.empty() && std::holds_alternative<QString>(m_read.parts.back()))
            std::get<QString>(m_read.parts.back()) += text;
        else
            m_read.parts.emplace_back(text);
    }

    void report(const TextPlace &place, const QString &text)
    {
        const QStringView before = QStringView(m_text).left(place.at);
        const int line = static_cast<int>(before.count(u'\n')) + 1;
        const int column = static_cast<int>(place.at - (before.lastIndexOf(u'\n') + 1)) + 1;
        m_read.problems.push_back({.text = tr("Line %1, column %2: %3").arg(line).arg(column).arg(text),
                                   .place = place,
                                   .line = line,
                                   .column = column});
        addText(m_text.mid(place.at, place.length));
    }

    [[nodiscard]] qsizetype readTag(qsizetype open)
    {
        const qsizetype close = m_text.indexOf(QLatin1String("%}"), open);
        const qsizetype end = close < 0 ? open + 2 : close + 2;
        report({open, end - open},
               tr("Only fields in {{ }} are filled in. Use a split in the flow for what only some get."));
        return end;
    }

    [[nodiscard]] qsizetype readField(qsizetype open)
    {
        const qsizetype close = m_text.indexOf(QLatin1String("}}"), open);
        const qsizetype next = m_text.indexOf(QLatin1String("{{"), open + 2);
        if (close < 0 || (next >= 0 && next < close)) {
            report({open, 2}, tr("These braces are not closed."));
            return open + 2;
        }
        const TextPlace place{open, close + 2 - open};
        FieldReader reader(m_text.mid(open + 2, close - open - 2));
        if (auto field = reader.read()) {
            field->place = place;
            m_read.parts.emplace_back(std::move(*field));
        } else {
            report(place, reader.problem());
        }
        return close + 2;
    }

    QString m_text;
    MessageText m_read;
};

QString scopePrefix(PropertyOf of)
{
    return of == PropertyOf::Trigger    ? QStringLiteral("event")
           : of == PropertyOf::Variable ? QStringLiteral("flow")
                                        : QString();
}

} // namespace

std::span<const TextFilterWords> textFilters()
{
    return Filters;
}

std::vector<TextField> MessageText::fields() const
{
    std::vector<TextField> all;
    for (const auto &part : parts) {
        if (const auto *field = std::get_if<TextField>(&part))
            all.push_back(*field);
    }
    return all;
}

MessageText readMessageText(const QString &text)
{
    return TextReader(text).read();
}

QString fieldKey(const QString &name)
{
    QString key = name.simplified().toLower();
    key.replace(u' ', u'_');
    return key;
}

QString fieldText(PropertyOf of, const QString &property, const QString &fallback)
{
    const QString prefix = scopePrefix(of);
    const QString key = fieldKey(property);
    QString name = prefix.isEmpty() ? key : prefix + u'.' + key;
    if (!isPlain(key) || (prefix.isEmpty() && scopeOf(key))) {
        const QChar quote = property.contains(u'"') ? u'\'' : u'"';
        name = (prefix.isEmpty() ? QStringLiteral("person") : prefix) + u'|' + Lookup + u':' + quote + property + quote;
    }
    return fallback.isEmpty() ? QStringLiteral("{{ %1 }}").arg(name)
                              : QStringLiteral("{{ %1|default:\"%2\" }}").arg(name, fallback);
}

} // namespace perennial
