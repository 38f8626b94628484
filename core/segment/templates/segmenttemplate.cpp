// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/templates/segmenttemplate.h"

#include "core/segment/document/jsonreader.h"
#include "core/segment/document/jsonwriter.h"
#include "core/segment/templates/templatefilling.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace perennial {

template <>
struct EnumIds<BlankKind>
{
    static constexpr std::array ids{"number", "whole", "days",   "money",    "percent",
                                    "text",   "texts", "metric", "property", "list"};
};

template <>
struct EnumIds<NeedKind>
{
    static constexpr std::array ids{"metric", "property", "consent", "score", "orders", "list"};
};

template <class Io>
void fields(Io &io, TemplateNeed &x)
{
    io("kind", x.kind);
    io("name", x.name);
    if (io.wants("optional", x.optional))
        io("optional", x.optional);
    io("missing", x.missing);
}

template <class Io>
void fields(Io &io, TemplateBlank &x)
{
    io("id", x.id);
    io("label", x.label);
    io("kind", x.kind);
    io.operands("default", x.standard, x.kind != BlankKind::Texts);
    io("least", x.least);
    io("most", x.most);
    io("places", x.places);
    io("of_metric", x.ofMetric);
    io("of_property", x.ofProperty);
}

template <class Io>
void fields(Io &io, SegmentTemplate &x)
{
    io("id", x.id);
    io("category", x.category);
    io("name", x.name);
    io("purpose", x.purpose);
    io("needs", x.needs);
    io("parameters", x.blanks);
}

namespace {

constexpr auto Format = "perennial-template";

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

void readHead(JsonReader &reader)
{
    if (reader.take("format").toString() != QLatin1String(Format))
        reader.report(QStringLiteral("format"), tr("This is no template: “format” must be “%1”.").arg(Format));
    if (reader.take("version").toInt() != SegmentTemplate::Version)
        reader.report(QStringLiteral("version"), tr("A newer Perennial wrote this template."));
}

void readDocument(JsonReader &reader, SegmentTemplate &x)
{
    const QJsonValue json = reader.take("document");
    auto document = SegmentDoc::fromJsonObject(json.toObject());
    if (!document)
        return reader.report(QStringLiteral("document.") + document.error().where, document.error().message);
    x.document = std::move(*document);
}

Result<void> checkNames(const SegmentTemplate &x)
{
    if (x.name.trimmed().isEmpty())
        return failure(ErrorKind::Invalid, tr("A template needs a name."), QStringLiteral("name"));
    for (size_t i = 0; i < x.blanks.size(); ++i) {
        const TemplateBlank &blank = x.blanks[i];
        const QString where = QStringLiteral("parameters[%1]").arg(i);
        if (blank.id.isEmpty() || x.blank(blank.id) != &blank)
            return failure(ErrorKind::Invalid, tr("Each parameter needs an id of its own."), where + ".id");
        if (blank.places.empty())
            return failure(ErrorKind::Invalid, tr("The parameter stands nowhere in the document."), where + ".places");
    }
    return {};
}

} // namespace

const TemplateBlank *SegmentTemplate::blank(const QString &blankId) const
{
    const auto place = std::ranges::find(blanks, blankId, &TemplateBlank::id);
    return place == blanks.end() ? nullptr : &*place;
}

Result<SegmentTemplate> SegmentTemplate::fromJson(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument json = QJsonDocument::fromJson(text, &problem);
    if (!json.isObject())
        return failure(ErrorKind::Invalid, tr("A template is a JSON object."), {}, problem.errorString());
    SegmentTemplate read;
    JsonReader::State state;
    JsonReader reader(json.object(), {}, state);
    readHead(reader);
    fields(reader, read);
    readDocument(reader, read);
    reader.finish();
    if (state.error)
        return failure(*state.error);
    if (const auto named = checkNames(read); !named)
        return failure(named.error());
    if (const auto fits = filled(read, {}); !fits)
        return failure(fits.error());
    return read;
}

QByteArray SegmentTemplate::toJson() const
{
    SegmentTemplate copy = *this;
    if (isOwn())
        copy.id.clear();
    JsonWriter writer;
    fields(writer, copy);
    QJsonObject object = writer.object();
    object.insert(QStringLiteral("format"), QLatin1String(Format));
    object.insert(QStringLiteral("version"), Version);
    object.insert(QStringLiteral("document"), document.toJsonObject());
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace perennial
