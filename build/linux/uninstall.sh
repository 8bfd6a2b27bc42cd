#!/bin/sh
# 从自己的菜单里去掉。数据文件和设置都留着；这个文件夹请自己删除。
# Takes the program out of this person's menu; data and settings stay.
set -eu
data=${XDG_DATA_HOME:-$HOME/.local/share}

rm -f "$data/applications/wzdesk.desktop" "$data/mime/packages/wzdesk.xml"
find "$data/icons/hicolor" -path '*/apps/wzdesk.*' -delete 2>/dev/null || true
command -v update-mime-database >/dev/null && update-mime-database "$data/mime" || true
command -v update-desktop-database >/dev/null && update-desktop-database -q "$data/applications" || true
echo "已从菜单里去掉。数据文件和设置都还在；不再用时请删除程序所在的文件夹。"
