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
        return problemOfFiles(platform, [&](const Contract &contract) { return contract.problemOf(request); });
    }
    [[nodiscard]] std::optional<QString> problemOf(const QString &platform, const Contract::Asked &asked)
    {
        return problemOfFiles(platform, [&](const Contract &contract) { return contract.problemOf(asked); });
    }
    // Of an answer to a request that fits. What a refusal holds besides its schema is not looked at, nor one whose
    // status is not published.
    [[nodiscard]] std::optional<QString> problemOfAnswer(const QString &platform, const Contract::Asked &asked,
                                                         const HttpResponse &answer)
    {
        const auto keys = answer.status < 300 ? Contract::Keys::Known : Contract::Keys::Any;
        return problemOfFiles(
            platform,
            [&](const Contract &contract) {
                auto wrong = contract.problemOfAnswer(asked, answer);
                return wrong && answer.status >= 400 && wrong->contains(QLatin1String("no status")) ? std::nullopt
                                                                                                    : wrong;
            },
            keys);
    }

private:
    template <class Judge>
    [[nodiscard]] std::optional<QString> problemOfFiles(const QString &platform, Judge &&judge,
                                                        Contract::Keys keys = Contract::Keys::Known)
    {
        std::optional<QString> wrong;
        for (const QString &file : QDir(sharedFile(QStringLiteral("contracts/") + platform))
                                       .entryList({QStringLiteral("*openapi.json"), QStringLiteral("*swagger.json")})) {
            const auto here = judge(contract(platform + u'/' + file, keys));
            if (!here)
                return std::nullopt;
            if (!wrong || !here->contains(QLatin1String("no operation")))
                wrong = here;
        }
        return wrong;
    }

    std::map<std::pair<QString, Contract::Keys>, Contract> m_contracts;
};

} // namespace perennial
