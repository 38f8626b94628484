// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/draftsheet.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/destination/keyname.h"
#include "core/workspace/workspace.h"
#include "ui/destination/draftwords.h"
#include "ui/keys/keyfield.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace perennial {

namespace {

Result<PlatformDraft> draftIn(const DraftSheet::Document &document, const QTimeZone &home)
{
    return std::visit([&home](const auto &doc) { return draftOf(doc, home); }, document);
}

Result<DraftFacts> factsOf(const QString &path, const DraftSheet::Document &document)
{
    auto store = Store::openReader(path);
    if (!store)
        return failure(store.error());
    auto destinations = DestinationShelf(*store).list();
    auto receipts = draftReceipts(*store);
    if (!destinations || !receipts)
        return failure(!destinations ? destinations.error() : receipts.error());
    DraftFacts facts;
    facts.receipts = std::move(*receipts);
    std::ranges::copy_if(*destinations, std::back_inserter(facts.accounts),
                         [](const SavedDestination &one) { return requireDrafts(one.destination).has_value(); });
    auto draft = draftIn(document, store->homeZone());
    if (draft)
        facts.draft = std::move(*draft);
    else
        facts.refused = draft.error();
    return facts;
}

// Where the stand-in listens, where the account is one there.
Result<PushSetting> atAccount(PushSetting sending, const std::shared_ptr<SandboxHost> &sandbox)
{
    if (!sandbox)
        return sending;
    const auto url = sandbox->urlOf(kindId(DestinationKind::Klaviyo));
    if (!url)
        return failure(url.error());
    sending.base = *url;
    sending.secret = SandboxHost::key();
    return sending;
}

} // namespace

void DraftSheet::read(const Document &document)
{
    m_reading.ask(tr("Looking what Klaviyo can say"),
                  [path = m_workspace.path(), document](const Progress &) { return factsOf(path, document); });
}

void DraftSheet::take(DraftFacts facts)
{
    m_facts = std::move(facts);
    if (m_facts.refused) {
        m_result->showMessage(BannerKind::Warn, m_facts.refused->message);
        return showState();
    }
    if (m_facts.accounts.empty())
        m_result->showMessage(BannerKind::Info, tr("Add a destination of Klaviyo first, under Audiences: it says whose "
                                                   "account, and holds the key."));
    for (const SavedDestination &one : m_facts.accounts)
        m_account->addItem(one.destination.sandbox ? tr("%1 (stand-in on this computer)").arg(one.destination.name)
                                                   : one.destination.name);
    m_name->setText(m_facts.draft.name);
    m_what->setText(whatIsMade(m_facts.draft));
    showLines(m_facts.draft.losses.isEmpty() ? tr("Klaviyo can say all of it.")
                                             : tr("What Klaviyo cannot say, and what stands there"),
              m_facts.draft.losses);
    showAccount();
}

const SavedDestination *DraftSheet::account() const
{
    const int index = m_account->currentIndex();
    return index < 0 ? nullptr : &m_facts.accounts[static_cast<size_t>(index)];
}

const DraftReceipt *DraftSheet::receipt() const
{
    const SavedDestination *at = account();
    const auto isIt = [&](const DraftReceipt &one) {
        return at && one.destination == at->id && one.sandbox == at->destination.sandbox &&
               one.object == m_facts.draft.object && one.name == m_name->text().trimmed();
    };
    const auto found = std::ranges::find_if(m_facts.receipts, isIt);
    return found == m_facts.receipts.end() ? nullptr : &*found;
}

void DraftSheet::showAccount()
{
    if (const SavedDestination *at = account()) {
        const KindInfo &kind = kindInfo(at->destination.kind);
        m_key->showKey({keyName(m_workspace.storeId(), at->id, at->destination), kind.secretTitle, kind.secretHint});
    }
    showState();
}

bool DraftSheet::mayGoLive() const
{
    const DraftReceipt *before = receipt();
    return m_isFlow && before && before->state == DraftReceipt::State::Made;
}

void DraftSheet::showState()
{
    const bool canAsk = account() && m_key->isReady() && !m_job && !m_facts.refused;
    const DraftReceipt *before = receipt();
    const bool isThere = before && before->state != DraftReceipt::State::Asked;
    if (before && !m_isMade && !m_job)
        m_result->showMessage(BannerKind::Info, madeBeforeWords(*before));
    m_make->setEnabled(canAsk && !isThere && !m_name->text().trimmed().isEmpty());
    m_make->setVisible(!m_isMade);
    m_lists->setVisible(!m_isMade && !m_facts.draft.lists.empty());
    m_yes->setVisible(mayGoLive());
    m_live->setVisible(mayGoLive());
    m_live->setEnabled(canAsk && m_yes->isChecked());
    m_progress->setVisible(m_job != nullptr);
    for (QWidget *field : std::initializer_list<QWidget *>{m_account, m_name, m_lists})
        field->setEnabled(!m_job && !m_isMade);
}

