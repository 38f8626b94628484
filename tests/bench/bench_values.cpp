// SPDX-License-Identifier: GPL-3.0-or-later
// Nanoseconds for one cell of each kind, on cells as files have them.
#include "core/identity/email.h"
#include "core/identity/matchrules.h"
#include "core/identity/phone.h"
#include "core/import/values/number.h"
#include "core/import/values/timereader.h"

#include <QElapsedTimer>
#include <QTextStream>

#include <string>
#include <vector>

using namespace perennial;

namespace {

constexpr size_t Cells = 1'000'000;
volatile qint64 sink = 0; // keeps the work from being optimised away

template <class Make>
std::vector<std::string> cells(Make make, size_t count = Cells)
{
    std::vector<std::string> list;
    list.reserve(count);
    for (size_t i = 0; i < count; ++i)
        list.push_back(make(i));
    return list;
}

template <class Read>
void measure(const char *what, const std::vector<std::string> &list, Read read)
{
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 3; ++round) {
        QElapsedTimer timer;
        timer.start();
        qint64 sum = 0;
        for (const std::string &cell : list)
            sum += read(cell);
        sink = sink + sum;
        best = std::min(best, timer.nsecsElapsed());
    }
    QTextStream(stdout) << QString::fromLatin1(what).leftJustified(44)
                        << QString::number(static_cast<double>(best) / static_cast<double>(list.size()), 'f', 1)
                        << " ns\n";
}

std::string padded(size_t number, int width)
{
    return QString::number(number).rightJustified(width, u'0').toStdString();
}

std::string dayOf(size_t i)
{
    return "2026-" + padded(1 + i % 12, 2) + "-" + padded(1 + i % 28, 2);
}
std::string clockOf(size_t i)
{
    return padded(i % 24, 2) + ":" + padded(i % 60, 2) + ":" + padded(i / 7 % 60, 2);
}

void measureTimes()
{
    const TimeReader reader({DateOrder::DayMonth}, QTimeZone("Europe/Berlin"));
    const auto read = [&](const std::string &cell) { return reader.read(cell)->at.ms; };
    measure("time 2026-11-01T00:00:00Z", cells([](size_t i) { return dayOf(i) + "T" + clockOf(i) + "Z"; }), read);
    measure("time 2026-11-01 00:00:00 -0500", cells([](size_t i) { return dayOf(i) + " " + clockOf(i) + " -0500"; }),
            read);
    measure("time 2026-11-01 00:00:00, zone applied", cells([](size_t i) { return dayOf(i) + " " + clockOf(i); }),
            read);
    measure("date 2026-11-01, zone applied", cells(dayOf), read);
    measure("time 25/06/2024 11:00", cells([](size_t i) { return padded(1 + i % 28, 2) + "/06/2024 11:00"; }), read);
    measure("time 1709353800", cells([](size_t i) { return std::to_string(1'709'353'800 + i); }), read);
}

void measureNumbers()
{
    const auto read = [](const std::string &cell) { return parseDecimal(cell, {})->unscaled; };
    measure("number 59.99", cells([](size_t i) { return std::to_string(i % 1000) + "." + padded(i % 100, 2); }), read);
    measure("number 1,234.50", cells([](size_t i) { return "1," + padded(i % 1000, 3) + ".50"; }), read);
    measure("number $1,234.50", cells([](size_t i) { return "$1," + padded(i % 1000, 3) + ".50"; }), read);
}

void measureIdentifiers()
{
    EmailResult email;
    const auto readEmail = [&](const std::string &cell) {
        normaliseEmail(cell, SeveralEmails::Unusable, email);
        return static_cast<qint64>(email.address.size());
    };
    measure("e-mail Customer.12345@shop.test",
            cells([](size_t i) { return "Customer." + std::to_string(i) + "@shop.test"; }), readEmail);
    measure("e-mail jörg@exämple.com",
            cells([](size_t i) { return "jörg" + std::to_string(i) + "@exämple.com"; }, 50'000), readEmail);
    PhoneResult phone;
    const auto readPhone = [&](const std::string &cell) {
        normalisePhone(cell, "DE", phone);
        return static_cast<qint64>(phone.e164.size());
    };
    measure("phone +15551000001", cells([](size_t i) { return "+1555" + std::to_string(1'000'000 + i); }), readPhone);
    measure("phone 030 901820 in Germany",
            cells([](size_t i) { return "030 9" + std::to_string(10'000 + i % 90'000); }), readPhone);
    measure("phone by libphonenumber", cells([](size_t i) { return "+390" + std::to_string(60'000'000 + i); }, 50'000),
            readPhone);
}

void measureIndex()
{
    const std::vector<std::string> emails =
        cells([](size_t i) { return "customer." + std::to_string(i) + "@shop.test"; });
    const std::vector<std::string> ids =
        cells([](size_t i) { return std::to_string(7'000'000'000'000 + i * 7919 % Cells); });
    IdentityIndex index;
    QElapsedTimer timer;
    timer.start();
    for (size_t i = 0; i < Cells; ++i) {
        index.insert({IdentifierKind::Email, 0, emails[i]}, {static_cast<qint64>(i + 1)});
        index.insert({IdentifierKind::Platform, 1, ids[i]}, {static_cast<qint64>(i + 1)});
    }
    QTextStream(stdout) << "index of 2 million identifiers: built in " << timer.elapsed() << " ms, "
                        << index.bytesUsed() / 1'000'000 << " MB\n";
    std::vector<std::string> mixed =
        cells([](size_t i) { return "customer." + std::to_string(i * 7919 % Cells) + "@shop.test"; });
    measure("index lookup, e-mails in random order", mixed, [&](const std::string &value) {
        return index.find({IdentifierKind::Email, 0, value}).value;
    });
    measure("matchRow, e-mail in random order", mixed, [&](const std::string &value) {
        const IdentifierRef row[]{{IdentifierKind::Email, 0, value}};
        return matchRow(row, index).profile.value;
    });
}

} // namespace

int main()
{
    measureTimes();
    measureNumbers();
    measureIdentifiers();
    measureIndex();
}
