// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demoordersfile.h"

#include "core/demo/csvrow.h"
#include "core/demo/democalendar.h"
#include "core/demo/demoshop.h"

#include <ranges>

namespace perennial {

namespace {

constexpr auto Header =
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts "
    "Marketing,Currency,Subtotal,Shipping,Taxes,"
    "Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing "
    "Province,"
    "Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,"
    "Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,"
    "Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 "
    "Name,"
    "Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province "
    "Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References\n";

std::string_view financialStatus(const DemoOrder &order)
{
    switch (order.state) {
    case DemoOrderState::Paid:
        return "paid";
    case DemoOrderState::Pending:
        return "pending";
    case DemoOrderState::PartlyRefunded:
        return "partially_refunded";
    case DemoOrderState::Refunded:
    case DemoOrderState::Cancelled:
        return "refunded";
    }
    return "paid";
}

std::string_view paymentMethod(const DemoOrder &order)
{
    if (order.test)
        return "(for testing) Bogus Gateway";
    if (order.counter)
        return "Cash";
    return order.state == DemoOrderState::Pending ? "Bank Deposit" : "Shopify Payments";
}

std::string lineName(const DemoProduct &product)
{
    const std::string name(product.name);
    return product.variant.empty() ? name : name + " - " + std::string(product.variant);
}

std::string when(const std::optional<Instant> &at)
{
    return at ? shopTime(*at) : std::string();
}

void addMoney(CsvRow &row, const DemoOrder &order)
{
    row << "USD";
    row.cents(order.subtotal()).cents(order.shipping).cents(order.tax).cents(order.total()) << order.code;
    row.cents(order.discount) << (order.counter ? "" : order.shipping == 0 ? "Free shipping" : "Standard");
}

void addHead(CsvRow &row, const DemoOrder &order)
{
    const bool paid = order.state != DemoOrderState::Pending;
    row << financialStatus(order) << (paid ? shopTime({order.at.ms + 2000}) : std::string())
        << (order.fulfilled ? "fulfilled" : "unfulfilled") << when(order.fulfilled)
        << (order.person->readsMailAt(order.at) ? "yes" : "no");
    addMoney(row, order);
}

void addLine(CsvRow &row, const DemoOrder &order, const DemoLine &line)
{
    row << shopTime(order.at) << line.quantity << lineName(*line.product);
    row.cents(line.product->price).skip(1) << line.product->sku << "true"
                                           << "true" << (order.fulfilled ? "fulfilled" : "pending");
}

void addAddress(CsvRow &row, const DemoPerson &person)
{
    row << person.firstName + " " + person.lastName << person.street << person.street << ""
        << "" << person.place->city;
    row.guarded(person.place->zip) << person.place->province << person.place->country;
    row.guarded(person.phone);
}

// From "Billing Name" to "Refunded Amount".
void addPayment(CsvRow &row, const DemoOrder &order)
{
    if (order.counter)
        row.skip(20);
    else {
        addAddress(row, *order.person);
        addAddress(row, *order.person);
    }
    row << "" << (order.gift ? "gift: yes\ngift_message: Enjoy it by the fire" : "") << when(order.cancelled)
        << paymentMethod(order) << "r" + std::to_string(order.id);
    row.cents(order.refunded);
}

// From "Outstanding Balance" to "Source".
void addOrigin(CsvRow &row, const DemoOrder &order)
{
    row.cents(order.state == DemoOrderState::Pending ? order.total() : 0).skip(1)
        << (order.counter ? "Portland store" : "") << "" << order.id << (order.gift ? "gift" : "") << "Low"
        << (order.counter ? "pos" : "web");
}

// From "Lineitem discount" to the end.
void addTail(CsvRow &row, const DemoOrder &order, bool head)
{
    row.cents(0);
    if (head && order.tax > 0)
        (row << "State Tax").cents(order.tax).skip(8);
    else
        row.skip(10);
    row.guarded(order.counter ? std::string_view(order.person->phone) : "").skip(2);
    const std::string_view province = head && !order.counter ? order.person->place->provinceName : "";
    const std::string reference = head ? "r" + std::to_string(order.id) : std::string();
    row << province << province << reference << ""
        << "" << reference;
}

void addOrder(QByteArray &text, const DemoOrder &order)
{
    bool head = true;
    for (const DemoLine &line : order.lines) {
        CsvRow row(text);
        row << "#" + std::to_string(order.number) << order.person->email;
        head ? addHead(row, order) : void(row.skip(13));
        addLine(row, order, line);
        head ? addPayment(row, order) : void(row.skip(26));
        row << line.product->vendor;
        head ? addOrigin(row, order) : void(row.skip(8));
        addTail(row, order, head);
        head = false;
    }
}

} // namespace

QByteArray demoOrdersText(const DemoShop &shop)
{
    QByteArray text(Header);
    for (const DemoOrder *order : std::views::reverse(shop.orders()))
        addOrder(text, *order);
    return text;
}

} // namespace perennial
