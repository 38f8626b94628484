// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/mappingtargets.h"

#include <QCoreApplication>

namespace perennial {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(perennial::MappingTargets)
};

void addPeople(std::vector<MappingTarget> &targets)
{
    targets.push_back({ColumnRole::Identifier, QStringLiteral("email"), Text::tr("E-mail"), false});
    targets.push_back({ColumnRole::Identifier, QStringLiteral("phone"), Text::tr("Phone"), false});
    targets.push_back({ColumnRole::Identifier, {}, Text::tr("Customer number of…"), true});
}

void addConsent(std::vector<MappingTarget> &targets)
{
    const auto add = [&](const char *channel, const QString &name) {
        const QString key = QString::fromLatin1(channel);
        targets.push_back({ColumnRole::Consent, key, Text::tr("Consent to %1").arg(name), false});
        targets.push_back({ColumnRole::ConsentAt, key, Text::tr("Date of consent to %1").arg(name), false});
        targets.push_back({ColumnRole::Suppression, key, Text::tr("Must not get %1").arg(name), false});
    };
    add("email", Text::tr("e-mail"));
    add("sms", Text::tr("SMS"));
    targets.push_back({ColumnRole::CreatedAt, {}, Text::tr("Customer since"), false});
}

void addEvents(std::vector<MappingTarget> &targets)
{
    targets.push_back({ColumnRole::Metric, {}, Text::tr("What happened"), false});
    targets.push_back({ColumnRole::EventTime, {}, Text::tr("When it happened"), false});
    targets.push_back({ColumnRole::EventValue, {}, Text::tr("Value"), false});
    targets.push_back({ColumnRole::Currency, {}, Text::tr("Currency"), false});
    targets.push_back({ColumnRole::OrderKey, {}, Text::tr("Order it belongs to"), false});
    targets.push_back({ColumnRole::EventKey, {}, Text::tr("The event's own number"), false});
    targets.push_back({ColumnRole::EventProperty, {}, Text::tr("Detail of the event"), true});
}

void addOrders(std::vector<MappingTarget> &targets)
{
    for (const OrderFieldInfo &field : orderFields())
        targets.push_back({ColumnRole::OrderField, QString::fromLatin1(field.name),
                           QCoreApplication::translate("perennial", field.title), false});
    targets.push_back({ColumnRole::Currency, {}, Text::tr("Currency"), false});
}

} // namespace

std::vector<MappingTarget> targetsFor(RecordKind kind)
{
    std::vector<MappingTarget> targets{{ColumnRole::Skip, {}, Text::tr("Leave out"), false}};
    addPeople(targets);
    if (kind == RecordKind::Events)
        addEvents(targets);
    if (kind == RecordKind::Orders)
        addOrders(targets);
    targets.push_back({ColumnRole::Property, {}, Text::tr("Property of the person"), true});
    if (kind != RecordKind::Orders)
        addConsent(targets);
    return targets;
}

size_t targetOf(const std::vector<MappingTarget> &targets, const ColumnMapping &column)
{
    size_t named = 0;
    for (size_t at = 0; at < targets.size(); ++at) {
        if (targets[at].role != column.role)
            continue;
        if (!targets[at].isNamed && (targets[at].name == column.name || targets[at].name.isEmpty()))
            return at;
        if (targets[at].isNamed)
            named = at;
    }
    return named;
}

ColumnMapping withTarget(const ColumnMapping &column, const MappingTarget &target)
{
    ColumnMapping made = column;
    made.role = target.role;
    made.name = target.isNamed ? column.column : target.name;
    return made;
}

QString titleOf(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return Text::tr("Text");
    case FieldType::Number:
        return Text::tr("Number");
    case FieldType::YesNo:
        return Text::tr("Yes or no");
    case FieldType::Time:
        return Text::tr("Date");
    case FieldType::List:
        return Text::tr("List");
    }
    return {};
}

const std::vector<FieldType> &fieldTypes()
{
    static const std::vector<FieldType> types{FieldType::Text, FieldType::Number, FieldType::YesNo, FieldType::Time,
                                              FieldType::List};
    return types;
}

} // namespace perennial
