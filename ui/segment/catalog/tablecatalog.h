// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/segment/catalog/savedchoices.h"

namespace perennial {

class Workspace;

// What the open store has for pickers to offer.
class TableCatalog : public QObject, public SegmentCatalog
{
    Q_OBJECT

public:
    explicit TableCatalog(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] std::vector<MetricChoice> metrics() const override { return m_lists.metrics; }
    [[nodiscard]] std::vector<PropertyChoice> properties() const override { return m_lists.properties; }
    [[nodiscard]] std::vector<DefinitionChoice> definitions() const override { return m_saved.definitions; }
    [[nodiscard]] std::vector<ListChoice> lists() const override { return m_lists.lists; }
    [[nodiscard]] std::vector<FlowChoice> flows() const override { return m_lists.flows; }
    [[nodiscard]] std::vector<SqlTemplate> queries() const override { return m_saved.queries; }
    void findValues(const QString &property, QObject *context, Done<ValueChoice> done) override;
    void findEventProperties(const QString &metric, QObject *context, Done<PropertyChoice> done) override;
    void findEventValues(const QString &metric, const QString &property, QObject *context,
                         Done<ValueChoice> done) override;
    [[nodiscard]] QTimeZone homeZone() const override;
    void findConsentMethods(Channel channel, QObject *context, Done<ValueChoice> done) override;
    void findLineValues(const QString &property, QObject *context, Done<ValueChoice> done) override;
    void countDefinitions(QObject *context, Done<DefinitionSize> done) override;
    void searchValues(const QString &text, QObject *context, Done<FoundValue> done) override;
    [[nodiscard]] bool isReady() const override { return m_haveLists && m_haveSaved; }
    void whenChanged(QObject *context, std::function<void()> call) override;

Q_SIGNALS:
    void changed();

private:
    struct Lists
    {
        std::vector<MetricChoice> metrics;
        std::vector<PropertyChoice> properties;
        std::vector<ListChoice> lists;
        std::vector<FlowChoice> flows;
    };

    void forget();
    void readLists();
    void readSaved();

    Workspace &m_workspace;
    Lists m_lists;
    SavedChoices m_saved;
    bool m_haveLists = false;
    bool m_haveSaved = false;
    Done<FoundValue> m_found; // whoever searched last
    QPointer<QObject> m_searcher;
    LatestRequest<std::vector<FoundValue>> m_search;
};

} // namespace perennial
