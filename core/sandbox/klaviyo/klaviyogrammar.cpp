// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/klaviyogrammar.h"

#include <QJsonDocument>

namespace perennial {

namespace {

// Filters, and the windows of time that each condition takes.
constexpr const char *Filters = R"({
"number": {"type!": "=numeric", "operator!": "@compares", "value!": "number"},
"whole": {"type!": "=numeric", "operator!": "@compares", "value!": "integer"},
"compares": "=equals|not-equals|greater-than|greater-than-or-equal|less-than|less-than-or-equal",
"range": {"type!": "=numeric", "operator!": "=between", "start!": "number", "end!": "number"},
"text": {"type!": "=string", "operator!": "=contains|not-contains|equals|not-equals|starts-with|not-starts-with|ends-with|not-ends-with|regex|nregex", "value!": "string?"},
"texts": {"type!": "=string", "operator!": "=in|not-in", "value!": ["string"]},
"phones": {"type!": "=string", "operator!": "=phone-country-code-in|phone-country-code-not-in", "value!": ["string"]},
"yes-no": {"type!": "=boolean", "operator!": "=equals", "value!": "boolean"},
"is-set": {"type!": "=existence", "operator!": "=is-set|not-set"},
"list-has": {"type!": "=list", "operator!": "=contains|not-contains", "value!": {"|": ["string?", "integer"]}},
"list-length": {"type!": "=list", "operator!": "=length-equals|length-greater-than|length-greater-than-or-equal|length-less-than|length-less-than-or-equal", "value!": "integer"},
"list-set": {"type!": "=list", "operator!": "=contains-all|contains-any|not-contains-all|not-contains-any", "value!": ["string"]},
"list-part": {"type!": "=list", "operator!": "=contains-substring|not-contains-substring", "value!": "string?"},
"units": "=day|hour|week",
"day-at": {"type!": "=date", "operator!": "=after|before", "date!": "moment"},
"days-between": {"type!": "=date", "operator!": "=between-static", "start!": "moment", "end!": "moment"},
"days-ago": {"type!": "=date", "operator!": "=at-least|in-the-last|in-the-next", "unit!": "@units", "quantity!": "integer"},
"days-ago-between": {"type!": "=date", "operator!": "=between", "start!": "integer", "end!": "integer", "unit!": "@units"},
"anniversaries": {"type!": "=date", "operator!": "=anniversary-last|anniversary-next", "unit!": "@units", "quantity!": "integer"},
"anniversary": {"type!": "=date", "operator!": "=anniversary|anniversary-month"},
"month": {"type!": "=date", "operator!": "=calendar-month", "value!": "integer"},
"ever": {"type!": "=date", "operator!": "=alltime"},
"since-start": {"type!": "=date", "operator!": "=flow-start"},
"last": {"type!": "=date", "operator!": "=in-the-last", "unit!": "@units", "quantity!": "integer"},
"span": {"|": ["@day-at", "@days-between", "@days-ago", "@days-ago-between"]},
"date": {"|": ["@span", "@anniversaries", "@anniversary", "@month"]},
"segment-time": {"|": ["@span", "@anniversaries", "@ever"]},
"flow-time": {"|": ["@segment-time", "@since-start"]},
"late": {"|": ["@ever", "@last"]},
"of-person": {"|": ["@text", "@texts", "@phones", "@number", "@yes-no", "@date", "@list-has", "@list-length", "@is-set"]},
"of-event": {"|": ["@text", "@texts", "@number", "@range", "@yes-no", "@date", "@list-has", "@list-length", "@is-set"]},
"of-counted": {"|": ["@text", "@texts", "@is-set", "@list-set", "@list-length", "@list-part", "@yes-no", "@number"]},
"of-object": {"|": ["@text", "@texts", "@number", "@range", "@yes-no", "@span", "@anniversaries", "@list-has", "@list-length", "@is-set"]}
})";

// Consent: what may be asked of how somebody came to a state is told apart by channel no further.
constexpr const char *Consent = R"({
"consent": {"|": ["@email-yes", "@email-no", "@sms-yes", "@sms-no", "@push-yes", "@push-no"]},
"email-yes": {"channel!": "=email", "can_receive_marketing!": "true", "consent_status!": {"|": [
    {"subscription!": "=any|never_subscribed", "filters": ["?", "never"]},
    {"subscription!": "=subscribed", "filters": ["?", "@how"]}]}},
