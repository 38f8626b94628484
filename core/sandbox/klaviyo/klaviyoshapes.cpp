// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/klaviyoshapes.h"

#include <QByteArray>

namespace perennial {

namespace {

// Keys that are a profile's wherever it stands.
constexpr const char *profileKeys = R"(
    "email": "string?", "phone_number": "string?", "external_id": "string?", "_kx": "string?",
    "first_name": "string?", "last_name": "string?", "organization": "string?", "locale": "string?",
    "title": "string?", "image": "string?", "properties": "object?",
    "location": {"?": true, "address1": "string?", "address2": "string?", "city": "string?", "country": "string?",
                 "latitude": "string|number?", "longitude": "string|number?", "region": "string?", "zip": "string?",
                 "timezone": "string?", "ip": "string?"})";

constexpr const char *profileMeta = R"(
    {"?": true,
     "patch_properties": {"?": true, "append": "object?", "unappend": "object?", "unset": "string|array?"},
     "patch_identifiers": {"?": true, "append": "object", "unappend": "object"}})";

BodyShape shapeWith(const QByteArray &text, const QByteArray &word, const char *part)
{
    return BodyShape::of(QByteArray(text).replace("META", profileMeta).replace(word, part).constData());
}

} // namespace

BodyShape klaviyoImportShape()
{
    return shapeWith(R"({"data!": {
        "type!": "=profile-bulk-import-job",
        "attributes!": {"profiles!": {"data!": [
            {"type!": "=profile", "id": "string?", "attributes!": {PROFILE}, "meta": META}]}},
        "relationships": {"lists": {"data": [{"type!": "=list", "id!": "string"}]}}}})",
                     "PROFILE", profileKeys);
}

BodyShape klaviyoListShape()
{
    return BodyShape::of(R"({"data!": {
        "type!": "=list",
        "attributes!": {"name!": "string", "opt_in_process": "=double_opt_in|single_opt_in?"}}})");
}

BodyShape klaviyoMembersShape()
{
    return BodyShape::of(R"({"data!": [{"type!": "=profile", "id!": "string"}]})");
}

BodyShape klaviyoEventShape()
{
    return shapeWith(R"({"data!": {
        "type!": "=event",
        "attributes!": {
            "properties!": "object", "time": "string?", "value": "number?", "value_currency": "string?",
            "unique_id": "string?", "backfill": "boolean?",
            "metric!": {"data!": {"type!": "=metric", "attributes!": {"name!": "string", "service": "string?"}}},
            "profile!": {"data!": {"type!": "=profile", "id": "string?",
                                   "attributes!": {PROFILE, "anonymous_id": "string?", "meta": META}}}}}})",
                     "PROFILE", profileKeys);
}

BodyShape klaviyoSegmentShape()
{
    return BodyShape::of(R"({"data!": {"type!": "=segment",
        "attributes!": {"name!": "string", "definition!": "object", "is_starred": "boolean?"}}})");
}

BodyShape klaviyoFlowShape()
{
    return BodyShape::of(
        R"({"data!": {"type!": "=flow", "attributes!": {"name!": "string", "definition!": "object"}}})");
}

BodyShape klaviyoFlowStatusShape()
{
    return BodyShape::of(R"({"data!": {"type!": "=flow", "id!": "string", "attributes!": {"status!": "string"}}})");
}

BodyShape klaviyoTemplateShape()
{
    return BodyShape::of(
        R"({"data!": {"type!": "=template", "attributes!": {"name!": "string", "editor_type!": "string",
        "html": "string?", "text": "string?", "amp": "string?", "definition": "object?"}}})");
}

BodyShape klaviyoSuppressionShape(const char *type)
{
    return shapeWith(R"({"data!": {
        "type!": "=TYPE",
        "attributes!": {"profiles": {"?": true, "data!": [{"type!": "=profile", "attributes!": {"email!": "string"}}]}},
        "relationships": {"list": {"data": {"type!": "=list", "id!": "string"}},
                          "segment": {"data": {"type!": "=segment", "id!": "string"}}}}})",
                     "TYPE", type);
}

} // namespace perennial
