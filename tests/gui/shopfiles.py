# SPDX-License-Identifier: GPL-3.0-or-later
"""An invented shop of forty people, written in the layouts of Shopify's two exports.

Each group fails the tale's segment at exactly one of its conditions, so the count after
every condition is known: 30 have two orders, 25 of them paid over 200, 19 of those have not
ordered for 90 days, and 10 of those may get e-mail.
"""
import csv
import datetime
from dataclasses import dataclass

CUSTOMER_COLUMNS = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,"
    "Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,"
    "Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags").split(",")

ORDER_COLUMNS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing City,Billing Zip,Billing Country,Notes,Cancelled at,Payment Method,Refunded Amount,Vendor,Id,Tags,"
    "Risk Level,Source,Lineitem discount,Phone").split(",")


@dataclass(frozen=True)
class Group:
    name: str
    size: int
    orders: tuple  # (days ago, amount) of each order
    subscribed: bool
    customer: bool = True  # False: known from the orders file alone


GROUPS = (
    Group("lapsed", 9, ((300, 120), (150, 95)), True),
    Group("silent", 7, ((280, 130), (140, 85)), False),
    Group("single", 6, ((200, 310),), True),
    Group("thrifty", 5, ((260, 25), (130, 30)), True),
    Group("current", 6, ((250, 90), (160, 80), (20, 75)), True),
    Group("reader", 4, (), True),
    Group("guest", 1, ((310, 140), (180, 110)), True, False),
    Group("stranger", 2, ((320, 140), (170, 110)), False, False),
)
PEOPLE = sum(group.size for group in GROUPS)
ORDERS = sum(group.size * len(group.orders) for group in GROUPS)
AT_LEAST_TWO, OVER_200, LAPSED, REACHABLE = 30, 25, 19, 10


def address(group, number):
    return f"{group.name}{number}@shop.test"


def members():
    return sorted(address(group, n) for group in GROUPS if group.name in ("lapsed", "guest") for n in range(1, group.size + 1))


def write_customers(path):
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, CUSTOMER_COLUMNS, restval="", lineterminator="\n")
        rows.writeheader()
        people = ((group, n) for group in GROUPS if group.customer for n in range(1, group.size + 1))
        for place, (group, n) in enumerate(people):
            total = sum(amount for _, amount in group.orders)
            rows.writerow({
                "Customer ID": f"'{7000000000 + place}", "First Name": f"Robin{n}", "Last Name": group.name.title(),
                "Email": address(group, n), "Accepts Email Marketing": "yes" if group.subscribed else "no",
                "Default Address City": "Galway", "Default Address Country Code": "IE", "Accepts SMS Marketing": "no",
                "Total Spent": f"{total}.00", "Total Orders": len(group.orders), "Tax Exempt": "no"})


def write_crowd(path, size):
    """Newsletter readers without an order, enough of them that importing them takes a while."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(CUSTOMER_COLUMNS)
        for n in range(size):
            row = [""] * len(CUSTOMER_COLUMNS)
            row[:5] = f"'{8000000000 + n}", f"Kim{n}", "Crowd", f"crowd{n}@shop.test", "yes"
            row[14:17] = "no", "0.00", "0"
            rows.writerow(row)


def order_rows(now):
    number = 1000
    for group in GROUPS:
        for n in range(1, group.size + 1):
            for days, amount in group.orders:
                number += 1
                at = (now - datetime.timedelta(days=days, minutes=number)).strftime("%Y-%m-%d %H:%M:%S +0000")
                yield at, {
                    "Name": f"#{number}", "Email": address(group, n), "Financial Status": "paid", "Paid at": at,
                    "Fulfillment Status": "fulfilled", "Fulfilled at": at, "Accepts Marketing": "yes" if group.subscribed else "no",
                    "Currency": "EUR", "Subtotal": f"{amount}.00", "Shipping": "0.00", "Taxes": "0.00", "Total": f"{amount}.00",
                    "Discount Amount": "0.00", "Shipping Method": "Standard", "Created at": at, "Lineitem quantity": "1",
                    "Lineitem name": "Clay planter - Large", "Lineitem price": f"{amount}.00", "Lineitem sku": "PLANT-L",
                    "Lineitem requires shipping": "true", "Lineitem taxable": "true", "Lineitem fulfillment status": "fulfilled",
                    "Billing Name": f"Robin{n} {group.name.title()}", "Billing City": "Galway", "Billing Country": "IE",
                    "Payment Method": "Shopify Payments", "Refunded Amount": "0.00", "Vendor": "Clay & Co",
                    "Id": str(5000000000 + number), "Risk Level": "Low", "Source": "web", "Lineitem discount": "0.00"}


def write_orders(path, now):
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, ORDER_COLUMNS, restval="", lineterminator="\n")
        rows.writeheader()
        for _, row in sorted(order_rows(now), key=lambda pair: pair[0], reverse=True):
            rows.writerow(row)
