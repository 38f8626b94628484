// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/answerwords.h"

#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace perennial::answerwords {

namespace {

QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial::answerwords", text, comment);
}

struct ValueWords
{
    const QTimeZone &zone;

    QString operator()(std::monostate) const { return QStringLiteral("–"); }
    QString operator()(const QString &text) const { return text; }
    QString operator()(bool yes) const { return yes ? tr("yes") : tr("no"); }
    QString operator()(double number) const { return numberWords(number); }
    QString operator()(const Money &money) const { return format::money(money); }
    QString operator()(Instant at) const { return format::date(at, zone); }
};

// An amount of money in evidence is a decimal text.
QString amountWords(const QString &decimal, const QString &currency)
{
    bool fine = false;
    const double major = QLocale::c().toDouble(decimal, &fine);
    if (!fine)
        return decimal + u' ' + currency;
    return format::money({qRound64(major * std::pow(10, minorDigits(currency))), currency});
}

QString stateWords(const Evidence &evidence)
{
    const QJsonValue &value = evidence.value;
    if (!evidence.currency.isEmpty() && value.isString())
        return amountWords(value.toString(), evidence.currency);
    if (evidence.kind == EvidenceKind::Consent && value.isNull())
        return tr("no word of consent");
    if (evidence.kind == EvidenceKind::Suppression)
        return tr("suppressed");
    if (evidence.kind == EvidenceKind::Address)
        return value.toBool() ? tr("has an address") : tr("has no address");
    if (evidence.kind == EvidenceKind::Membership || evidence.kind == EvidenceKind::Segment)
        return value.toBool() ? tr("in it") : tr("not in it");
    if (value.isNull() || value.isUndefined())
        return evidence.kind == EvidenceKind::Value ? tr("not known") : QString();
    if (value.isBool())
        return value.toBool() ? tr("yes") : tr("no");
    if (value.isDouble())
        return numberWords(value.toDouble());
    return value.isArray() ? value.toVariant().toStringList().join(QStringLiteral(", ")) : value.toString();
}

QString timeWords(Instant at, const QTimeZone &zone)
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(at.ms, zone).time();
    return tr("%1, %2", "date, time").arg(format::date(at, zone), QLocale().toString(time, QStringLiteral("HH:mm")));
}

void addDetails(const Evidence &evidence, QStringList &parts)
{
    for (const EvidenceDetail &detail : evidence.details) {
        const Evidence plain{
            .kind = EvidenceKind::Event, .name = {}, .at = {}, .value = detail.value, .currency = {}, .details = {}};
        parts.append(tr("%1: %2", "a detail: its value").arg(detail.name, stateWords(plain)));
    }
    parts.removeAll(QString());
}

QString sinceWords(const Evidence &evidence, const QTimeZone &zone)
{
    if (!evidence.at)
        return {};
    const QString when = timeWords(*evidence.at, zone);
    if (evidence.kind == EvidenceKind::Event || evidence.kind == EvidenceKind::Order)
        return when;
    return evidence.assumed ? tr("assumed: first seen %1").arg(when) : tr("since %1").arg(when);
}

} // namespace

QString moment(const std::optional<Instant> &asOf, const QTimeZone &zone)
{
    return asOf ? tr("end of %1", "end of 3 Nov 2026").arg(format::date(*asOf, zone)) : tr("now");
}

QString zone(const QTimeZone &zone)
{
    return tr("%1 time", "a time zone's city").arg(format::zoneName(zone));
}

QString channel(Channel channel)
{
    switch (channel) {
    case Channel::Email:
        return tr("By e-mail");
    case Channel::Sms:
        return tr("By SMS");
    case Channel::Push:
        return tr("By push message");
    case Channel::Whatsapp:
        return tr("By WhatsApp");
    }
    return {};
}

QString value(const SampleValue &value, const QTimeZone &zone)
{
    return std::visit(ValueWords{zone}, value);
}

QString node(const SegmentDoc &doc, const NodePath &path)
{
    const SegmentNode *node = nodeAt(doc, path);
    if (!node)
        return {};
    if (path.isRoot())
        return tr("became known, or was merged away");
    return node->group() ? wordsOf(*node) : words::condition(*node);
}

QString nodes(const SegmentDoc &doc, const std::vector<NodePath> &paths)
{
    QStringList all;
    for (const NodePath &path : paths)
        all.append(node(doc, path));
    return all.join(tr("\n+ ", "between conditions that fail together"));
}

QString shortNode(const SegmentDoc &doc, const NodePath &path)
{
    const SegmentNode *node = nodeAt(doc, path);
    return node && node->group() ? words::groupTitle(node->group()->match) : answerwords::node(doc, path);
}

QString evidence(const Evidence &evidence, const QTimeZone &zone)
{
    QStringList parts{evidence.name, stateWords(evidence), sinceWords(evidence, zone)};
    addDetails(evidence, parts);
    return parts.join(QStringLiteral(" · "));
}

QString happened(const Evidence &evidence, bool named, const QTimeZone &zone)
{
    QStringList parts{named ? evidence.name : QString(), evidence.at ? timeWords(*evidence.at, zone) : evidence.name};
    addDetails(evidence, parts);
    return parts.join(QStringLiteral(" · "));
}

QString amount(const Evidence &evidence)
{
    return stateWords(evidence);
}

QString entered(qint64 people)
{
    return people == 0 ? format::count(0) : QLocale().positiveSign() + format::count(people);
}

QString left(qint64 people)
{
    return people == 0 ? format::count(0) : QStringLiteral("−") + format::count(people);
}

} // namespace perennial::answerwords
