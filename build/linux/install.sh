#!/bin/sh
# 装到自己的菜单里，不用管理员。程序就在这个文件夹里运行，装好后请不要移动它；移动了再运行一次本脚本。
# Puts the unpacked program into this person's menu and lets a double click on a .wzd or a .wzpack open it; needs no root.
set -eu
here=$(dirname "$(readlink -f "$0")")
data=${XDG_DATA_HOME:-$HOME/.local/share}

mkdir -p "$data/applications" "$data/mime/packages" "$data/icons"
# In Exec a space and other signs must be quoted, and a backslash stands before what quoting leaves special.
program=$(printf '%s' "$here/bin/wzdesk" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g')
awk -v line="Exec=\"$program\" gui %f" '/^Exec=/ { print line; next } { print }' \
    "$here/share/applications/wzdesk.desktop" >"$data/applications/wzdesk.desktop"
cp "$here/share/mime/packages/wzdesk.xml" "$data/mime/packages/"
cp -r "$here/share/icons/hicolor" "$data/icons/"
command -v update-mime-database >/dev/null && update-mime-database "$data/mime" || true
command -v update-desktop-database >/dev/null && update-desktop-database -q "$data/applications" || true
echo "已装到菜单：计划与项目工作台。卸载请运行 $here/uninstall.sh。"
