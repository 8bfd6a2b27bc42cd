#!/bin/sh
# Starts wzdesk so that Chinese can be typed.
#
# The Qt of the program has the ibus input method, and none for fcitx: a plugin of the system's Qt does not fit into
# another Qt. fcitx5 answers in the manner of ibus, too, so that is what is asked for where a desktop names fcitx; and
# through the portal, because without it Qt looks for a program ibus-daemon first, and gives up where there is none.
here=$(readlink -f "$0")
here=${here%/*}

method=${QT_IM_MODULES:-${QT_IM_MODULE:-}}
[ -n "$method" ] && [ "$method" != xim ] || method=${XMODIFIERS:-}
case $method in
*fcitx*)
    unset QT_IM_MODULES
    export QT_IM_MODULE=ibus IBUS_USE_PORTAL=1
    ;;
*ibus*)
    unset QT_IM_MODULES
    export QT_IM_MODULE=ibus
    ;;
esac
# Plugins of the system's Qt do not fit either.
export QT_PLUGIN_PATH="$here/../program/_internal/PySide6/Qt/plugins"
# One heap for all threads, of which Python lets one run at a time: some megabytes less.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
exec "$here/../program/wzdesk" "$@"
