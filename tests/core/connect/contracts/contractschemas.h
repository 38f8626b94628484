// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <optional>

namespace perennial {

// Values against the schemas of a contract. Objects are closed: one that lists its properties takes no others, a whole
// of allOf counts as one. oneOf means that at least one fits, but where its members hold `required` alone: then exactly
// one. `nullable` counts beside $ref too.
class ContractSchemas
{
public:
    enum class Keys { Known, Any }; // Any: what additionalProperties does not forbid may stand there

    explicit ContractSchemas(QJsonObject root = {}, Keys keys = Keys::Known)
        : m_root(std::move(root))
        , m_keys(keys)
    {
    }

    [[nodiscard]] const QJsonObject &root() const { return m_root; }
    // What "#/components/..." points at; anything else as it is.
    [[nodiscard]] QJsonObject resolved(const QJsonValue &schema) const;
    // Why the value does not fit, after the place in it ("/data/0: is no string"). Of branches of which none fits, the
    // one speaks that is meant: whose words (type, operator) stand in the value.
    [[nodiscard]] std::optional<QString> problemOf(const QJsonValue &schema, const QJsonValue &value,
                                                   const QString &at = {}) const;

    // The types of a schema that is resolved; none: any.
    [[nodiscard]] static QStringList typesOf(const QJsonObject &schema);
    [[nodiscard]] static QString problemAt(const QString &at, const QString &what);

private:
    using Problem = std::optional<QString>;

    // Nowhere: as of a part of allOf, since the whole says which keys there are. Below: as of a branch beside keys.
    enum class Closed { Nowhere, Below, Wholly };
    [[nodiscard]] static Closed below(Closed closed); // of what stands in it

    [[nodiscard]] Problem check(const QJsonValue &schema, const QJsonValue &value, const QString &at,
                                Closed closed) const;
    [[nodiscard]] Problem checkBranches(const QJsonObject &schema, const char *key, const QJsonValue &value,
                                        const QString &at, Closed closed) const;
    [[nodiscard]] Problem checkArray(const QJsonObject &schema, const QJsonArray &array, const QString &at,
                                     Closed closed) const;
    [[nodiscard]] QJsonObject mergedProperties(const QJsonObject &schema) const;
    [[nodiscard]] Problem checkObject(const QJsonObject &schema, const QJsonObject &object, const QString &at,
                                      Closed closed) const;
    [[nodiscard]] std::pair<int, int> likeness(const QJsonValue &branch, const QJsonValue &value) const;
    void collectProperties(const QJsonValue &schema, QJsonObject &into, bool &isOpen) const;

    QJsonObject m_root;
    Keys m_keys;
};

} // namespace perennial