"email-no": {"channel!": "=email", "can_receive_marketing!": "false", "consent_status!": {"|": [
    {"subscription!": "=any", "filters": ["?", "@suppressed"]},
    {"subscription!": "=unsubscribed", "filters": ["?", {"|": ["@how", "@suppressed"]}]},
    {"subscription!": "=subscribed|never_subscribed", "filters!": ["@suppressed"]}]}},
"sms-yes": {"channel!": "=sms", "can_receive_marketing!": "true", "consent_status!":
    {"subscription!": "=subscribed", "filters": ["?", "@how"]}},
"sms-no": {"channel!": "=sms", "can_receive_marketing!": "false", "consent_status!": {"|": [
    {"subscription!": "=any|never_subscribed"},
    {"subscription!": "=unsubscribed", "filters": ["?", "@how"]}]}},
"push-yes": {"channel!": "=push", "can_receive_marketing!": "true", "consent_status!":
    {"subscription!": "=any", "filters": ["?", "@since-when"]}},
"push-no": {"channel!": "=push", "can_receive_marketing!": "false", "consent_status!": {"subscription!": "=any"}},
"since-when": {"field!": "=status_date", "filter!": "@date"},
"how": {"|": ["@since-when",
    {"field!": "=is_double_opt_in", "filter!": "@yes-no"},
    {"field!": "=custom_source", "filter!": {"type!": "=string", "operator!": "=equals", "value!": "string?"}},
    {"field!": "=method", "method!": "=form|api|manual_import|manual_add", "filter":
        {"?": true, "type!": "=string", "operator!": "=in", "value!": ["string"]}},
    {"field!": "=method", "method!": "=preference_page", "filter":
        {"?": true, "type!": "=string", "operator!": "=equals", "value!": "string?"}},
    {"field!": "=method", "method!": "=integration", "filter!":
        {"type!": "=string", "operator!": "=in", "value!": ["=shopify|constant_contact"]}},
    {"field!": "=method", "method!": "=inbound_message|back_in_stock|sftp|checkout|manual_remove|bulk_remove|spam_complaint|mailbox_provider|one_click_unsubscribe|carrier_deactivation|message_blocked"}]},
"suppressed": {"field!": "=bounce_date|manual_suppression_date|invalid_email_date", "filter!":
    {"|": ["@date", {"type!": "=existence", "operator!": "=is-set"}]}}
})";

constexpr const char *Conditions = R"({
"segment": {"condition_groups!": [{"conditions!": ["@in-segment"]}]},
"filter": {"?": true, "condition_groups!": [{"conditions!": ["@in-flow"]}]},
"whole-filter": {"?": true, "condition_groups!": [{"conditions!": [{"|": ["@in-flow", "@not-in-flow"]}]}]},
"branch-filter": {"?": true, "condition_groups!": [{"conditions!": [{"|": ["@in-flow", "@event-field", "@object-field"]}]}]},
"event-filter": {"?": true, "condition_groups!": [{"conditions!": ["@event-field"]}]},
"split-filter": {"?": true, "condition_groups!": [{"conditions!": [{"|": ["@event-field", "@object-field", "@price-field", "@stock-field"]}]}]},
"price-filter": {"?": true, "condition_groups!": [{"conditions!": ["@price-field"]}]},
"stock-filter": {"?": true, "condition_groups!": [{"conditions!": ["@stock-field"]}]},
"in-segment": {"|": ["@person", "@counted-in-segment", "@funnel"]},
"in-flow": {"|": ["@person", "@counted-in-flow", "@sample", "@not-sent"]},
"person": {"|": ["@property", "@member", "@no-member", "@region", "@distance", "@predicted", "@marketing", "@object", "@permission"]},
"property": {"type!": "=profile-property", "property!": "string", "filter!": "@of-person"},
"member": {"type!": "=profile-group-membership", "is_member!": "true", "group_ids!": ["string"], "timeframe_filter": "@span?"},
"no-member": {"type!": "=profile-group-membership", "is_member!": "false", "group_ids!": ["string"]},
"region": {"type!": "=profile-region", "in_region!": "boolean", "region!": "=european_union|united_states"},
"distance": {"type!": "=profile-postal-code-distance", "country_code!": "string", "postal_code!": "string", "unit!": "=kilometers|miles",
    "filter!": {"type!": "=numeric", "operator!": "=greater-than|less-than", "value!": "number"}},
