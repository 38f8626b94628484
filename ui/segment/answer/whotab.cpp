// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/whotab.h"

#include "ui/segment/answer/barrow.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/answer/sampletable.h"
#include "ui/segment/answer/sentencelabel.h"
#include "ui/segment/figures/answerwords.h"
#include "ui/widgets/card.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int CopiedMs = 1500;

QString nobodyWords(const SegmentFigures &figures)
{
    if (figures.people == 0)
        return WhoTab::tr("There is nobody in this store yet. Import customers or orders on the page Data.");
    return figures.members > 0 ? QString() : WhoTab::tr("Nobody is in this segment. Why shows what keeps people out.");
}

} // namespace

WhoTab::WhoTab(QWidget *parent)
    : QWidget(parent)
    , m_nobody(parts::fact("nobody", this))
    , m_orders(parts::fact("orders", this))
    , m_unknown(parts::fact("unknownPeople", this))
{
    auto *column = parts::column(this, 2 * size::Unit);
    m_unknown->setInk(Ink::Muted);
    column->addWidget(m_nobody);
    column->addWidget(makeReach());
    column->addWidget(m_orders);
    column->addWidget(m_unknown);
    column->addWidget(makeSample());
    column->addWidget(makeSentence());
    column->addStretch(1);
}

QWidget *WhoTab::makeReach()
{
    m_reach = new QWidget(this);
    m_reach->setObjectName(QStringLiteral("reach"));
    auto *rows = parts::column(m_reach, 0);
    rows->addWidget(parts::heading(tr("Can be reached"), m_reach));
    for (const Channel channel : {Channel::Email, Channel::Sms, Channel::Push, Channel::Whatsapp}) {
        auto *row = new BarRow(m_reach);
        row->setObjectName(QStringLiteral("reach-%1").arg(static_cast<int>(channel)));
        rows->addWidget(row);
        m_bars.push_back(row);
        const QString words = answerwords::channel(channel);
        connect(row, &QAbstractButton::clicked, this, [this, channel, words] {
            Q_EMIT peopleWanted(ReachedBy{channel}, tr("Reached: %1", "by e-mail").arg(words));
        });
    }
    m_reach->hide();
    return m_reach;
}

QWidget *WhoTab::makeSample()
{
    m_sampleBox = new QWidget(this);
    auto *column = parts::column(m_sampleBox, size::Gap);
    auto *top = new QHBoxLayout;
    top->addWidget(parts::heading(tr("Some of them"), m_sampleBox), 1);
    m_shuffle = new LinkButton("shuffle", tr("Shuffle"), m_sampleBox);
    m_shuffle->setToolTip(tr("Show other people"));
    top->addWidget(m_shuffle);
    auto *card = new Card(m_sampleBox);
    card->body()->setContentsMargins(1, 1, 1, 1);
    m_sample = new SampleTable(card);
    card->body()->addWidget(m_sample);
    m_all = new LinkButton("showAll", {}, m_sampleBox);
    column->addLayout(top);
    column->addWidget(card);
    column->addWidget(m_all, 0, Qt::AlignLeading);
    connect(m_shuffle, &QAbstractButton::clicked, this, &WhoTab::shuffleWanted);
    connect(m_all, &QAbstractButton::clicked, this, [this] { Q_EMIT peopleWanted(Members(), {}); });
    connect(m_sample, &SampleTable::personChosen, this, &WhoTab::personChosen);
    m_sampleBox->hide();
    return m_sampleBox;
}

QWidget *WhoTab::makeSentence()
{
    auto *box = new QWidget(this);
    auto *column = parts::column(box, size::Gap);
    column->addWidget(parts::heading(tr("In words"), box));
    m_sentence = new SentenceLabel(box);
    m_sentence->setObjectName(QStringLiteral("sentence"));
    column->addWidget(m_sentence);
    m_copy = new LinkButton("copySentence", copyWords(), box);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
    connect(m_copy, &QAbstractButton::clicked, this, &WhoTab::copySentence);
    return box;
}

void WhoTab::setFigures(const SegmentFigures &figures, const QTimeZone &zone)
{
    parts::showText(m_nobody, nobodyWords(figures));
    showReach(figures);
    showOrders(figures);
    showSample(figures, zone);
    setBusy(false);
}

void WhoTab::showReach(const SegmentFigures &figures)
{
    for (BarRow *row : m_bars)
        row->hide();
    for (const ChannelReach &reach : figures.reach) {
        BarRow *row = m_bars[static_cast<size_t>(reach.channel)];
        const double share = figures.members > 0 ? double(reach.people) / double(figures.members) : 0;
        row->setFact(answerwords::channel(reach.channel), reach.people, share);
        row->show();
    }
    m_reach->setVisible(figures.members > 0 && !figures.reach.empty());
}

void WhoTab::showOrders(const SegmentFigures &figures)
{
    QString orders;
    if (figures.orders && figures.members > 0)
        orders = tr("%1 orders placed", "3,912 orders placed").arg(format::count(*figures.orders));
    if (figures.orderValue && !orders.isEmpty())
        orders += tr(", %1 before cancellations and refunds", "of money").arg(format::moneyShort(*figures.orderValue));
    parts::showText(m_orders, orders);
}

void WhoTab::setUnknown(qint64 unknown)
{
    parts::showText(
        m_unknown,
        unknown > 0
            ? tr("%1 people can't be decided: something isn't known of them. Click “unknown” in a row to count them "
                 "in or out.")
                  .arg(format::count(unknown))
            : QString());
}

void WhoTab::showSample(const SegmentFigures &figures, const QTimeZone &zone)
{
    m_sample->setSample(figures.columns, figures.sample, zone);
    m_sampleBox->setVisible(figures.members > 0);
    m_shuffle->setVisible(figures.members > static_cast<qint64>(figures.sample.size()));
    m_all->setText(figures.members == 1 ? tr("Show this person")
                                        : tr("Show all %1 people").arg(format::count(figures.members)));
}

void WhoTab::setSentence(const QString &sentence)
{
    m_sentence->setSentence(sentence);
    m_copy->setText(copyWords());
    m_copy->setEnabled(!sentence.isEmpty());
}

QString WhoTab::copyWords() const
{
    return m_sentence->isCut() ? tr("Copy the whole sentence") : tr("Copy sentence");
}

void WhoTab::copySentence()
{
    QGuiApplication::clipboard()->setText(m_sentence->sentence());
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(CopiedMs, m_copy, [this] { m_copy->setText(copyWords()); });
}

void WhoTab::setBusy(bool busy)
{
    for (BarRow *row : m_bars)
        row->setBusy(busy);
    m_orders->setInk(busy ? Ink::Muted : Ink::Text);
    m_sample->setBusy(busy);
}

void WhoTab::clear()
{
    m_reach->hide();
    parts::showText(m_nobody, {});
    parts::showText(m_orders, {});
    parts::showText(m_unknown, {});
    m_sampleBox->hide();
}

void WhoTab::focusSample()
{
    m_sample->setFocus();
}

} // namespace perennial
