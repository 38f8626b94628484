// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/connect/contracts/contract.h"
#include "tests/testpaths.h"

#include <QDir>

#include <map>

namespace perennial {

// The contracts beside the checkout, each read once.
class ContractShelf
{
public:
    // "klaviyo/klaviyo-2026-07-15.openapi.json"
    [[nodiscard]] const Contract &contract(const QString &file, Contract::Keys keys = Contract::Keys::Known)
    {
        auto known = m_contracts.find({file, keys});
        if (known == m_contracts.end())
            known = m_contracts
                        .emplace(std::pair(file, keys),
                                 Contract::load(sharedFile(QStringLiteral("contracts/") + file), keys))
                        .first;
        return known->second;
    }
    // Of a platform's files the one that knows the operation.
    [[nodiscard]] std::optional<QString> problemOf(const QString &platform, const HttpRequest &request)
    {
        std::optional<QString> wrong;
        for (const QString &file : QDir(sharedFile(QStringLiteral("contracts/") + platform))
                                       .entryList({QStringLiteral("*openapi.json"), QStringLiteral("*swagger.json")})) {
            const auto here = contract(platform + u'/' + file).problemOf(request);
            if (!here)
                return std::nullopt;
            if (!wrong || !here->contains(QLatin1String("no operation")))
                wrong = here;
        }
        return wrong;
    }

private:
    std::map<std::pair<QString, Contract::Keys>, Contract> m_contracts;
};

} // namespace perennial
