// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/destinationsource.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/secrets/keychain.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct Words
{
    std::string destination;
    std::string place = "keychain";
    std::string newPassphraseFile;
    KeyWords keys;
};

Result<WantedKey> wanted(const CommonOptions &options, const Words &words)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto saved = savedDestination(*store, QString::fromStdString(words.destination));
    if (!saved)
        return failure(saved.error());
    WantedKey key = wantedKey(store->storeId(), *saved);
    if (key.name.isEmpty())
        return failure(ErrorKind::Usage, tr("This destination wants no key."), saved->destination.name);
    return key;
}

Error withoutKeychain(Error error)
{
    error.message += u' ' + tr("Keep the key in a file under a passphrase: --in file.");
    return error;
}

Result<void> keepIn(KeyFinder &finder, const Words &words, const QString &name, const QByteArray &key)
{
    if (words.place == "keychain") {
        const auto kept = writeToKeychainNow(name, key, KeychainPatienceMs);
        return kept ? kept : failure(withoutKeychain(kept.error()));
    }
    const auto file = finder.openOrMakeFile();
    return file ? (*file)->put(name, key) : failure(file.error());
}

Result<Answer> keep(const CommonOptions &options, const Words &words)
{
    const auto key = wanted(options, words);
    if (!key)
        return failure(key.error());
    KeyFinder finder(words.keys);
    auto entered = finder.entered(*key);
    if (!entered)
        return failure(entered.error());
    const auto kept = keepIn(finder, words, key->name, *entered);
    wipe(*entered);
    if (!kept)
        return failure(kept.error());
    const QString where = words.place == "keychain" ? tr("this computer's keychain") : words.keys.keyFilePath();
    return Answer{.json = {{"destination", QString::fromStdString(words.destination)},
                           {"place", QString::fromStdString(words.place)}},
                  .text = tr("%1 is kept in %2.\n").arg(key->question, where),
                  .notes = {}};
}

// Out of the keychain and out of the key file. A place that cannot be asked is told, where the other had nothing.
Result<Answer> forget(const CommonOptions &options, const Words &words)
{
    const auto key = wanted(options, words);
    if (!key)
        return failure(key.error());
    QStringList notes;
    QJsonArray places;
    const auto inKeychain = readFromKeychainNow(key->name, KeychainPatienceMs);
    if (inKeychain && *inKeychain) {
        if (const auto gone = removeFromKeychainNow(key->name, KeychainPatienceMs); !gone)
            return failure(gone.error());
        places.append(QStringLiteral("keychain"));
    } else if (!inKeychain) {
        notes.append(inKeychain.error().message);
    }
    KeyFinder finder(words.keys);
    if (const auto file = finder.openFile(); file && (*file)->keys().contains(key->name)) {
        if (const auto gone = (*file)->remove(key->name); !gone)
            return failure(gone.error());
        places.append(QStringLiteral("file"));
    } else if (!file && file.error().kind != ErrorKind::NotFound) {
        return failure(file.error());
    }
    return Answer{.json = {{"destination", QString::fromStdString(words.destination)}, {"places", places}},
                  .text =
                      (places.isEmpty() ? tr("%1 was kept nowhere.\n") : tr("%1 is forgotten.\n")).arg(key->question),
                  .notes = notes};
}

// Where the keys of a store's destinations are; the key file is opened only where its passphrase is handed over.
class Places
{
public:
    explicit Places(const KeyWords &words)
        : m_finder(words)
    {
        if (!QFile::exists(words.keyFilePath()))
            return;
        if (words.passphraseFile.empty()) {
            m_notes.append(tr("The key file was not looked into; add --passphrase-file."));
            return;
        }
        m_file = m_finder.openFile();
    }

    [[nodiscard]] QString of(const QString &name)
    {
        if (m_hasKeychain) {
            const auto found = readFromKeychainNow(name, KeychainPatienceMs);
            if (!found) {
                m_hasKeychain = false;
                m_notes.append(found.error().message);
            } else if (*found) {
                return QStringLiteral("keychain");
            }
        }
        const bool isFiled = m_file && *m_file && (**m_file)->keys().contains(name);
        return isFiled ? QStringLiteral("file") : QString();
    }

