#!/usr/bin/env bash
# What try_in_wine.sh does inside the Debian with wine: SETUP.exe is installed, tried, upgraded and removed.
set -euo pipefail
setup=$1
tried=/src/out/work/windows/tried
export WINEPREFIX=/tmp/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
drive=$WINEPREFIX/drive_c
home=$drive/users/root
program=$home/AppData/Local/Programs/wzdesk
data="$home/Documents/演示 数据.wzd"
data_there='C:\users\root\Documents\演示 数据.wzd'
own_there='C:\users\root\AppData\Local\wzdesk\温州市计划.wzd'
uninstall='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\wzdesk'

# Python under wine takes no terminal: nothing comes in, and what goes out goes through a pipe.
windows() { wine "$@" </dev/null 2>&1 | cat; return "${PIPESTATUS[0]}"; }
cli() { windows "$program/wzdesk-cli.exe" "$@"; }
step() { echo "== $* ($SECONDS s)"; }
fail() { echo "try_in_wine: $*" >&2; exit 1; }
code_of() { "$@" >/dev/null && echo 0 || echo $?; }
until_true() { # WHAT COMMAND...
    local what=$1
    shift
    for _ in $(seq 120); do "$@" >/dev/null 2>&1 && return; sleep 1; done
    fail "waited in vain for $what"
}
runs() { windows tasklist | grep -qi 'wzdesk.exe'; }

step "wine starts"
wine --version
wineboot -i </dev/null 2>&1 | cat
mkdir -p "$home/Documents"

step "install, silently"
windows "$setup" /S
[[ -f $program/wzdesk.exe && -f $program/uninstall.exe ]] || fail "not installed"
find "$home/AppData/Roaming/Microsoft/Windows/Start Menu" -name 'wzdesk*.lnk' | grep . || fail "no entry in the start menu"
windows reg query 'HKCU\Software\Classes\wzdesk.DataFile\shell\open\command' | grep -F 'wzdesk.exe" --data "%1"'
windows reg query 'HKCU\Software\Classes\wzdesk.PackUpdate\shell\open\command' | grep -F 'wzdesk.exe" "%1"'
windows reg query "$uninstall" | grep -E 'DisplayName|DisplayVersion|EstimatedSize|Publisher'
echo "installed: $(du -sm --apparent-size "$program" | cut -f1) MB, $(find "$program" -type f | wc -l) files"

step "the program tries itself, then a few commands"
cli --version
cli self-test
cli new --demo "$data_there"
cli assess --data "$data_there" --plan 2023 --region 330300 | tail -n 2
cli export --data "$data_there" --plan 2023 --region 330300 -o 'C:\users\root\Documents\出 表.xlsx'
cli read 'C:\users\root\Documents\出 表.xlsx' | tail -n 2

step "the window, step by step"
windows "$program/program/python/python.exe" -X utf8 'Z:\src\build\windows\smoke.py' 'Z:\src' 'Z:\tmp\tour' || fail "the tour ended early"
cp /tmp/tour/*.png "$tried/"

# Wine does not merge a person's file types into all file types, so that a double click itself finds nothing there.
step "the program as a double click on a data file starts it"
wine "$program/wzdesk.exe" --data "$data_there" </dev/null >/dev/null 2>&1 &
opened=$!
until_true "the window" xdotool search --name "演示 数据.wzd"
sleep 5
import -window root "$tried/double-click.png"
[[ $(code_of windows "$setup" /S) == 2 ]] || fail "installed over the running program"
[[ $(code_of windows "$program/uninstall.exe" /S "_?=C:\\users\\root\\AppData\\Local\\Programs\\wzdesk") == 2 ]] || fail "removed while it runs"
[[ -f $program/program/app/start.py ]] || fail "a refused setup took something away"
windows taskkill /IM wzdesk.exe >/dev/null
not_running() { ! runs; }
until_true "the end of the program" not_running
wait "$opened" || fail "the closed window ended with $?"

step "the program as a double click on a pack starts it"
mkdir -p "$home/AppData/Local/wzdesk"
cli new "$own_there" >/dev/null
cli pack wenzhou --to 'C:\users\root\Documents\新.wzpack'
wine "$program/wzdesk.exe" 'C:\users\root\Documents\新.wzpack' </dev/null >/dev/null 2>&1 &
until_true "what the pack changes" xdotool search --name "更新数据包"
sleep 2
import -window root "$tried/pack.png"
windows taskkill /IM wzdesk.exe >/dev/null || true
sleep 2
! runs || windows taskkill /F /IM wzdesk.exe >/dev/null
until_true "the end of the program" not_running

step "upgrade in place"
touch "$program/program/app/wzdesk/left_over.py"
sum=$(sha256sum <"$data")
windows "$setup" /S
[[ ! -e $program/program/app/wzdesk/left_over.py && ! -e $program/program.old ]] || fail "old files stayed"
[[ $(sha256sum <"$data") == "$sum" ]] || fail "the data file changed"
cli assess --data "$data_there" --plan 2023 --region 330300 | tail -n 1

step "remove"
windows "$program/uninstall.exe" /S
gone() { [[ ! -e $program ]]; }
until_true "the removal" gone
[[ -f $data ]] || fail "the data went, too"
! find "$home/AppData/Roaming/Microsoft/Windows/Start Menu" -name 'wzdesk*.lnk' | grep . || fail "the entry stayed"
! windows reg query "$uninstall" >/dev/null || fail "still listed among the programs"
for type in .wzd .wzpack wzdesk.DataFile wzdesk.PackUpdate; do
    ! windows reg query "HKCU\Software\Classes\$type" >/dev/null || fail "the file type $type stayed"
done
windows reg query 'HKCU\Software\wzdesk' >/dev/null || fail "the settings went"
wineserver -k || true
echo "try_in_wine: all good after $SECONDS s; pictures in out/work/windows/tried"
