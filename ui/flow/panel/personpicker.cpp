// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/personpicker.h"

#include "ui/segment/answer/personsearch.h"
#include "ui/widgets/tokens.h"

#include <QPointer>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int SearchWidth = 320;

} // namespace

PersonPicker::PersonPicker(PreviewPeople &people, std::function<void(const SamplePerson &)> take)
{
    auto *search = new PersonSearch(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::Gap, size::Gap, size::Gap, size::Gap);
    column->addWidget(search);
    setMinimumWidth(SearchWidth);
    setFocusProxy(search);
    connect(search, &PersonSearch::typed, this, [&people, search = QPointer(search)](const QString &text) {
        people.search(text, [search](const std::vector<SamplePerson> &found) {
            if (search)
                search->setFound(found);
        });
    });
    connect(search, &PersonSearch::chosen, this, [this, take](const SamplePerson &person) {
        Q_EMIT committed();
        take(person);
    });
}

} // namespace perennial
