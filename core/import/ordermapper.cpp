// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/ordermapper.h"

#include "core/base/celltext.h"
#include "core/base/hash.h"
#include "core/base/money.h"
#include "core/import/amountcells.h"
#include "core/import/consentbook.h"
#include "core/import/importcatalog.h"
#include "core/import/namebook.h"
#include "core/import/orderbook.h"
#include "core/import/profilebook.h"
#include "core/import/rowsink.h"
#include "core/import/values/cell.h"
#include "core/import/values/currency.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

constexpr std::string_view at(const OrderCells &cells, OrderCell cell)
{
    return cells[static_cast<std::size_t>(cell)];
}

bool contains(std::string_view text, std::string_view part)
{
    return std::ranges::search(text, part, [](char a, char b) { return lowered(a) == lowered(b); }).begin() !=
           text.end();
}

} // namespace

OrderMapper::OrderMapper(const MapperScope &scope)
    : m_scope(scope)
    , m_columns(m_scope.columns)
    , m_person(m_scope)
    , m_events(m_scope)
    , m_tellsHeads(m_columns.has(OrderCell::FinancialStatus) || m_columns.has(OrderCell::Total) ||
                   m_columns.has(OrderCell::Key))
{
}

bool OrderMapper::isHead(const OrderCells &cells) const
{
    if (m_tellsHeads)
        return !at(cells, OrderCell::FinancialStatus).empty() || !at(cells, OrderCell::Total).empty() ||
               !at(cells, OrderCell::Key).empty();
    return !at(cells, OrderCell::CreatedAt).empty();
}

void OrderMapper::addRow(const CsvRecord &record, qint64 row)
{
    OrderCells cells;
    m_columns.read(record, cells);
    if (at(cells, OrderCell::Key).empty() && at(cells, OrderCell::Number).empty())
        m_scope.sink.reject(row, record.line(), record.raw(), {}, tr("The row names no order."));
    else if (isHead(cells))
        addHead(record, cells, row);
    else
        addContinuation(record, cells, row);
}

void OrderMapper::addHead(const CsvRecord &record, const OrderCells &cells, qint64 row)
{
    const std::string_view id = at(cells, OrderCell::Key);
    const std::string_view key = id.empty() || isScientificNotation(id) ? at(cells, OrderCell::Number) : id;
    if (const auto known = m_byKey.find(key); known != m_byKey.end()) {
        known->second->lines.push_back(keepLine(cells, row));
        return;
    }
    const auto createdAt = timeOf(cells, OrderCell::CreatedAt);
    if (!createdAt) {
        const auto reason = at(cells, OrderCell::CreatedAt).empty() ? tr("The order has no time.")
                                                                    : tr("The order's time cannot be read.");
        m_scope.sink.reject(row, record.line(), record.raw(), m_columns.column(OrderCell::CreatedAt).mapping.column,
                            reason);
        return;
    }
    Draft &draft = m_drafts.emplace_back();
    std::ranges::transform(cells, draft.cells.begin(), [this](std::string_view cell) { return m_texts.keep(cell); });
    draft.key = m_texts.keep(key);
    draft.row = row;
    draft.createdAt = *createdAt;
    draft.profile = personOf(record, cells, row, *createdAt);
    draft.lines.push_back(keepLine(draft.cells, row));
    m_byKey.emplace(draft.key, &draft);
    m_byNumber[at(draft.cells, OrderCell::Number)].push_back(&draft);
}

void OrderMapper::addContinuation(const CsvRecord &record, const OrderCells &cells, qint64 row)
{
    const auto text = record.raw().substr(0, RowSink::MostRejectText);
    m_continuations.push_back(
        {keepLine(cells, row), m_texts.keep(at(cells, OrderCell::Number)), record.line(), m_texts.keep(text)});
}

OrderMapper::LineCells OrderMapper::keepLine(const OrderCells &cells, qint64 row)
{
    const auto keep = [&](OrderCell cell) { return m_texts.keep(at(cells, cell)); };
    return {row,
            keep(OrderCell::LineName),
            keep(OrderCell::LineSku),
            keep(OrderCell::LineVendor),
            keep(OrderCell::LineQuantity),
            keep(OrderCell::LinePrice),
            keep(OrderCell::LineDiscount)};
}

std::optional<qint64> OrderMapper::timeOf(const OrderCells &cells, OrderCell cell)
{
    if (isUnset(at(cells, cell), ColumnType::Time))
        return std::nullopt;
    const BoundColumn &column = m_columns.column(cell);
    const auto time = column.times->read(at(cells, cell));
    if (!time) {
        m_scope.warnings.add(ImportWarning::NotTime, column.mapping.column);
        return std::nullopt;
    }
    if (!isPlausible(time->at, m_scope.now))
        m_scope.warnings.add(ImportWarning::ImplausibleTime, column.mapping.column);
    return time->at.ms;
}

