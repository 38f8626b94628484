// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/previewpeople.h"
#include "ui/segment/pickers/pickerpill.h"

namespace perennial {

// Finds somebody by name or address.
class PersonPicker : public Picker
{
    Q_OBJECT

public:
    // `people` must outlive it.
    PersonPicker(PreviewPeople &people, std::function<void(const SamplePerson &)> take);
};

} // namespace perennial
