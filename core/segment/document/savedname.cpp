// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/savedname.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString wordsOf(const SavedName &name)
{
    return (name.of == MemberOf::Stage ? tr("the stage “%1”") : tr("“%1”")).arg(name.name);
}

} // namespace

QString nameKey(QString name)
{
    for (QChar &letter : name)
        if (letter >= u'A' && letter <= u'Z')
            letter = letter.toLower();
    return name;
}

bool isSameSegmentName(const QString &a, const QString &b)
{
    return nameKey(a) == nameKey(b);
}

std::optional<SavedName> definitionNamed(const Condition &condition)
{
    const auto *membership = std::get_if<MembershipCondition>(&condition);
    if (!membership || !hasDefinition(membership->of) || membership->name.isEmpty())
        return std::nullopt;
    return SavedName{membership->of, membership->name};
}

Error noDefinition(const SavedName &name, const QString &where)
{
    const QString message = name.of == MemberOf::Stage ? tr("The lifecycle has no stage called “%1”.")
                                                       : tr("The store has no segment called “%1”.");
    return {ErrorKind::NotFound, message.arg(name.name), where, {}};
}

Error containsItself(std::vector<SavedName> names, const QString &where)
{
    names.push_back(names.front());
    QStringList words;
    for (const SavedName &name : names)
        words.append(wordsOf(name));
    const QString message = names.front().of == MemberOf::Stage ? tr("A stage cannot contain itself: %1.")
                                                                : tr("A segment cannot contain itself: %1.");
    return {ErrorKind::Invalid, message.arg(words.join(tr(" contains "))), where, {}};
}

} // namespace perennial