PushSetting DraftSheet::sending() const
{
    PushSetting sending;
    const SavedDestination *at = account();
    if (const auto kept = m_workspace.secrets().find(keyName(m_workspace.storeId(), at->id, at->destination)))
        sending.secret = kept->key;
    return sending;
}

void DraftSheet::make()
{
    m_key->settle([this] { startMaking(); });
}

void DraftSheet::startMaking()
{
    const SavedDestination *at = account();
    if (!at || m_job)
        return;
    const DraftOrder order{m_workspace.path(),   at->id,   named(m_facts.draft, m_name->text().trimmed()), {},
                           m_lists->isChecked(), sending()};
    const JobSpec spec{.title = tr("Making “%1” in Klaviyo").arg(order.draft.name),
                       .kind = JobKind::Reading, // it takes the writer for a moment now and then, by itself
                       .quiet = false};
    const auto work = [order, sandbox = at->destination.sandbox ? m_sandbox : nullptr](
                          const Progress &progress) -> Result<MadeDraft> {
        auto there = atAccount(order.sending, sandbox);
        if (!there)
            return failure(there.error());
        DraftOrder placed = order;
        placed.sending = std::move(*there);
        return makeDraft(placed, progress);
    };
    follow(m_workspace.runner().start<MadeDraft>(spec, work, this,
                                                 [this](const Result<MadeDraft> &made) { finish(made); }));
}

void DraftSheet::finish(const Result<MadeDraft> &made)
{
    m_job = nullptr;
    if (!made) {
        m_result->showMessage(BannerKind::Danger, errorWords(made.error()));
        return showState();
    }
    m_isMade = true;
    std::erase_if(m_facts.receipts, [&](const DraftReceipt &one) {
        return one.destination == made->receipt.destination && one.sandbox == made->receipt.sandbox &&
               one.object == made->receipt.object && one.name == made->receipt.name;
    });
    m_facts.receipts.push_back(made->receipt);
    m_result->showMessage(made->differences.isEmpty() && !made->read ? BannerKind::Ok : BannerKind::Warn,
                          madeWords(*made));
    showLines(tr("What was made"), madeLines(*made));
    if (!made->fillers.empty())
        m_workspace.noteSegmentsChanged();
    showState();
    Q_EMIT this->made(made->receipt);
}

void DraftSheet::goLive()
{
    m_key->settle([this] { startLive(); });
}

void DraftSheet::startLive()
{
    const SavedDestination *at = account();
    if (!at || m_job || !mayGoLive())
        return;
    const LiveOrder order{m_workspace.path(), at->id, m_name->text().trimmed(), sending()};
    const JobSpec spec{.title = tr("Setting “%1” live").arg(order.name), .kind = JobKind::Reading, .quiet = false};
    const auto work =
        [order, sandbox = at->destination.sandbox ? m_sandbox : nullptr](const Progress &progress) -> Result<LiveFlow> {
        auto there = atAccount(order.sending, sandbox);
        if (!there)
            return failure(there.error());
        LiveOrder placed = order;
        placed.sending = std::move(*there);
        return setLive(placed, progress);
    };
    follow(m_workspace.runner().start<LiveFlow>(spec, work, this,
                                                [this](const Result<LiveFlow> &live) { finishLive(live); }));
}

void DraftSheet::finishLive(const Result<LiveFlow> &live)
{
    m_job = nullptr;
    m_isMade = true;
    if (!live) {
        m_result->showMessage(BannerKind::Danger, errorWords(live.error()));
        return showState();
    }
    for (DraftReceipt &one : m_facts.receipts)
        if (one.id == live->receipt.id)
            one = live->receipt;
    m_result->showMessage(BannerKind::Ok, live->wasLive ? tr("The flow was live already.")
                                                        : tr("The flow is live. It writes to people from now on."));
    showState();
    Q_EMIT wentLive(live->receipt);
}

void DraftSheet::follow(Job *job)
{
    m_job = job;
    m_result->dismiss();
    m_progress->setText(job->title());
    connect(job, &Job::changed, this, [this, job] {
        if (!job->phase().isEmpty())
            m_progress->setText(job->phase() + QStringLiteral(" …"));
    });
    showState();
}

} // namespace perennial