    [[nodiscard]] const QStringList &notes() const { return m_notes; }
    [[nodiscard]] std::optional<Error> problem() const
    {
        return m_file && !*m_file ? std::optional(m_file->error()) : std::nullopt;
    }

private:
    KeyFinder m_finder;
    std::optional<Result<KeyFile *>> m_file;
    bool m_hasKeychain = true;
    QStringList m_notes;
};

Result<Answer> list(const CommonOptions &options, const Words &words)
{
    auto store = openToRead(options);
    const auto all = store ? DestinationShelf(*store).list() : failure(store.error());
    if (!all)
        return failure(all.error());
    Places places(words.keys);
    if (const auto problem = places.problem())
        return failure(*problem);
    QJsonArray json;
    TextTable table({tr("Destination"), tr("Key")});
    for (const SavedDestination &saved : *all) {
        const WantedKey key = wantedKey(store->storeId(), saved);
        const bool isWanted = !key.name.isEmpty();
        const QString place = isWanted ? places.of(key.name) : QString();
        json.append(QJsonObject{{"destination", saved.destination.name},
                                {"wants_key", isWanted},
                                {"place", place.isEmpty() ? QJsonValue() : QJsonValue(place)}});
        table.add({saved.destination.name, !isWanted ? tr("wants none") : place.isEmpty() ? tr("not known") : place});
    }
    return Answer{.json = {{"keys", json}}, .text = table.toText(), .notes = places.notes()};
}

Result<Answer> changePassphrase(const CommonOptions &, const Words &words)
{
    KeyFinder finder(words.keys);
    const auto file = finder.openFile();
    if (!file)
        return failure(file.error());
    const auto fresh = KeyFinder::newPassphrase(words.newPassphraseFile);
    const auto changed = fresh ? (*file)->changePassphrase(*fresh) : failure(fresh.error());
    if (!changed)
        return failure(changed.error());
    return Answer{.json = {{"key_file", words.keys.keyFilePath()}},
                  .text = tr("The key file has a new passphrase.\n"),
                  .notes = {}};
}

} // namespace

void addKeys(Commands &commands)
{
    CLI::App &group = commands.group("key", tr("The keys of destinations: where they are kept"));
    const auto words = std::make_shared<Words>();
    const auto add = [&](const char *word, const QString &help,
                         Result<Answer> (*run)(const CommonOptions &, const Words &)) -> CLI::App & {
        return commands.command(group, word, help,
                                [words, run](const CommonOptions &options) { return run(options, *words); });
    };
    CLI::App &keeping = add("keep", tr("Keep a destination's key, so that nobody has to enter it again"), keep);
    keeping.add_option("DESTINATION", words->destination, tr("Its name").toStdString())->required();
    keeping
        .add_option("--in", words->place, tr("This computer's keychain, or a file under a passphrase").toStdString())
        ->check(CLI::IsMember({"keychain", "file"}))
        ->capture_default_str();
    addSecretFile(keeping, words->keys);
    CLI::App &forgetting = add("forget", tr("Forget a destination's key wherever it is kept"), forget);
    forgetting.add_option("DESTINATION", words->destination, tr("Its name").toStdString())->required();
    addKeyFile(forgetting, words->keys);
    addKeyFile(add("list", tr("List the destinations and where their keys are; keys are never shown"), list),
               words->keys);
    CLI::App &changing = add("passphrase", tr("Change the passphrase of the key file"), changePassphrase);
    addKeyFile(changing, words->keys);
    changing
        .add_option("--new-passphrase-file", words->newPassphraseFile,
                    tr("A file that holds the new one, readable by you alone; asked twice on the terminal otherwise")
                        .toStdString())
        ->type_name("F");
}

} // namespace perennial
