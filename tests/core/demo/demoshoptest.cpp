// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demofiles.h"
#include "core/demo/demoshop.h"
#include <QtTest>
using namespace perennial;
class DemoShopTest : public QObject { Q_OBJECT
private Q_SLOTS:
 void x(){ QElapsedTimer t; t.start(); DemoShop shop(*Instant::fromIso(u"2026-11-01T00:00:00Z")); qInfo()<<t.elapsed(); QDir().mkpath("/tmp/demo-out"); auto w=writeDemoFiles(shop,"/tmp/demo-out"); qInfo()<<t.elapsed()<<w.has_value(); }
};
QTEST_GUILESS_MAIN(DemoShopTest)
#include "demoshoptest.moc"
