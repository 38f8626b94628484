// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/deskparts.h"

#include "ui/destination/reasonrow.h"
#include "ui/destination/runmodel.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int SampleHeight = 176;
constexpr qsizetype LongestSample = 6000; // characters
constexpr int RunsHeight = 220;

QString people(qint64 count)
{
    return count == 1 ? DifferenceTiles::tr("1 person") : DifferenceTiles::tr("%1 people").arg(format::count(count));
}

QString bodyText(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    QString text = QString::fromUtf8(json.isNull() ? body : json.toJson(QJsonDocument::Indented));
    if (text.size() > LongestSample)
        text = text.left(LongestSample) + QStringLiteral("\n…");
    return text;
}

} // namespace

QString forecastText(const DryRun &run)
{
    if (run.requests == 0)
        return DifferenceTiles::tr("Nobody would be sent: there is nothing to tell.");
    const QString requests =
        run.requests == 1
            ? DifferenceTiles::tr("1 request of %1").arg(format::bytes(run.bytes))
            : DifferenceTiles::tr("%1 requests of %2").arg(format::count(run.requests), format::bytes(run.bytes));
    const qint64 seconds = run.atLeast.count() / 1000;
    return seconds == 0 ? DifferenceTiles::tr("%1 for %2.").arg(requests, people(run.sent))
                        : DifferenceTiles::tr("%1 for %2; at least %3 at the rates the platform publishes.")
                              .arg(requests, people(run.sent), format::duration(seconds));
}

QString quotaText(const DayQuota &quota)
{
    const QString text = DifferenceTiles::tr("%1 of the %2 requests that the platform allows in a day.")
                             .arg(format::count(quota.wanted), format::count(quota.allowed));
    const QString used = DifferenceTiles::tr("%1 were used in the last 24 hours.").arg(format::count(quota.used));
    const bool isTooMuch = quota.wanted + quota.used > quota.allowed;
    return isTooMuch        ? DifferenceTiles::tr("%1 %2 The run will wait for the next day.").arg(text, used)
           : quota.used > 0 ? DifferenceTiles::tr("%1 %2", "quota").arg(text, used)
                            : text;
}

QString differenceText(const DeskFigures &figures)
{
    const auto count = [](const std::vector<ProfileId> &ids) { return people(static_cast<qint64>(ids.size())); };
    const AudienceDifference &difference = figures.plan.difference;
    const bool isSame = difference.joins.empty() && difference.leaves.empty();
    QString text =
        figures.plan.before == 0
            ? DifferenceTiles::tr("This would be the first run: %1 come.").arg(count(difference.joins))
        : isSame ? DifferenceTiles::tr("Nobody came or left since the last run; %1 stay.").arg(count(difference.stays))
                 : DifferenceTiles::tr("Since the last run %1 came and %2 left; %3 stay.")
                       .arg(count(difference.joins), count(difference.leaves), count(difference.stays));
    if (const qint64 held = figures.heldBack(); held > 0)
        text += QLatin1Char(' ') + DifferenceTiles::tr("Of %1 in the audience, %2 are held back.")
                                       .arg(people(figures.plan.members), format::count(held));
    if (const qint64 former = figures.plan.formerAddresses; former > 0)
        text +=
            QLatin1Char(' ') + (former == 1 ? DifferenceTiles::tr("One address that is theirs no more is taken out.")
                                            : DifferenceTiles::tr("%1 addresses that are theirs no more are taken out.")
                                                  .arg(format::count(former)));
    return text;
}

