// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/http/httpmessage.h"

#include <QJsonObject>

#include <optional>

namespace perennial {

// A platform's published contract: OpenAPI 3 or Swagger 2, as JSON. Bodies are checked closed: an object that lists its
// properties takes no others. oneOf means that at least one fits, but where its members hold `required` alone: then
// exactly one. What a schema cannot hold (sizes, rates) is not checked.
class Contract
{
public:
    // An empty contract where there is no such file.
    [[nodiscard]] static Contract load(const QString &path);
    [[nodiscard]] bool isEmpty() const { return m_root.isEmpty(); }

    // Why a request does not fit, with the place in its body; nothing where it fits. `path` is without the server.
    struct Asked
    {
        QString method;
        QString path; // "/api/lists/LiSt01", or the contract's own template
        QList<std::pair<QString, QString>> query;
        QStringList headers; // names; what is not told of counts as there
        bool knowsHeaders = false;
        std::optional<QJsonValue> body;
    };
    [[nodiscard]] std::optional<QString> problemOf(const Asked &asked) const;
    [[nodiscard]] std::optional<QString> problemOf(const HttpRequest &request) const;

private:
    using Problem = std::optional<QString>;

    [[nodiscard]] QJsonObject resolved(const QJsonValue &schema) const;
    [[nodiscard]] std::optional<QJsonObject> operation(const QString &method, const QString &path,
                                                       QJsonArray &parameters) const;
    [[nodiscard]] QString serverPath() const;
    [[nodiscard]] Problem checkParameters(const Asked &asked, const QJsonArray &parameters) const;
    [[nodiscard]] Problem checkBody(const Asked &asked, const QJsonObject &operation,
                                    const QJsonArray &parameters) const;
    [[nodiscard]] Problem check(const QJsonValue &schema, const QJsonValue &value, const QString &at,
                                bool isClosed = true) const;
    [[nodiscard]] Problem checkType(const QJsonObject &schema, const QJsonValue &value, const QString &at) const;
    [[nodiscard]] Problem checkText(const QJsonObject &schema, const QString &text, const QString &at) const;
    [[nodiscard]] Problem checkNumber(const QJsonObject &schema, double number, const QString &at) const;
    [[nodiscard]] Problem checkArray(const QJsonObject &schema, const QJsonArray &array, const QString &at) const;
    [[nodiscard]] Problem checkObject(const QJsonObject &schema, const QJsonObject &object, const QString &at,
                                      bool isClosed) const;
    [[nodiscard]] Problem checkBranches(const QJsonObject &schema, const char *key, const QJsonValue &value,
                                        const QString &at, bool isClosed) const;
    void collectProperties(const QJsonValue &schema, QJsonObject &into, bool &isOpen) const;

    QJsonObject m_root;
};

} // namespace perennial
