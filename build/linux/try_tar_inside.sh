#!/usr/bin/env bash
# The part of try_deb.sh that tries the tar.gz, inside the clean system from which the .deb was purged: what the .deb
# declares is still there, as on a desktop. All is done by a person without root, in a folder with a space.
set -euo pipefail
name=$1
home=/home/clerk
place="$home/软件 箱" data=$home/数据/演示.wzd sent=$home/数据/新.wzpack
mine=$home/.local/share
say() { echo "[$(. /etc/os-release && echo "$VERSION_CODENAME")] $*"; }
fail() { echo "try_tar: $*" >&2; exit 1; }
as_clerk() { runuser -u clerk -- env HOME=$home LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=$home/run "$@"; }
kind_of() { as_clerk gio info -a standard::content-type "$1" | sed -n 's/.*content-type: //p'; }
opener_of() { as_clerk gio mime "$1" | sed -n '1s/.*: //p'; }
# Opens a file as a double click does, and waits for a window of this name.
double_click() { # FILE TITLE
    as_clerk xvfb-run -a -s "-screen 0 1366x768x24" timeout 60 sh -c '
        gio open "$1" 2>/dev/null && xdotool search --sync --onlyvisible --name "$2" >/dev/null || exit 1
        for words in /proc/[0-9]*/cmdline; do
            tr "\0" " " <"$words" 2>/dev/null | grep -qF "/program/wzdesk gui $1" && found=yes
        done
        [ -n "${found:-}" ]' sh "$1" "$2"
}

! command -v wzdesk >/dev/null || fail "the .deb is still there"
kept=$(sha256sum <"$data")
as_clerk mkdir -p "$place" "$home/run" "$mine/wzdesk"
as_clerk tar --extract --gzip --file "/opt/$name.tar.gz" --directory "$place"
program="$place/$name"
as_clerk "$program/bin/wzdesk" self-test | tail -n 1 | sed 's/^/    /'
[[ ${PIPESTATUS[0]} == 0 ]]
as_clerk "$program/bin/wzdesk" new "$mine/wzdesk/温州市计划.wzd" >/dev/null
as_clerk "$program/bin/wzdesk" pack wenzhou --to "$sent" >/dev/null

[[ $(kind_of "$data") != application/x-wzdesk ]] || fail "known before it was installed"
as_clerk "$program/install.sh" | sed 's/^/    /'
as_clerk desktop-file-validate "$mine/applications/wzdesk.desktop"
for file in "$data" "$sent"; do
    kind=$(kind_of "$file")
    [[ $kind == application/x-wzdesk* ]] || fail "${file##*/} is $kind"
    [[ $(opener_of "$kind") == wzdesk.desktop ]] || fail "$kind is opened by $(opener_of "$kind")"
done
[[ -f $mine/icons/hicolor/48x48/apps/wzdesk.png ]] || fail "no icon"
double_click "$data" "演示.wzd" || fail "a double click opened no window"
double_click "$sent" "更新数据包" || fail "a double click on a pack did not show what it changes"
say "unpacked, installed for one person, opened by a double click"

as_clerk "$program/uninstall.sh" | sed 's/^/    /'
left=$(find "$mine/applications" "$mine/mime" "$mine/icons" -name '*wzdesk*')
[[ -z $left ]] || fail "left behind: $left"
[[ $(kind_of "$data") != application/x-wzdesk ]] || fail "the file type stayed"
as_clerk rm -r "$place"
[[ $(sha256sum <"$data") == "$kept" ]] || fail "the data changed"
say "uninstalled; the data are as they were"
