# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the scripts beside it: packages of dependencies.txt, configure and build. Messages go to stderr.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Compilations found again wherever the checkout lies.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# packages_of GROUP...: their package names, one a line
packages_of() {
    awk -v wanted=" $* " '
        { sub(/#.*/, ""); gsub(/[ \t]+/, "") }
        /^\[.*\]$/ { group = substr($0, 2, length($0) - 2); next }
        $0 != "" && index(wanted, " " group " ") { print }' "$root/packaging/dependencies.txt"
}

# missing_of PACKAGE...: those that are not installed
missing_of() {
    comm -13 <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | awk '$2 == "installed" { print $1 }' | sort -u) \
        <(printf '%s\n' "$@" | sort -u)
}

# How to become root, as words before a command; fails when there is no way to.
root_prefix() {
    if [[ $(id -u) == 0 ]]; then
        echo env
    elif command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
        echo sudo env
    else
        return 1
    fi
}

# install_packages GROUP...: makes them present; silent when they are
install_packages() {
    local -a wanted missing
    mapfile -t wanted < <(packages_of "$@")
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null \
        || fail "Perennial is built with Debian 12's packages, and this system has no apt-get. It needs: ${wanted[*]}"
    mapfile -t missing < <(missing_of "${wanted[@]}")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    local prefix
    prefix=$(root_prefix) || fail "These Debian packages are missing, and only an administrator can install them. Ask for:
    apt-get install --no-install-recommends ${missing[*]}"
    apt_install "$prefix" "${missing[@]}"
}

apt_install() {
    local -a as_root
    read -ra as_root <<<"$1"
    shift
    local log
    log=$(mktemp)
    say "Installing ${#} Debian packages: $*"
    if ! { "${as_root[@]}" apt-get update -q \
        && "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        explain_missing "$@"
        fail "The packages could not be installed; the whole output is in $log."
    fi
    rm -f "$log"
}

# Names the packages that this system's package sources do not offer.
explain_missing() {
    local package
    for package in "$@"; do
        apt-cache show "$package" >/dev/null 2>&1 || say "No package source of this system offers: $package"
    done
}

# build PRESET TARGET...: configures when needed and builds; silent when there is nothing to do
build() {
    local preset=$1 folder=$root/build/$1
    shift
    mkdir -p "$folder"
    if [[ ! -f $folder/build.ninja ]]; then
        say "Configuring $folder"
        (cd "$root" && cmake --preset "$preset") >"$folder/configure.log" 2>&1 || {
            tail -n 30 "$folder/configure.log" >&2
            fail "Configuring failed; the whole output is in $folder/configure.log."
        }
    fi
    local plan
    plan=$(cmake --build "$folder" --target "$@" -- -n 2>&1) || true
    [[ $plan == *"no work to do"* ]] && return 0
    say "Building $folder (the first time takes some minutes)"
    (cd "$root" && cmake --build "$folder" --target "$@") >&2 || fail "The build failed; the compiler's message stands above."
}
