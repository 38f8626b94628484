// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/destinationsource.h"
#include "app/cli/flowsource.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/connect/draft/draftlive.h"
#include "core/connect/draft/draftmaker.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct DraftWords
{
    std::string object;   // segment, flow
    std::string document; // NAME|FILE.json; of live the flow's name at the platform
    std::string destination;
    std::string name; // there; empty: that of the document
    std::vector<std::string> metrics;
    std::vector<std::string> segments;
    KeyWords keys;
    bool makesLists = false;
    bool isConfirmed = false;
};

Result<PlatformDraft> segmentDraft(Store &store, const QString &word)
{
    const auto given = givenSegment(store, word);
    if (!given)
        return failure(given.error());
    SegmentDoc doc = given->doc;
    doc.name = given->name;
    return draftOf(doc, store.homeZone());
}

Result<PlatformDraft> flowDraft(Store &store, const QString &word)
{
    const auto given = givenFlow(store, word);
    if (!given)
        return failure(given.error());
    if (const auto read = requireRead(*given); !read)
        return failure(read.error());
    FlowDoc flow = given->reading.flow;
    flow.name = given->name;
    return draftOf(flow, store.homeZone());
}

Result<PlatformDraft> givenDraft(const CommonOptions &options, const DraftWords &words)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const QString word = QString::fromStdString(words.document);
    auto draft = words.object == "segment" ? segmentDraft(*store, word) : flowDraft(*store, word);
    if (!draft || words.name.empty())
        return draft;
    return named(std::move(*draft), QString::fromStdString(words.name));
}

QJsonArray listNames(const PlatformDraft &draft)
{
    QJsonArray names;
    for (const KlaviyoListPart &part : draft.lists)
        names.append(part.list);
    return names;
}

QString lossText(const PlatformDraft &draft)
{
    QString text = draft.losses.isEmpty() ? QString() : tr("What Klaviyo cannot say, and what stands there:\n");
    for (const QString &loss : draft.losses)
        text += QStringLiteral("- %1\n").arg(loss);
    return text;
}

Result<Answer> show(const CommonOptions &options, const DraftWords &words)
{
    const auto draft = givenDraft(options, words);
    if (!draft)
        return failure(draft.error());
    QJsonArray names, templates;
    for (const RemoteName &name : namesIn(draft->request))
        names.append(QJsonObject{{"kind", enumId(name.kind)}, {"name", name.name}});
    for (const KlaviyoTemplate &text : draft->templates)
        templates.append(QJsonObject{{"name", text.name}, {"html", text.html}});
    return Answer{.json = {{"object", enumId(draft->object)},
                           {"name", draft->name},
                           {"request", draft->request},
                           {"names", names},
                           {"losses", QJsonArray::fromStringList(draft->losses)},
                           {"lists", listNames(*draft)},
                           {"templates", templates}},
                  .text = QString::fromUtf8(QJsonDocument(draft->request).toJson()) + lossText(*draft),
                  .notes = {}};
}

// "Placed Order=Wx12Yz"
Result<void> addChosen(RemoteIds &ids, RemoteKind kind, const std::vector<std::string> &words)
{
    for (const std::string &word : words) {
        const QString text = QString::fromStdString(word);
        const qsizetype sign = text.lastIndexOf(u'=');
        if (sign <= 0)
            return failure(ErrorKind::Usage, tr("--%1 wants NAME=ID.").arg(enumId(kind)), text);
        ids.emplace(RemoteName{kind, text.left(sign)}, text.mid(sign + 1));
    }
    return {};
}

Result<RemoteIds> chosenIds(const DraftWords &words)
{
    RemoteIds ids;
    auto added = addChosen(ids, RemoteKind::Metric, words.metrics);
    if (added)
        added = addChosen(ids, RemoteKind::Segment, words.segments);
    return added ? Result<RemoteIds>(std::move(ids)) : failure(added.error());
}

Result<SavedDestination> accountOf(const CommonOptions &options, const DraftWords &words)
{
    auto store = openToRead(options);
    auto account = store ? savedDestination(*store, QString::fromStdString(words.destination)) : failure(store.error());
    const auto takes = account ? requireDrafts(account->destination) : failure(account.error());
    return takes ? account : failure(takes.error());
}

Answer answerOf(const PlatformDraft &draft, const MadeDraft &made)
{
    const QString what = wordsOf(draft.object, draft.name);
    QString text = made.wasFound ? tr("The %1 was made already, by a call whose answer was lost.\n").arg(what)
                   : draft.object == DraftObject::Flow ? tr("Made the %1 as a draft. It sends nothing yet.\n").arg(what)
                                                       : tr("Made the %1. Klaviyo counts it now.\n").arg(what);
    QJsonArray fillers;
    for (const QString &part : made.parts)
        text += tr("Made the %1.\n").arg(part);
    for (const ListFiller &filler : made.fillers) {
        fillers.append(QJsonObject{{"list", filler.list}, {"destination", filler.destination}});
        text += tr("The destination “%1” fills that list: send it, or give it a schedule.\n").arg(filler.destination);
    }
    text += lossText(draft);
    for (const QString &difference : made.differences)
        text += tr("Klaviyo has it otherwise: %1\n").arg(difference);
    const QString unread = made.read ? tr("It could not be read back: %1").arg(made.read->message) : QString();
    return Answer{.json = {{"object", enumId(draft.object)},
                           {"name", draft.name},
                           {"id", made.receipt.id},
                           {"was_found", made.wasFound},
                           {"made_with_it", QJsonArray::fromStringList(made.parts)},
                           {"fillers", fillers},
                           {"losses", QJsonArray::fromStringList(draft.losses)},
                           {"differences", QJsonArray::fromStringList(made.differences)}},
                  .text = text,
                  .notes = unread.isEmpty() ? QStringList() : QStringList(unread)};
}