DifferenceTiles::DifferenceTiles(QWidget *parent)
    : QWidget(parent)
    , m_joins(new StatTile(tr("Come"), this))
    , m_stays(new StatTile(tr("Stay"), this))
    , m_leaves(new StatTile(tr("Leave"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * size::Unit);
    const std::array names{"joins", "stays", "leaves"};
    size_t at = 0;
    for (StatTile *tile : {m_joins, m_stays, m_leaves}) {
        tile->setObjectName(QLatin1String(names[at++]));
        tile->setCompact(true);
        row->addWidget(tile, 1);
    }
    connect(m_joins, &StatTile::clicked, this,
            [this] { choose(tr("Would come to %1").arg(m_name), m_difference.joins); });
    connect(m_stays, &StatTile::clicked, this, [this] { choose(tr("Stay in %1").arg(m_name), m_difference.stays); });
    connect(m_leaves, &StatTile::clicked, this,
            [this] { choose(tr("Have left %1").arg(m_name), m_difference.leaves); });
}

void DifferenceTiles::choose(const QString &title, const std::vector<ProfileId> &ids)
{
    if (!ids.empty())
        Q_EMIT peopleChosen(title, ids);
}

void DifferenceTiles::showBusy()
{
    for (StatTile *tile : {m_joins, m_stays, m_leaves})
        tile->setBusy(true);
}

void DifferenceTiles::showFigures(const DeskFigures &figures)
{
    m_difference = figures.plan.difference;
    m_name = figures.destination.destination.name;
    const Destination &destination = figures.destination.destination;
    const bool takesOut = destination.mode == SyncMode::Mirror || destination.leavers == Leavers::TakeOut;
    m_joins->setDetail(tr("were not told of yet"));
    m_stays->setDetail(figures.dry.unchanged > 0
                           ? tr("%1 unchanged, not sent again").arg(format::count(figures.dry.unchanged))
                           : tr("were told of before"));
    m_leaves->setDetail(takesOut ? tr("are taken out") : tr("are left as they are there"));
    const auto set = [](StatTile *tile, const std::vector<ProfileId> &ids) {
        tile->setBusy(false);
        tile->setValue(static_cast<qint64>(ids.size()));
    };
    set(m_joins, m_difference.joins);
    set(m_stays, m_difference.stays);
    set(m_leaves, m_difference.leaves);
}

HeldBackCard::HeldBackCard(QWidget *parent)
    : Card(tr("Held back"), parent)
{
}

void HeldBackCard::showFigures(const DeskFigures &figures)
{
    delete m_rows;
    m_rows = new QWidget(this);
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    body()->addWidget(m_rows);
    for (const HeldBack &reason : figures.plan.heldBack)
        addReason(reason);
    if (figures.plan.heldBack.empty())
        column->addWidget(
            new Label(tr("Nothing is asked of people before they go here."), TextSize::Body, Ink::Muted, m_rows));
    column->addStretch(1);
}

void HeldBackCard::addReason(const HeldBack &reason)
{
    const QString words = reason.text();
    auto *row = new ReasonRow(
        {QStringLiteral("shield"), Ink::Warn, words, tr("Held back: %1").arg(words), reason.people}, m_rows);
    connect(row, &ReasonRow::peopleChosen, this, &HeldBackCard::peopleChosen);
    m_rows->layout()->addWidget(row);
}

ForecastCard::ForecastCard(QWidget *parent)
    : Card(tr("What would leave"), parent)
    , m_forecast(new Label({}, TextSize::Body, Ink::Text, this))
    , m_reveals(new QCheckBox(tr("Show people's data"), this))
    , m_text(new QPlainTextEdit(this))
{
    m_forecast->setObjectName(QStringLiteral("forecast"));
    m_forecast->setWordWrap(true);
    m_reveals->setObjectName(QStringLiteral("revealSample"));
    m_text->setObjectName(QStringLiteral("sample"));
    m_text->setAccessibleName(tr("The first request as it would leave"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setMinimumHeight(SampleHeight);
    m_text->setFrameShape(QFrame::NoFrame);
    body()->addWidget(m_forecast);
    body()->addWidget(m_reveals);
    body()->addWidget(m_text, 1);
    body()->addStretch(); // where there is no sample
    connect(m_reveals, &QCheckBox::toggled, this, &ForecastCard::showSamples);
}

void ForecastCard::showFigures(const DeskFigures &figures)
{
    const auto &quota = figures.dry.quota;
    m_forecast->setText(quota ? tr("%1 %2", "forecast, quota").arg(forecastText(figures.dry), quotaText(*quota))
                              : forecastText(figures.dry));
    m_samples = figures.samples;
    m_reveals->setVisible(!m_samples.empty());
    m_text->setVisible(!m_samples.empty());
    showSamples();
}

void ForecastCard::showSamples()
{
    QStringList texts;
    for (const SampleRequest &sample : m_samples) {
        QString text =
            QStringLiteral("%1 %2").arg(QString::fromLatin1(sample.request.method), sample.request.url.toString());
        for (const HttpHeader &header : sample.request.headers)
            text += QStringLiteral("\n%1: %2").arg(QString::fromUtf8(header.name), QString::fromUtf8(header.value));
        text += QStringLiteral("\n\n");
        text += m_reveals->isChecked()
                    ? bodyText(sample.request.body)
                    : tr("(%1 about %2 %3)")
                          .arg(format::bytes(sample.request.body.size()), people(sample.rows),
                               sample.op == RowOp::Add ? tr("who are sent") : tr("who are taken out"));
        texts.append(text);
    }
    m_text->setPlainText(texts.join(QStringLiteral("\n\n———\n\n")));
}

RunsCard::RunsCard(QWidget *parent)
    : Card(tr("Runs"), parent)
    , m_model(new RunModel(this))
    , m_table(new QTableView(this))
    , m_none(new Label(tr("Nothing was sent here yet."), TextSize::Body, Ink::Muted, this))
{
    m_table->setObjectName(QStringLiteral("runs"));
    makeRowTable(*m_table, tr("Runs of this destination, newest first"));
    m_table->setModel(m_model);
    m_table->setFixedHeight(RunsHeight);
    for (int column = RunModel::JoinsColumn; column < RunModel::ColumnCount; ++column)
        m_table->setItemDelegateForColumn(column, new NumberDelegate(m_table));
    body()->addWidget(m_table);
    body()->addWidget(m_none);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT runChosen(m_model->run(index.row())); });
}

void RunsCard::showRuns(std::vector<PushRun> runs, const QTimeZone &zone)
{
    m_none->setVisible(runs.empty());
    m_table->setVisible(!runs.empty());
    m_model->setRuns(std::move(runs), zone);
    m_table->resizeColumnsToContents();
}

} // namespace perennial
