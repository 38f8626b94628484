// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/email.h"

#include "core/base/celltext.h"

#include <QString>
#include <QUrl>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr size_t MaxLocal = 64;
constexpr size_t MaxDomain = 253;
constexpr size_t MaxLabel = 63;

enum CharClass : unsigned char {
    Refused = 0, // ends the plain path: blanks, control characters, brackets, separators, bytes beyond ASCII
    Local = 1,
    Host = 2,
};

constexpr std::array<unsigned char, 256> classTable()
{
    std::array<unsigned char, 256> table{};
    for (const char c : std::string_view("!#$%&'*+/=?^_`{|}~-."))
        table[static_cast<unsigned char>(c)] = Local;
    for (int c = 0; c < 128; ++c)
        if (isDigit(static_cast<char>(c)) || isAsciiLetter(static_cast<char>(c)) || c == '-' || c == '.' || c == '_')
            table[static_cast<size_t>(c)] = Local | Host;
    return table;
}

constexpr std::array<unsigned char, 256> Classes = classTable();

bool allOf(std::string_view text, CharClass wanted)
{
    return std::all_of(text.begin(), text.end(),
                       [wanted](char c) { return Classes[static_cast<unsigned char>(c)] & wanted; });
}

// Labels are there, none is empty or too long, and the last one is no number (an IP address is nobody's inbox).
bool isDomain(std::string_view domain)
{
    if (domain.size() > MaxDomain || domain.find('.') == std::string_view::npos || !allOf(domain, Host))
        return false;
    size_t start = 0;
    for (size_t dot = domain.find('.'); dot != std::string_view::npos; dot = domain.find('.', start)) {
        if (dot == start || dot - start > MaxLabel)
            return false;
        start = dot + 1;
    }
    const std::string_view last = domain.substr(start);
    return !last.empty() && last.size() <= MaxLabel && !isAllDigits(last);
}

// The whole job for "Ada.Okafor@Example.com": checks and copies in lower case. False: not that plain, or not usable.
bool copyPlain(std::string_view text, std::string &address)
{
    const size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > MaxLocal)
        return false;
    if (!allOf(text.substr(0, at), Local) || !isDomain(text.substr(at + 1)))
        return false;
    address.resize(text.size());
    std::transform(text.begin(), text.end(), address.begin(), lowered);
    return true;
}

// "Jo Doe <jo@example.com>" gives what is inside.
std::string_view insideAngles(std::string_view text)
{
    const size_t open = text.rfind('<');
    const size_t close = text.rfind('>');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return text;
    return text.substr(open + 1, close - open - 1);
}

std::string_view withoutWrapping(std::string_view text)
{
    text = insideAngles(text);
    for (bool again = true; again && !text.empty();) {
        const size_t before = text.size();
        if (equalsIgnoringCase(text.substr(0, 7), "mailto:"))
            text.remove_prefix(7);
        while (!text.empty() && (text.back() == ';' || text.back() == ',' || text.back() == '.' || text.back() == '>'))
            text.remove_suffix(1);
        while (!text.empty() && text.front() == '<')
            text.remove_prefix(1);
        if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
            text = text.substr(1, text.size() - 2);
        text = trimmed(text);
        again = text.size() != before;
    }
    return text;
}

// Where the first of several addresses ends, or the size of a text with only one. "Doe, Jo <jo@example.com>" is one.
size_t endOfFirst(std::string_view text)
{
    if (std::count(text.begin(), text.end(), '@') < 2)
        return text.size();
    for (size_t at = text.find('@'); at < text.size(); ++at) {
        const bool parts = text[at] == ',' || text[at] == ';' || leadingBlank(text.substr(at)) > 0;
        if (parts && text.find('@', at) != std::string_view::npos)
            return at;
    }
    return text.size();
}

bool isPlainLocal(std::string_view local)
{
    return !local.empty() && local.size() <= MaxLocal && std::none_of(local.begin(), local.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == 0x7F ||
               std::string_view("()<>[]:;,\\\"@").find(c) != std::string_view::npos;
    });
}

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Letters beyond ASCII: full case folding and NFC for the local part, IDNA for the domain.
bool copyFolded(std::string_view text, std::string &address)
{
    const size_t at = text.find('@');
    if (at == std::string_view::npos)
        return false;
    const QString local = utf8(text.substr(0, at)).toCaseFolded().normalized(QString::NormalizationForm_C);
    const QString domain = utf8(text.substr(at + 1)).normalized(QString::NormalizationForm_C);
    const auto isBad = [](QChar c) { return c.isSpace() || !c.isPrint() || c == QChar::ReplacementCharacter; };
    if (std::any_of(local.begin(), local.end(), isBad) || !isPlainLocal(local.toStdString()))
        return false;
    const QByteArray ace = QUrl::toAce(domain).toLower();
    if (!isDomain({ace.data(), static_cast<size_t>(ace.size())}))
        return false;
    address = local.toStdString() + '@' + ace.toStdString();
    return true;
}

bool isRelayDomain(std::string_view domain)
{
    if (domain.find("marketplace.amazon.") != std::string_view::npos)
        return true;
    const bool tiktok = domain.starts_with("scs") && domain.ends_with(".tiktok.com");
    return tiktok || domain == "members.ebay.com" || domain == "relay.walmart.com";
}

bool isPlaceholder(std::string_view address, std::string_view local)
{
    constexpr std::array<std::string_view, 10> Locals{"noemail", "no-email", "no_email", "no.email",   "nomail",
                                                      "none",    "noreply",  "no-reply", "donotreply", "unknown"};
    return address == "test@test.com" || std::find(Locals.begin(), Locals.end(), local) != Locals.end();
}

// RFC 2606
bool isReserved(std::string_view domain)
{
    return domain == "example.com" || domain == "example.org" || domain == "example.net";
}

void flag(EmailResult &result)
{
    result.status = IdentifierStatus::Usable;
    const std::string_view address = result.address;
    const size_t at = address.rfind('@');
    result.relay = isRelayDomain(address.substr(at + 1));
    result.reserved = isReserved(address.substr(at + 1));
    result.placeholder = isPlaceholder(address, address.substr(0, at));
}

} // namespace

EmailResult normaliseEmail(std::string_view cell, SeveralEmails several)
{
    EmailResult result;
    normaliseEmail(cell, several, result);
    return result;
}

void normaliseEmail(std::string_view cell, SeveralEmails several, EmailResult &result)
{
    result.repaired = result.several = result.relay = result.placeholder = result.reserved = false;
    std::string_view text = trimmed(cell);
    if (copyPlain(text, result.address))
        return flag(result);
    result.address.clear();
    result.status = isUnsetWord(text) ? IdentifierStatus::Unset : IdentifierStatus::Unusable;
    if (result.status == IdentifierStatus::Unset)
        return;
    const size_t end = endOfFirst(text);
    result.several = end < text.size();
    if (result.several && several == SeveralEmails::Unusable)
        return;
    const std::string_view bare = withoutWrapping(text.substr(0, end));
    if (!copyPlain(bare, result.address) && !copyFolded(bare, result.address)) {
        result.address.clear();
        return;
    }
    result.repaired = bare.size() != text.size();
    flag(result);
}

} // namespace perennial
