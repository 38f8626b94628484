// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/http/httpmessage.h"
#include "tests/core/connect/contracts/contractschemas.h"

namespace perennial {

// A platform's published contract: OpenAPI 3 or Swagger 2, as JSON; ContractSchemas says how its schemas are read. What
// a schema cannot hold (sizes, rates) is not checked.
class Contract
{
public:
    using Texts = QList<std::pair<QString, QString>>; // by name
    using Keys = ContractSchemas::Keys;

    explicit Contract(const QJsonObject &root = {}, Keys keys = Keys::Known)
        : m_schemas(root, keys)
    {
    }
    // An empty contract where there is no such file.
    [[nodiscard]] static Contract load(const QString &path, Keys keys = Keys::Known);
    [[nodiscard]] bool isEmpty() const { return m_schemas.root().isEmpty(); }

    struct Asked
    {
        QString method;
        QString host; // of the server; empty: not told, and the path is below the server's own
        QString path; // percent-encoded where it must be: "/api/lists/LiSt01"
        Texts query;
        std::optional<Texts> headers; // nothing: not told of
        std::optional<QJsonValue> body;
    };
    // Why a request does not fit, after the place ("/data/0/id: is no string", "?page: is no integer"); nothing where
    // it fits.
    [[nodiscard]] std::optional<QString> problemOf(const Asked &asked) const;
    [[nodiscard]] std::optional<QString> problemOf(const HttpRequest &request) const;
    // Why an answer is none that is published for the operation; in the same words.
    [[nodiscard]] std::optional<QString> problemOfAnswer(const Asked &asked, const HttpResponse &answer) const;

private:
    using Problem = std::optional<QString>;

    struct Operation
    {
        QJsonObject is;
        QList<QJsonObject> parameters;
        Texts holes; // what stands for the path's {…}
    };

    [[nodiscard]] QStringList serversOf(const QJsonObject &operation) const;
    [[nodiscard]] std::optional<Operation> operation(const Asked &asked) const;
    [[nodiscard]] Problem checkPath(const Operation &operation) const;
    [[nodiscard]] Problem checkHeaders(const Asked &asked, const Operation &operation) const;
    [[nodiscard]] Problem checkQuery(const Asked &asked, const Operation &operation) const;
    [[nodiscard]] Problem checkQueryItem(const QJsonObject &parameter, const QStringList &given) const;
    [[nodiscard]] Problem checkBody(const Asked &asked, const Operation &operation) const;
    [[nodiscard]] QJsonObject schemaOf(const QJsonObject &parameter) const;

    ContractSchemas m_schemas;
};

} // namespace perennial