// By e-mail and platform id; only an order without them goes by the first phone it has.
qint64 OrderMapper::personOf(const CsvRecord &record, const OrderCells &cells, qint64 row, qint64 createdAt)
{
    const auto found = m_person.read(record);
    std::vector<IdentifierRef> identifiers(found.begin(), found.end());
    const auto isPhone = [](const IdentifierRef &identifier) { return identifier.kind == IdentifierKind::Phone; };
    if (!std::ranges::all_of(identifiers, isPhone))
        std::erase_if(identifiers, isPhone);
    for (const OrderCell cell : {OrderCell::BillingPhone, OrderCell::ShippingPhone}) {
        if (!identifiers.empty() || at(cells, cell).empty())
            continue;
        const std::string_view country = at(cells, OrderCell::Country);
        normalisePhone(at(cells, cell), country.size() == 2 ? country : std::string_view(m_scope.region), m_phone);
        if (m_phone.status == IdentifierStatus::Usable)
            identifiers.push_back({IdentifierKind::Phone, 0, m_phone.e164});
    }
    if (identifiers.empty()) {
        m_scope.warnings.add(ImportWarning::OrderWithoutProfile);
        return 0;
    }
    const CreationHint created{createdAt, true};
    WriteBatch &batch = m_scope.sink.batch();
    const qint64 profile = m_scope.profiles.identify(identifiers, {}, row, created, batch).profile;
    m_scope.profiles.noteCreation(profile, created, batch);
    return profile;
}

void OrderMapper::finish()
{
    joinContinuations();
    m_scope.names.settle(m_scope.profiles);
    for (Draft &draft : m_drafts)
        finishOrder(draft);
}

// Nearest above, else nearest below: rows of a sorted file still find their order.
void OrderMapper::joinContinuations()
{
    for (const Continuation &row : m_continuations) {
        const auto named = m_byNumber.find(row.number);
        if (named == m_byNumber.end()) {
            m_scope.sink.reject(row.line.row, row.fileLine, row.text, {},
                                tr("The row continues an order whose first row is not in the file or was rejected."));
            continue;
        }
        const std::vector<Draft *> &drafts = named->second;
        const auto below = std::ranges::find_if(drafts, [&](const Draft *draft) { return draft->row > row.line.row; });
        Draft *order = below == drafts.begin() ? *below : *std::prev(below);
        order->lines.push_back(row.line);
    }
    for (Draft &draft : m_drafts)
        std::ranges::stable_sort(draft.lines, {}, &LineCells::row);
}

void OrderMapper::finishOrder(Draft &draft)
{
    RowTally &tally = m_scope.sink.tally();
    const auto rows = static_cast<qint64>(draft.lines.size());
    OrderBook::Known &known = m_scope.orders.order(draft.key);
    const qint64 hash = contentHashOf(draft);
    addCheckoutConsent(draft);
    if (!known.isNew && known.contentHash == hash) {
        tally.unchanged += rows;
        return;
    }
    tally.stored += rows;
    addName(draft);
    OrderRow order = orderOf(draft);
    order.id = known.id;
    order.isReplacement = !known.isNew;
    order.replacedProfile = known.profile;
    order.contentHash = hash;
    known = {order.id, hash, order.profile, false};
    const bool isReturn = settleTotal(order);
    m_events.add(order, isReturn);
    m_scope.sink.batch().orders.push_back(std::move(order));
    if (m_scope.sink.isFull())
        m_scope.sink.flush(0);
}

qint64 OrderMapper::contentHashOf(const Draft &draft) const
{
    quint64 hash = stableHash(m_scope.currency, static_cast<quint64>(draft.createdAt));
    for (const std::string_view cell : draft.cells)
        hash = stableHash(cell, hash);
    for (const LineCells &line : draft.lines) {
        for (const std::string_view cell : {line.name, line.sku, line.vendor, line.quantity, line.price, line.discount})
            hash = stableHash(cell, hash);
    }
    return static_cast<qint64>(hash);
}

std::string_view OrderMapper::keepForWriting(std::string_view text)
{
    return m_scope.sink.batch().texts.keep(text);
}

OrderRow OrderMapper::orderOf(const Draft &draft)
{
    OrderRow order{};
    order.source = keepForWriting(m_scope.mapping.source.toStdString());
    order.numericKey = canonicalInteger(draft.key);
    if (!order.numericKey)
        order.textKey = keepForWriting(draft.key);
    const EventKeyRange keys = EventKeyRange::of(order.source, draft.key);
    order.firstEventKey = keys.first;
    order.lastEventKey = keys.last();
    order.number = keepForWriting(at(draft.cells, OrderCell::Number));
    order.profile = draft.profile;
    order.createdAt = draft.createdAt;
    order.currency = keepForWriting(currencyOfOrder(draft.cells));
    readStatus(draft, order);
    readAmounts(draft, order);
    return order;
}

void OrderMapper::readStatus(const Draft &draft, OrderRow &order)
{
    const auto keep = [&](OrderCell cell) { return keepForWriting(at(draft.cells, cell)); };
    order.financialStatus = keep(OrderCell::FinancialStatus);
    order.fulfillmentStatus = keep(OrderCell::FulfillmentStatus);
    order.paymentMethod = keep(OrderCell::PaymentMethod);
    order.channel = keep(OrderCell::SalesChannel);
    order.discountCodes = keep(OrderCell::DiscountCodes);
    order.tags = keep(OrderCell::Tags);
    order.test = contains(order.paymentMethod, "bogus") || contains(order.paymentMethod, "(for testing)");
    order.cancelledAt = timeOf(draft.cells, OrderCell::CancelledAt);
    order.cancelled = order.cancelledAt || equalsIgnoringCase(order.financialStatus, "voided");
    order.fulfilledAt = timeOf(draft.cells, OrderCell::FulfilledAt);
}

