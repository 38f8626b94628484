// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/newconditionpicker.h"

#include "ui/segment/conditions/conditioneditor.h"

#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <map>

namespace perennial {

namespace {

constexpr int Width = 400;
constexpr int Lines = 14;
constexpr int SearchAfterMs = 30; // whoever types fast asks once
const QString AllPrefix = QStringLiteral("all:");

bool contains(const QString &text, const QString &word)
{
    return text.contains(word, Qt::CaseInsensitive);
}

bool beginsWord(const QString &text, const QString &word)
{
    return text.startsWith(word, Qt::CaseInsensitive) || contains(text, u' ' + word);
}

// How far an offer is from what is searched; nothing where it does not answer at all.
std::optional<int> distance(const ConditionOffer &offer, const QStringList &words)
{
    const QString &text = offer.item.text;
    const QString phrase = words.join(u' ');
    const auto all = [&](auto answers) { return std::ranges::all_of(words, answers); };
    if (text.compare(phrase, Qt::CaseInsensitive) == 0)
        return 0;
    if (text.startsWith(phrase, Qt::CaseInsensitive))
        return 1;
    if (all([&](const QString &word) { return beginsWord(text, word); }))
        return 2;
    if (all([&](const QString &word) { return contains(text, word); }))
        return 3;
    if (all([&](const QString &word) { return contains(text, word) || beginsWord(offer.keywords, word); }))
        return 4;
    return std::nullopt;
}

} // namespace

NewConditionPicker::NewConditionPicker(const BuilderContext &context, QWidget *parent)
    : Picker(parent)
    , m_context(context)
    , m_list(new PickList(tr("New condition"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    m_list->setMinimumWidth(Width);
    m_list->setTall(Lines);
    m_list->setAnsweredElsewhere();
    setFocusProxy(m_list);
    m_wait.setSingleShot(true);
    m_wait.setInterval(SearchAfterMs);
    connect(&m_wait, &QTimer::timeout, this, &NewConditionPicker::searchValues);
    connect(m_list, &PickList::picked, this, &NewConditionPicker::take);
    connect(m_list, &PickList::searched, this, [this] {
        showOffers();
        m_wait.start();
    });
    context.catalog.whenChanged(this, [this] {
        readOffers();
        if (m_list->searchText().isEmpty())
            showOffers();
    });
    readOffers();
    showOffers();
    searchValues();
}

void NewConditionPicker::readOffers()
{
    m_groups = newConditionOffers(m_context);
}

QStringList NewConditionPicker::searchWords() const
{
    return m_list->searchText().split(u' ', Qt::SkipEmptyParts);
}

void NewConditionPicker::showOffers()
{
    m_shown.clear();
    const QStringList words = searchWords();
    if (words.isEmpty()) {
        m_values.clear();
        showHeadings();
    } else {
        showFound(words);
    }
    sayWhatIsMissing();
}

void NewConditionPicker::put(std::vector<PickItem> &items, const ConditionOffer &offer, const QString &section)
{
    items.push_back(offer.item);
    items.back().section = section;
    m_shown.insert(offer.item.id, offer.node);
}

void NewConditionPicker::showHeadings()
{
    std::vector<PickItem> items;
    for (const OfferGroup &group : m_groups) {
        const bool whole = group.allWords.isEmpty() || m_opened.contains(group.allWords) ||
                           group.offers.size() <= group.most + 1; // one more takes no more room than to say so
        const size_t shown = whole ? group.offers.size() : group.most;
        for (size_t i = 0; i < shown; ++i)
            put(items, group.offers[i], group.title);
        if (!whole)
            items.push_back({.id = AllPrefix + group.allWords,
                             .text = group.allWords,
                             .detail = {},
                             .section = group.title,
                             .iconName = QStringLiteral("chevron-down")});
    }
    m_list->setItems(std::move(items));
}

// The headings in the order of their best answers, and under each its best first. What was found for fewer letters and
// still answers stays until the next answer comes.
void NewConditionPicker::showFound(const QStringList &words)
{
    struct Answers
    {
        int best = std::numeric_limits<int>::max();
        std::vector<std::pair<int, const ConditionOffer *>> offers;
    };
    std::map<QString, Answers> byTitle;
    QStringList titles;
    for (const OfferGroup &group : m_groups) {
        if (!titles.contains(group.title))
            titles.append(group.title);
        Answers &answers = byTitle[group.title];
        for (const ConditionOffer &offer : group.offers) {
            const auto far = distance(offer, words);
            if (!far)
                continue;
            answers.best = std::min(answers.best, *far);
            answers.offers.emplace_back(*far, &offer);
        }
    }
    std::ranges::stable_sort(titles, {}, [&](const QString &title) { return byTitle[title].best; });
    std::vector<PickItem> items;
    for (const QString &title : titles) {
        auto &offers = byTitle[title].offers;
        std::ranges::stable_sort(offers, {}, [](const auto &answer) { return answer.first; });
        for (const auto &[far, offer] : offers)
            put(items, *offer, title);
    }
    std::erase_if(m_values, [&](const ConditionOffer &value) { return !distance(value, words); });
    for (const ConditionOffer &value : m_values)
        put(items, value, tr("Values"));
    m_list->setItems(std::move(items));
}

void NewConditionPicker::searchValues()
{
    const QString text = m_list->searchText().simplified();
    m_context.catalog.searchValues(text, this,
                                   [this, text](const std::vector<FoundValue> &found) { addValues(text, found); });
}

void NewConditionPicker::addValues(const QString &text, const std::vector<FoundValue> &found)
{
    if (text.isEmpty() || text != m_list->searchText().simplified())
        return;
    std::vector<PickItem> items;
    for (const FoundValue &value : found) {
        ConditionOffer offer = valueOffer(value);
        if (m_shown.contains(offer.item.id))
            continue;
        put(items, offer, tr("Values"));
        m_values.push_back(std::move(offer));
    }
    m_list->appendItems(items);
    if (m_shown.isEmpty())
        m_list->setNote(tr("Nothing here is called “%1”.").arg(text));
    else
        sayWhatIsMissing();
}

void NewConditionPicker::sayWhatIsMissing()
{
    const SegmentCatalog &catalog = m_context.catalog;
    const auto properties = catalog.properties();
    const bool isEmpty =
        catalog.metrics().empty() &&
        std::ranges::none_of(properties, [](const PropertyChoice &property) { return property.people > 0; });
    if (!catalog.isReady())
        m_list->setNote(tr("Looking at the store …"));
    else if (isEmpty)
        m_list->setNote(tr("This store is empty. Import orders or customers on the page Data: then what people did and "
                           "who they are stands here."));
    else
        m_list->setNote({});
}

void NewConditionPicker::take(const QString &id)
{
    if (id.startsWith(AllPrefix)) {
        const int shown = m_list->model().rowOf(id);
        m_opened.insert(id.mid(AllPrefix.size()));
        showOffers();
        m_list->setCurrent(m_list->model().index(shown).data(PickModel::IdRole).toString());
        return;
    }
    const auto offer = m_shown.constFind(id);
    if (offer == m_shown.constEnd())
        return;
    const SegmentNode node = *offer;
    Q_EMIT committed();
    Q_EMIT chosen(node);
}

} // namespace perennial
