// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/listshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/audience/audiencespage.h"
#include "ui/destination/destinationsview.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace perennial {

// The page of audiences over a small store of its own for each test, as somebody clicks it. "Team" is a list of people
// 1 to 6.
class DestinationRig
{
protected:
    void makeReady(QObject *test)
    {
        QLocale::setDefault(QLocale::c());
        new Theme(ThemeChoice::Light, test);
        setReducedMotion(true);
    }
    void open()
    {
        const QString name = QString::fromLatin1(QTest::currentTestFunction());
        qputenv("PERENNIAL_KEYCHAIN", "none");
        qputenv("PERENNIAL_KEY_FILE", m_folder.filePath(name + QStringLiteral(".keys")).toUtf8());
        const QString path = m_folder.filePath(name + QStringLiteral(".perennial"));
        QVERIFY(makeSmallStore(path));
        {
            auto store = Store::openWriter(path);
            const std::vector<ProfileId> team{{1}, {2}, {3}, {4}, {5}, {6}};
            QVERIFY(store && ListShelf(*store).create(QStringLiteral("Team"), {}, team, {1}));
        }
        m_drop = m_folder.filePath(name);
        QVERIFY(QDir().mkpath(m_drop));
        m_jobs = std::make_unique<JobRunner>();
        m_workspace = std::make_unique<Workspace>(*m_jobs);
        QVERIFY(m_workspace->open(path));
        QTRY_VERIFY(m_workspace->table());
        m_page = std::make_unique<AudiencesPage>(*m_workspace);
        m_page->resize(1064, 772);
        m_page->show();
    }
    void close()
    {
        m_page.reset();
        m_workspace.reset();
        m_jobs.reset();
    }

    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    void click(const char *name) const { find<QPushButton>(name)->click(); }
    [[nodiscard]] QStringList dropped() const { return QDir(m_drop).entryList(QDir::Files); }
    // The destination of the tests: the list "Team" (people 1 to 6) into a folder.
    DestinationId addFolder(SyncMode mode = SyncMode::Upsert)
    {
        Destination made;
        made.name = QStringLiteral("Drop");
        made.kind = DestinationKind::Folder;
        made.way = DeliveryWay::List;
        made.mode = mode;
        made.guardsApply = false;
        made.source = {AudienceKind::List, QStringLiteral("Team")};
        made.account = {{QStringLiteral("path"), m_drop}};
        made.fields = {{QStringLiteral("city"), QStringLiteral("{{ City | default: 'nowhere' }}")}};
        return add(made);
    }
    // One that wants a key, and where nobody answers.
    [[nodiscard]] static Destination hook()
    {
        Destination made;
        made.name = QStringLiteral("Hook");
        made.kind = DestinationKind::Webhook;
        made.way = DeliveryWay::Event;
        made.source = {AudienceKind::List, QStringLiteral("Team")};
        made.account = {{QStringLiteral("url"), QStringLiteral("http://127.0.0.1:9/hook")}};
        return made;
    }
    DestinationId add(const Destination &made)
    {
        auto store = Store::openWriter(m_workspace->path());
        return DestinationShelf(*store).add(made, {1}).value().id;
    }
    // Its newest run could not go on.
    void failRun(DestinationId id)
    {
        {
            auto store = Store::openWriter(m_workspace->path());
            Outbox outbox(*store);
            NewRun begun;
            begun.destinationId = id;
            begun.destination.name = QStringLiteral("Drop");
            const auto run = outbox.start(begun, {1});
            QVERIFY(run && outbox.setState(run->id, RunState::Failed, QStringLiteral("The folder is gone."), {2}));
        }
        m_workspace->noteSegmentsChanged();
    }
    void openDesk(DestinationId id)
    {
        m_page->destinations().showDestination(id);
        QTRY_VERIFY(find<StatTile>("joins")->value().has_value());
    }
    void send()
    {
        QTRY_VERIFY(find<QPushButton>("send")->isEnabled());
        click("send");
    }

    QTemporaryDir m_folder;
    QString m_drop;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<AudiencesPage> m_page;
};

} // namespace perennial