"predicted": {"|": [
    {"type!": "=profile-predictive-analytics", "dimension!": "=average_days_between_orders|average_order_value|churn_probability|historic_clv|historic_number_of_orders|predicted_clv|predicted_number_of_orders|total_clv", "filter!": "@number"},
    {"type!": "=profile-predictive-analytics", "dimension!": "=expected_date_of_next_purchase", "filter!": "@date"},
    {"type!": "=profile-predictive-analytics", "dimension!": "=predicted_gender", "filter!":
        {"type!": "=string", "operator!": "=equals|not-equals", "value!": "=likely_female|likely_male|uncertain"}},
    {"type!": "=profile-predictive-analytics", "dimension!": "=channel_affinity", "measurement!": "=rank", "predicted_channel!": "=email|sms|push|whatsapp",
        "filter!": {"type!": "=string", "operator!": "=equals|not-equals", "value!": "=high|medium|low"}},
    {"type!": "=profile-predictive-analytics", "dimension!": "=channel_affinity", "measurement!": "=priority", "predicted_channel!": "=email|sms|push|whatsapp",
        "filter!": {"type!": "=numeric", "operator!": "=equals", "value!": "integer"}}]},
"marketing": {"type!": "=profile-marketing-consent", "consent!": "@consent"},
"object": {"type!": "=profile-has-custom-object", "object_type_id!": "string", "object_type_relationship_id!": "string", "filter!": "@whole",
    "filters!": [{"property_id!": "integer", "filter!": "@of-object"}]},
"permission": {"type!": "=profile-permissions", "channel!": "=whatsapp_marketing|whatsapp_transactional", "permission!": {"|": [
    {"reachable_status!": "=implicitly_reachable|implicitly_or_explicitly_reachable|implicitly_unreachable|implicitly_or_explicitly_unreachable"},
    {"reachable_status!": "=explicitly_reachable|explicitly_unreachable", "filters!": [{"field!": "=effective_date|recorded_date", "filter!": "@date"}]}]}},
"counted-in-segment": {"type!": "=profile-metric", "metric_id!": "string", "measurement!": "=count|sum", "measurement_filter!": "@number",
    "timeframe_filter!": "@segment-time", "metric_filters": ["?", "@counted-field"]},
"counted-in-flow": {"type!": "=profile-metric", "metric_id!": "string", "measurement!": "=count|sum", "measurement_filter!": "@number",
    "timeframe_filter!": "@flow-time", "metric_filters": ["?", "@counted-field"]},
"counted-field": {"property!": "string", "filter": "@of-counted?"},
"funnel": {"type!": "=profile-metric-funnel", "timeframe_filter!": {"|": ["@days-between", "@days-ago", "@days-ago-between"]},
    "completion_window_seconds": "=HOURS_1|DAYS_1|DAYS_3|DAYS_5|WEEKS_1|DAYS_30|DAYS_90|DAYS_180|YEARS_1?",
    "steps!": [{"metric_exists!": "boolean", "metric_id!": "string", "metric_filters": ["?", "@counted-field"]}]},
"sample": {"type!": "=profile-sample", "percentage!": "integer"},
"not-sent": {"type!": "=profile-not-sent-email|profile-not-sent-sms|profile-not-sent-push", "timeframe_filter!": "@late"},
"not-in-flow": {"type!": "=profile-not-in-flow", "timeframe_filter!": "@late"},
"event-field": {"type!": "=metric-property", "metric_id!": "string", "field!": "string", "filter!": "@of-event"},
"object-field": {"type!": "=custom-object-trigger-property", "property_id!": "integer", "filter!": "@of-object"},
"price-field": {"type!": "=price-drop-property", "metric_id!": "string?", "field!": "string", "filter!": "@of-event"},
"stock-field": {"type!": "=low-inventory-property", "metric_id!": "string?", "field!": "string", "filter!": "@of-event"}
})";

