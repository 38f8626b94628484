// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/templates/templatefilling.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// "root.children[2].window.n" as root, children, 2, window, n.
QStringList stepsOf(const QString &path)
{
    QString plain = path;
    return plain.replace(u'[', u'.').remove(u']').split(u'.', Qt::SkipEmptyParts);
}

bool put(QJsonValue &at, const QStringList &steps, qsizetype step, const QJsonValue &value)
{
    if (step == steps.size()) {
        at = value;
        return true;
    }
    if (at.isArray()) {
        QJsonArray array = at.toArray();
        bool isNumber = false;
        const int index = steps[step].toInt(&isNumber);
        if (!isNumber || index < 0 || index >= array.size())
            return false;
        QJsonValue inner = array.at(index);
        const bool done = put(inner, steps, step + 1, value);
        array.replace(index, inner);
        at = array;
        return done;
    }
    QJsonObject object = at.toObject();
    if (!object.contains(steps[step]))
        return false;
    QJsonValue inner = object.value(steps[step]);
    const bool done = put(inner, steps, step + 1, value);
    object.insert(steps[step], inner);
    at = object;
    return done;
}

QJsonValue jsonOf(const Operand &operand)
{
    if (const auto *text = std::get_if<QString>(&operand))
        return *text;
    return std::get<double>(operand);
}

QJsonValue jsonOf(const TemplateBlank &blank, const std::vector<Operand> &value)
{
    if (blank.kind != BlankKind::Texts)
        return jsonOf(value.front());
    QJsonArray array;
    for (const Operand &operand : value)
        array.append(jsonOf(operand));
    return array;
}

QString rangeWords(const TemplateBlank &blank)
{
    const QLocale locale;
    const auto words = [&locale](double number) { return locale.toString(number, 'g', 12); };
    if (blank.least && blank.most)
        return tr("Enter a number from %1 to %2.").arg(words(*blank.least), words(*blank.most));
    return blank.least ? tr("Enter a number from %1 on.").arg(words(*blank.least))
                       : tr("Enter a number up to %1.").arg(words(blank.most.value_or(0)));
}

QString numberProblem(const TemplateBlank &blank, const Operand &operand)
{
    const auto *number = std::get_if<double>(&operand);
    if (!number || !std::isfinite(*number))
        return tr("Enter a number.");
    const bool wantsWhole = blank.kind == BlankKind::Whole || blank.kind == BlankKind::Days;
    if (wantsWhole && *number != std::floor(*number))
        return tr("Enter a whole number.");
    const bool isIn = *number >= blank.least.value_or(*number) && *number <= blank.most.value_or(*number);
    return isIn ? QString() : rangeWords(blank);
}

} // namespace

bool putAt(QJsonObject &object, const QString &path, const QJsonValue &value)
{
    QJsonValue whole = object;
    if (!put(whole, stepsOf(path), 0, value))
        return false;
    object = whole.toObject();
    return true;
}

BlankValues standardValues(const SegmentTemplate &from)
{
    BlankValues values;
    for (const TemplateBlank &blank : from.blanks)
        values.insert(blank.id, blank.standard);
    return values;
}

QString problemOf(const TemplateBlank &blank, const std::vector<Operand> &value)
{
    if (blank.isNumber())
        return value.size() == 1 ? numberProblem(blank, value.front()) : tr("Enter a number.");
    const bool isWritten = !value.empty() && std::ranges::all_of(value, [](const Operand &operand) {
        const auto *text = std::get_if<QString>(&operand);
        return text && !text->trimmed().isEmpty();
    });
    if (!isWritten)
        return tr("Something must stand here.");
    return blank.kind != BlankKind::Texts && value.size() > 1 ? tr("Only one can stand here.") : QString();
}

Result<std::vector<Operand>> valueFromText(const TemplateBlank &blank, const QString &text)
{
    std::vector<Operand> value;
    if (blank.isNumber()) {
        bool isNumber = false;
        const double number = QLocale::c().toDouble(text.trimmed(), &isNumber);
        if (isNumber)
            value.emplace_back(number);
    } else if (blank.kind == BlankKind::Texts) {
        for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
            value.emplace_back(part.trimmed());
    } else {
        value.emplace_back(text.trimmed());
    }
    if (const QString problem = problemOf(blank, value); !problem.isEmpty())
        return failure(ErrorKind::Invalid, problem, blank.id);
    return value;
}

Result<SegmentDoc> filled(const SegmentTemplate &from, const BlankValues &values)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (!from.blank(it.key()))
            return failure(ErrorKind::Invalid, tr("The template has no parameter called “%1”.").arg(it.key()),
                           it.key());
    }
    QJsonObject json = from.document.toJsonObject();
    for (const TemplateBlank &blank : from.blanks) {
        const std::vector<Operand> value = values.value(blank.id, blank.standard);
        if (const QString problem = problemOf(blank, value); !problem.isEmpty())
            return failure(ErrorKind::Invalid, problem, blank.id);
        for (const QString &place : blank.places) {
            if (!putAt(json, place, jsonOf(blank, value)))
                return failure(ErrorKind::Invalid, tr("The document has no such place: %1.").arg(place), blank.id);
        }
    }
    json.insert(QStringLiteral("name"), from.name);
    return SegmentDoc::fromJsonObject(json);
}

} // namespace perennial
