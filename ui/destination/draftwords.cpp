// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/draftwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

namespace perennial {

namespace {

QString tr(const char *text, const char *more = nullptr, int count = -1)
{
    return QCoreApplication::translate("perennial", text, more, count);
}

QString day(Instant at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at.ms).date(), QLocale::ShortFormat);
}

QString flowWords(const QJsonValue &definition, const PlatformDraft &draft)
{
    const int steps = static_cast<int>(definition[QLatin1String("actions")].toArray().size());
    const int templates = static_cast<int>(draft.templates.size());
    QString words = tr("A flow as a draft, with %n step(s).", nullptr, steps);
    if (templates > 0)
        words += u' ' + tr("The texts of %n e-mail(s) become templates.", nullptr, templates);
    return words + u' ' + tr("It sends nothing before it is set live.");
}

} // namespace

QString whatIsMade(const PlatformDraft &draft)
{
    const QJsonValue definition =
        draft.request[QLatin1String("data")][QLatin1String("attributes")][QLatin1String("definition")];
    if (draft.object == DraftObject::Flow)
        return flowWords(definition, draft);
    const int groups = static_cast<int>(definition[QLatin1String("condition_groups")].toArray().size());
    return tr("A segment of %n group(s) of conditions, all of which must hold.", nullptr, groups) + u' ' +
           tr("It is there at once and writes to nobody.");
}

QString madeWords(const MadeDraft &made)
{
    if (!made.differences.isEmpty())
        return tr("It is there, but not quite as asked for.");
    if (made.read)
        return tr("It is there. It could not be read back: %1").arg(made.read->message);
    if (made.wasFound)
        return tr("It was made already, by a call whose answer was lost.");
    return made.receipt.object == DraftObject::Flow ? tr("The flow is in Klaviyo, as a draft.")
                                                    : tr("The segment is in Klaviyo, which counts it now.");
}

QStringList madeLines(const MadeDraft &made)
{
    QStringList lines{wordsOf(made.receipt.object, made.receipt.name)};
    lines += made.parts;
    for (QString &line : lines)
        line.front() = line.front().toUpper();
    for (const ListFiller &filler : made.fillers)
        lines.append(
            tr("The destination “%1” fills that list: send it, or give it a schedule.").arg(filler.destination));
    return lines + made.differences;
}

QString madeBeforeWords(const DraftReceipt &receipt)
{
    switch (receipt.state) {
    case DraftReceipt::State::Asked:
        return tr("It was asked for on %1, and the answer was lost. It is looked for before it is made.")
            .arg(day(receipt.at));
    case DraftReceipt::State::Made:
        return tr("It was made from here on %1. Another name makes another one.").arg(day(receipt.at));
    case DraftReceipt::State::Live:
        return tr("It was set live from here on %1.").arg(day(receipt.at));
    }
    return {};
}

QString errorWords(const Error &error)
{
    return error.where.isEmpty() ? error.message : QStringLiteral("%1 (%2)").arg(error.message, error.where);
}

} // namespace perennial