constexpr const char *Flows = R"({
"flow": {"triggers!": ["@trigger"], "profile_filter": "@whole-filter", "actions!": ["@action"], "entry_action_id!": "string?",
    "reentry_criteria": {"?": true, "duration!": "integer", "unit!": "=hour|day|week|alltime"}},
"trigger": {"|": [
    {"type!": "=list|segment", "id": "string?"},
    {"type!": "=metric", "id": "string?", "trigger_filter": "@event-filter"},
    {"type!": "=date", "date_field_type!": "=profile-property", "date_profile_property!": "string", "timedelta_unit_before_date": "=days|weeks|months",
        "timedelta_value_before_date!": "integer", "recurrence_frequency": "=never|weekly|monthly|annually", "timezone": "zone",
        "trigger_time!": "time", "trigger_days": ["?", "@weekday"]},
    {"type!": "=price-drop", "trigger_filter!": "@price-filter", "price_drop_amount_value!": "number", "price_drop_amount_unit": "=currency|percent",
        "audience!": ["=checkout-started|viewed"], "timeframe_days": "integer", "currency_type": "=usd"},
    {"type!": "=low-inventory", "product_level!": "=product|variant", "trigger_filter!": "@stock-filter", "inventory_count!": "integer",
        "audience!": ["=added-to-cart|checkout-started|viewed"], "timeframe_days": "integer"}]},
"weekday": "=monday|tuesday|wednesday|thursday|friday|saturday|sunday",
"status": "=draft|manual|live|disabled",
"next": {"?": true, "next": "string?"},
"yes-no-ways": {"?": true, "next_if_true!": "string?", "next_if_false!": "string?"},
"sends": {"|": ["@send-email", "@send-sms"]},
"action": {"|": ["@sends", "@send-push", "@send-webhook", "@alert", "@delay", "@split", "@trigger-split", "@branches", "@update", "@list-change",
    "@on-a-date", "@countdown", "@test", {"temporary_id": "string?", "type!": "=back-in-stock-delay", "links": "@next"}]},
"send-email": {"temporary_id": "string?", "type!": "=send-email", "links": "@next", "data": {"?": true, "status": "@status", "message": "@email"}},
"send-sms": {"temporary_id": "string?", "type!": "=send-sms", "links": "@next", "data": {"?": true, "status": "@status", "message": "@sms"}},
"send-push": {"temporary_id": "string?", "type!": "=send-mobile-push", "links": "@next", "data": {"?": true, "status": "@status", "message": "@push"}},
"send-webhook": {"temporary_id": "string?", "type!": "=send-webhook", "links": "@next", "data": {"?": true, "status": "@status", "message!":
    {"url!": "string?", "headers": "object?", "body": "string?", "name": "string?", "id": "string?"}}},
"alert": {"temporary_id": "string?", "type!": "=send-internal-alert", "links": "@next", "data": {"?": true, "status": "@status", "message!":
    {"from_email!": "string?", "from_label!": "string?", "to_emails!": ["string"], "subject_line!": "string?", "template_id": "string?",
     "name": "string?", "id": "string?"}}},
"tracking": ["?", {"param!": "string", "value!": "string"}],
"email": {"?": true, "from_email": "string?", "from_label": "string?", "reply_to_email": "string?", "cc_email": "string?", "bcc_email": "string?",
    "subject_line": "string?", "preview_text": "string?", "template_id": "string?", "smart_sending_enabled": "boolean", "transactional": "boolean",
    "add_tracking_params": "boolean", "custom_tracking_params": "@tracking", "additional_filters": "@filter", "name": "string?", "id": "string?"},
"sms": {"?": true, "body!": "string", "image_id": "string?", "dynamic_image": "string?", "shorten_links": "boolean", "include_contact_card": "boolean",
    "add_org_prefix": "boolean", "add_info_link": "boolean", "add_opt_out_language": "boolean", "smart_sending_enabled": "boolean",
    "sms_quiet_hours_enabled": "boolean", "transactional": "boolean", "add_tracking_params": "boolean", "custom_tracking_params": "@tracking",
    "template_id": "string?", "additional_filters": "@filter", "name": "string?", "id": "string?"},