void OrderMapper::readAmounts(const Draft &draft, OrderRow &order)
{
    const int digits =
        minorDigits(QString::fromUtf8(order.currency.data(), static_cast<qsizetype>(order.currency.size())));
    order.subtotal = amount(draft.cells, OrderCell::Subtotal, digits);
    order.shipping = amount(draft.cells, OrderCell::Shipping, digits);
    order.tax = amount(draft.cells, OrderCell::Tax, digits);
    order.discount = amount(draft.cells, OrderCell::Discount, digits);
    order.total = amount(draft.cells, OrderCell::Total, digits);
    order.refunded = amount(draft.cells, OrderCell::Refunded, digits).value_or(0);
    if (order.total && *order.total < 0)
        m_scope.warnings.add(ImportWarning::NegativeTotal);
    readLines(draft, order, digits);
}

void OrderMapper::readLines(const Draft &draft, OrderRow &order, int digits)
{
    const auto read = [&](OrderCell column, std::string_view cell, int decimals) {
        return cell.empty() ? std::nullopt : minorFromCell(cell, m_columns.column(column), decimals, m_scope.warnings);
    };
    for (const LineCells &cells : draft.lines) {
        if (cells.name.empty() && cells.sku.empty() && cells.quantity.empty())
            continue;
        OrderLineRow line;
        line.name = keepForWriting(cells.name);
        line.sku = keepForWriting(cells.sku);
        line.vendor = keepForWriting(cells.vendor);
        line.quantity = read(OrderCell::LineQuantity, cells.quantity, 0).value_or(1);
        line.price = read(OrderCell::LinePrice, cells.price, digits);
        line.discount = read(OrderCell::LineDiscount, cells.discount, digits);
        order.lines.push_back(line);
    }
}

// Files without a total have the sum of their lines. A negative sum is money back: a refund, no sale.
bool OrderMapper::settleTotal(OrderRow &order) const
{
    if (m_columns.has(OrderCell::Total) || !m_columns.has(OrderCell::LinePrice))
        return false;
    qint64 sum = 0;
    for (const OrderLineRow &line : order.lines)
        sum += line.quantity * line.price.value_or(0) - line.discount.value_or(0);
    order.total = std::max<qint64>(sum, 0);
    if (sum >= 0)
        return false;
    order.refunded = -sum;
    return true;
}

void OrderMapper::addCheckoutConsent(const Draft &draft)
{
    const auto accepts = yesOrNo(at(draft.cells, OrderCell::AcceptsMarketing));
    if (draft.profile == 0 || !accepts.value_or(false))
        return;
    if (m_scope.consents.offerCheckout(draft.profile, Channel::Email))
        m_scope.sink.batch().consents.push_back({draft.profile, wordOf(Channel::Email), draft.createdAt,
                                                 wordOf(ConsentWord::Subscribed), ConsentBook::CheckoutMethod, false});
}

void OrderMapper::addName(const Draft &draft)
{
    const std::string_view cell = at(draft.cells, OrderCell::BillingName);
    if (draft.profile == 0 || isUnsetWord(cell) || !m_scope.names.offer(m_scope.profiles.personOf(draft.profile)))
        return;
    const std::string folded = withFoldedBlanks(cell);
    const SplitName name = SplitName::of(folded);
    addNamePart(draft, NameBook::FirstName, name.first);
    addNamePart(draft, NameBook::LastName, name.last);
}

// Known since the order, so that whatever a file of customers says later or said before holds.
void OrderMapper::addNamePart(const Draft &draft, std::string_view property, std::string_view text)
{
    if (text.empty())
        return;
    WriteBatch &batch = m_scope.sink.batch();
    CellValue value;
    value.text = batch.texts.keep(text);
    batch.properties.push_back({draft.profile, m_scope.catalog.property(property, FieldType::Text, batch).id, value,
                                std::min(draft.createdAt, m_scope.now.ms)});
}

std::optional<qint64> OrderMapper::amount(const OrderCells &cells, OrderCell cell, int digits)
{
    if (at(cells, cell).empty())
        return std::nullopt;
    return minorFromCell(at(cells, cell), m_columns.column(cell), digits, m_scope.warnings);
}

std::string_view OrderMapper::currencyOfOrder(const OrderCells &cells)
{
    m_currency = at(cells, OrderCell::Currency);
    std::ranges::transform(m_currency, m_currency.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    if (isCurrencyCode(m_currency))
        return m_currency;
    const std::string_view bySymbol = currencyOf(at(cells, OrderCell::Total));
    return bySymbol.empty() ? std::string_view(m_scope.currency) : bySymbol;
}

} // namespace perennial
