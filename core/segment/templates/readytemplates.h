// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/templates/segmenttemplate.h"

#include <QStringList>

namespace perennial {

struct TemplateCategory
{
    QString id;   // "winback"
    QString name; // in the user's language: "Win back"
};

// In the order in which a gallery shows them.
[[nodiscard]] std::vector<TemplateCategory> templateCategories();
// The name of a category; "Your own" of one's own.
[[nodiscard]] QString categoryName(const QString &id);

// Those that Perennial comes with, in the user's language, by category and within it from what one needs first.
[[nodiscard]] std::vector<SegmentTemplate> readyTemplates();
// Every English text of theirs that is translated; templatetexts.cpp names each of them.
[[nodiscard]] QStringList translatedTexts(const SegmentTemplate &english);
// As they are in the files.
[[nodiscard]] Result<std::vector<SegmentTemplate>> readyTemplatesInEnglish();

} // namespace perennial