"push": {"?": true, "title": "string?", "body!": "string", "sound": "boolean", "badge": "boolean", "image_id": "string?", "on_open": "=home|link|open_url",
    "ios_link": "string?", "android_link": "string?", "web_url": "string?", "push_type": "=silent|standard?", "smart_sending_enabled": "boolean",
    "additional_filters": "@filter", "name": "string?", "id": "string?"},
"delay": {"temporary_id": "string?", "type!": "=time-delay", "links": "@next", "data!": {"unit": "=days|hours|minutes", "value!": "integer",
    "secondary_value": "integer?", "timezone": "zone", "delay_until_time": "time?", "delay_until_weekdays": ["?", "@weekday"]}},
"on-a-date": {"temporary_id": "string?", "type!": "=target-date", "links": "@next", "data!": {"timezone": "zone", "target_time": "time",
    "target_days": ["?", "@weekday"]}},
"countdown": {"temporary_id": "string?", "type!": "=countdown-delay", "links": "@next", "data!": {"unit": "=days|weeks|months", "value": "integer",
    "timezone": "zone", "delay_until_time": "time?", "delay_until_weekdays": ["?", "@weekday"]}},
"split": {"temporary_id": "string?", "type!": "=conditional-split", "links": "@yes-no-ways", "data": {"?": true, "profile_filter!": "@filter"}},
"trigger-split": {"temporary_id": "string?", "type!": "=trigger-split", "links": "@yes-no-ways", "data": {"?": true, "trigger_filter!": "@split-filter",
    "trigger_id!": "string", "trigger_type!": "=metric|list|segment|date|price-drop|low-inventory|scheduled",
    "trigger_subtype": "=profile-property|profile-trait|custom-object|legacy-custom-object?"}},
"branches": {"temporary_id": "string?", "type!": "=multi-branch-split", "data": {"?": true, "name!": "string", "branches!": [{"branch_id!": "string",
    "order": "integer?", "is_else": "boolean", "branch_filter": "@branch-filter", "links": "@next", "name": "string?"}]}},
"update": {"temporary_id": "string?", "type!": "=update-profile", "links": "@next", "data": {"?": true, "status": "@status",
    "profile_operations!": ["@operation"]}},
"operation": {"|": [
    {"operator!": "=create|update", "property_type!": "=string", "property_key!": "string", "property_value!": "string"},
    {"operator!": "=create|update", "property_type!": "=boolean", "property_key!": "string", "property_value!": "boolean"},
    {"operator!": "=create|update", "property_type!": "=numeric", "property_key!": "string", "property_value!": "number"},
    {"operator!": "=create|update", "property_type!": "=date", "property_key!": "string", "property_value!": {"|": ["day", "=today"]}},
    {"operator!": "=create|update", "property_type!": "=list", "property_operation": "=add|remove?", "property_key!": "string", "property_value!": "string"},
    {"operator!": "=delete", "property_key!": "string"}]},
"list-change": {"temporary_id": "string?", "type!": "=list-update", "links": "@next", "data!": {"name!": "string", "on_execution!": "boolean?",
    "list_id!": "string?", "status": "@status"}},
"test": {"temporary_id": "string?", "type!": "=ab-test", "links": "@next", "data!": {"status": "@status", "experiment_status": "=draft|live|completed",
    "main_action!": "@sends", "current_experiment": {"?": true, "id": "string?", "name": "string?", "variations!": ["@sends"], "allocations": "object?",
    "started": "moment?", "winner_metric": "=unique-opens|unique-clicks|unique-placed-orders|submission?", "automatic_winner_selection_settings":
    {"?": true, "enabled!": "boolean", "automatic_end_date": "moment?", "automatic_end_statistical_certainty!": "boolean"}}}}
})";

} // namespace

const JsonGrammar &klaviyoGrammar()
{
    static const JsonGrammar grammar = [] {
        QJsonObject rules;
        for (const char *text : {Filters, Consent, Conditions, Flows}) {
            const QJsonObject some = QJsonDocument::fromJson(text).object();
            Q_ASSERT(!some.isEmpty());
            for (auto each = some.begin(); each != some.end(); ++each)
                rules.insert(each.key(), each.value());
        }
        return JsonGrammar(rules);
    }();
    return grammar;
}

} // namespace perennial
