// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/page/flowdesigner.h"
#include "ui/flow/page/flowoutline.h"
#include "ui/flow/page/flowspage.h"
#include "ui/flow/panel/flowpanel.h"

#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/pickingfixture.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QTest>

namespace perennial {

// The page of flows on a small shop, in a window of its own, and the hands of whoever uses it.
class FlowFixture
{
protected:
    static void prepare(QObject *test)
    {
        QLocale::setDefault(QLocale::c());
        new Theme(ThemeChoice::Light, test);
        setReducedMotion(true);
    }

    void open()
    {
        m_path = m_folder.filePath(QStringLiteral("%1.perennial").arg(++m_number));
        QVERIFY(makeSmallStore(m_path));
        {
            auto store = Store::openWriter(m_path);
            QVERIFY(store);
            QVERIFY(store->database().execute(WholeShop));
        }
        m_jobs = std::make_unique<JobRunner>();
        m_workspace = std::make_unique<Workspace>(*m_jobs);
        QVERIFY(m_workspace->open(m_path));
        m_page = std::make_unique<FlowsPage>(*m_workspace);
        m_page->setUndoGroup(&m_undo);
        m_page->resize(1280, 800);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(m_workspace->table() && m_jobs->jobs().isEmpty());
    }

    void close()
    {
        m_page.reset();
        m_workspace.reset();
        m_jobs.reset();
    }

    // To whatever has the keyboard.
    static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(target(), static_cast<Qt::Key>(key), modifiers);
        QCoreApplication::processEvents();
    }
    static void type(const QString &text)
    {
        QTest::keyClicks(target(), text);
        QCoreApplication::processEvents();
    }
    static QWidget *target()
    {
        if (QWidget *popup = QApplication::activePopupWidget())
            return popup->focusWidget() ? popup->focusWidget() : popup;
        return QApplication::focusWidget();
    }
    // Ctrl+Enter, some letters, Enter.
    static void addStep(const QString &words)
    {
        press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(QApplication::activePopupWidget());
        type(words);
        press(Qt::Key_Return);
        QVERIFY(!QApplication::activePopupWidget());
    }
    // Opens the pill that has the keyboard, searches and takes what is found first.
    static void pick(const QString &words)
    {
        press(Qt::Key_Return);
        QVERIFY2(QApplication::activePopupWidget(), qPrintable(words));
        type(words);
        const auto *view =
            QApplication::activePopupWidget()->findChild<QAbstractItemView *>(QStringLiteral("pickView"));
        QTRY_VERIFY2(view->currentIndex().data().toString().contains(words, Qt::CaseInsensitive), qPrintable(words));
        press(Qt::Key_Return);
    }
    // Tab until something of this name has the keyboard.
    static void tabTo(const char *name)
    {
        for (int i = 0; i < 60; ++i) {
            if (target() && target()->objectName() == QLatin1String(name))
                return;
            press(Qt::Key_Tab);
        }
        QFAIL(name);
    }

    template <class T>
    T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] FlowDesigner &designer() const { return m_page->designer(); }
    [[nodiscard]] const FlowDoc &doc() const { return designer().editor()->doc(); }
    [[nodiscard]] FlowPanel &panel() const { return designer().panel(); }

    QTemporaryDir m_folder;
    QString m_path;
    int m_number = 0;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<FlowsPage> m_page;
    QUndoGroup m_undo;
};

} // namespace perennial
