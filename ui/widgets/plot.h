// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// QCustomPlot's header speaks Qt's keywords, which are off in this program.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef foreach
#undef signals
#undef slots
