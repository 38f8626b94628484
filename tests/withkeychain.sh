#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# withkeychain.sh PROGRAM ARGUMENTS...: runs it on a session bus of its own, with an unlocked, empty keychain of its own.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
unset PERENNIAL_KEYCHAIN
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data PERENNIAL_TEST_KEYCHAIN=1
# shellcheck disable=SC2016
dbus-run-session -- sh -c '
    printf test | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null 2>&1 &
    keyring=$!
    until gdbus call --session -d org.freedesktop.DBus -o /org/freedesktop/DBus \
        -m org.freedesktop.DBus.NameHasOwner org.freedesktop.secrets | grep -q true; do
        kill -0 "$keyring"
    done
    code=0
    "$@" || code=$?
    kill "$keyring"
    exit "$code"' sh "$@"
