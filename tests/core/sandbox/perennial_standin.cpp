// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/standin.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <iostream>
#include <map>

using namespace perennial;

namespace {

void tell(const StandIn &there)
{
    const Ledger ledger = there.ledger();
    size_t deeds = 0;
    size_t more = 0;
    for (const LedgerEntry &each : ledger.entries()) {
        deeds += each.effects > 0;
        more += each.effects > 1;
    }
    std::cout << ledger.contacts() << " people, " << deeds << " deeds, " << more << " of them more than once\n";
    std::map<int, int> answers;
    for (const RequestNote &note : there.requests())
        ++answers[note.status];
    for (const auto &[status, count] : answers)
        std::cout << "  " << status << ": " << count << " requests\n";
    std::cout << std::flush;
}

} // namespace

// A platform on a port of this computer, for trying by hand. Enter tells what came so far.
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser line;
    line.addHelpOption();
    line.addOptions(
        {{QStringLiteral("platform"), QStringLiteral("klaviyo, mailchimp, …"), QStringLiteral("id"),
          QStringLiteral("klaviyo")},
         {QStringLiteral("port"), QStringLiteral("0: any that is free."), QStringLiteral("n"), QStringLiteral("0")},
         {QStringLiteral("rates"), QStringLiteral("on or off."), QStringLiteral("on|off"), QStringLiteral("on")},
         {QStringLiteral("seed"), QStringLiteral("Of the faults."), QStringLiteral("n"), QStringLiteral("1")},
         {QStringLiteral("faults"), QStringLiteral("\"throttle:0.2,cut-after@3-8,bad-rows:0.01\""),
          QStringLiteral("plan")},
         {QStringLiteral("speed"), QStringLiteral("How much faster than real its time goes."), QStringLiteral("n"),
          QStringLiteral("1")}});
    line.process(app);
    const auto faults =
        FaultPlan::parse(line.value(QStringLiteral("faults")), line.value(QStringLiteral("seed")).toULongLong());
    if (!faults) {
        std::cerr << qPrintable(faults.error().message) << '\n';
        return 2;
    }
    StandInOptions options;
    options.port = static_cast<quint16>(line.value(QStringLiteral("port")).toUInt());
    options.rates = line.value(QStringLiteral("rates")) != u"off";
    options.speed = line.value(QStringLiteral("speed")).toDouble();
    options.faults = *faults;
    const auto there = StandIn::start(line.value(QStringLiteral("platform")), options);
    if (!there) {
        std::cerr << qPrintable(there.error().message) << '\n';
        return 1;
    }
    std::cout << qPrintable((*there)->url().toString()) << ", key " << options.token.constData() << std::endl;
    for (std::string typed; std::getline(std::cin, typed);)
        tell(**there);
    return QCoreApplication::exec();
}