Result<Answer> make(const CommonOptions &options, const DraftWords &words)
{
    const auto draft = givenDraft(options, words);
    auto chosen = chosenIds(words);
    const auto account = accountOf(options, words);
    if (!draft || !chosen || !account)
        return failure(!draft ? draft.error() : !chosen ? chosen.error() : account.error());
    KeyFinder keys(words.keys);
    SandboxHost sandbox;
    auto sending = sendingTo(options, *account, keys, words.keys.secretFile, sandbox);
    if (!sending)
        return failure(sending.error());
    const auto made =
        makeDraft({options.store, account->id, *draft, std::move(*chosen), words.makesLists, std::move(*sending)},
                  options.progress());
    return made ? Result<Answer>(answerOf(*draft, *made)) : failure(made.error());
}

Result<Answer> live(const CommonOptions &options, const DraftWords &words)
{
    const auto account = accountOf(options, words);
    if (!account)
        return failure(account.error());
    const QString name = QString::fromStdString(words.document);
    if (!words.isConfirmed)
        return failure(ErrorKind::Refused,
                       tr("This sets the flow and all its actions live: from then on it writes to people. Add --yes."),
                       name);
    KeyFinder keys(words.keys);
    SandboxHost sandbox;
    auto sending = sendingTo(options, *account, keys, words.keys.secretFile, sandbox);
    if (!sending)
        return failure(sending.error());
    const auto set = setLive({options.store, account->id, name, std::move(*sending)}, options.progress());
    if (!set)
        return failure(set.error());
    return Answer{.json = {{"name", name}, {"id", set->receipt.id}, {"was_live", set->wasLive}},
                  .text = set->wasLive ? tr("The flow “%1” was live already.\n").arg(name)
                                       : tr("The flow “%1” is live.\n").arg(name),
                  .notes = {}};
}

QString destinationName(const std::vector<SavedDestination> &all, DestinationId id)
{
    const auto found = std::ranges::find(all, id, &SavedDestination::id);
    return found == all.end() ? tr("(removed)") : found->destination.name;
}

Result<Answer> list(const CommonOptions &options)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto receipts = draftReceipts(*store);
    const auto destinations = DestinationShelf(*store).list();
    if (!receipts || !destinations)
        return failure(!receipts ? receipts.error() : destinations.error());
    QJsonArray json;
    TextTable table({tr("Name"), tr("Kind"), tr("Destination"), tr("State"), tr("Since")});
    for (const DraftReceipt &receipt : *receipts) {
        const QString destination = destinationName(*destinations, receipt.destination);
        json.append(QJsonObject{{"name", receipt.name},
                                {"object", enumId(receipt.object)},
                                {"document", receipt.document},
                                {"destination", destination},
                                {"state", enumId(receipt.state)},
                                {"id", receipt.id},
                                {"at", receipt.at.toIso()}});
        table.add({receipt.name, enumId(receipt.object), destination, enumId(receipt.state), receipt.at.toIso()});
    }
    return Answer{.json = {{"drafts", json}},
                  .text = receipts->empty() ? tr("Nothing was made at a platform from this store.\n") : table.toText(),
                  .notes = {}};
}

void addDocument(CLI::App &command, DraftWords &words)
{
    command.add_option("KIND", words.object, tr("segment or flow").toStdString())
        ->check(CLI::IsMember({"segment", "flow"}))
        ->required();
    command
        .add_option("NAME|FILE.json", words.document, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command.add_option("--name", words.name, tr("Its name there; that of the document otherwise").toStdString())
        ->type_name("NAME");
}

void addAccount(CLI::App &command, DraftWords &words)
{
    command
        .add_option("--destination", words.destination,
                    tr("A destination of Klaviyo: its account and its key").toStdString())
        ->type_name("NAME")
        ->required();
    addSecretFile(command, words.keys);
}

} // namespace

void addDrafts(Commands &commands)
{
    CLI::App &group = commands.group("draft", tr("Segments and flows of this store, made in Klaviyo"));
    const auto shown = std::make_shared<DraftWords>();
    addDocument(commands.command(group, "show", tr("Show what would be made, and what Klaviyo cannot say; asks nobody"),
                                 [shown](const CommonOptions &options) { return show(options, *shown); }),
                *shown);
    const auto made = std::make_shared<DraftWords>();
    CLI::App &making = commands.command(group, "make", tr("Make it in Klaviyo, a flow as a draft; never a second time"),
                                        [made](const CommonOptions &options) { return make(options, *made); });
    addDocument(making, *made);
    addAccount(making, *made);
    making.add_flag(
        "--lists", made->makesLists,
        tr("Make the lists that stand for what Klaviyo cannot ask, and a destination that fills each").toStdString());
    making
        .add_option("--metric", made->metrics,
                    tr("Which metric is meant where Klaviyo has several of one name").toStdString())
        ->type_name("NAME=ID");
    making
        .add_option("--segment", made->segments,
                    tr("Which segment is meant where Klaviyo has several of one name").toStdString())
        ->type_name("NAME=ID");
    const auto going = std::make_shared<DraftWords>();
    CLI::App &living = commands.command(group, "live", tr("Set a flow live that was made from here"),
                                        [going](const CommonOptions &options) { return live(options, *going); });
    living.add_option("NAME", going->document, tr("The flow's name in Klaviyo").toStdString())->required();
    addAccount(living, *going);
    living.add_flag("--yes", going->isConfirmed, tr("Yes: it writes to people from then on").toStdString());
    commands.command(group, "list", tr("List what was made from this store"), list);
}

} // namespace perennial
