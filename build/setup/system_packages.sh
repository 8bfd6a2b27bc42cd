#!/usr/bin/env bash
# Installs the Debian packages that wzdesk needs beside its Python packages.
#
#   system_packages.sh [--with-libreoffice] [--with-packaging]
#
# With --with-libreoffice also LibreOffice Calc, which the tests use as a second opinion on the
# workbooks that wzdesk fills; with --with-packaging what the Linux packages are made and tried with. Quick when nothing is missing. Without the right to install it
# prints what to install and goes on, for most of the work can be done without.
set -euo pipefail

packages=(
    python3-venv
    # What Qt's xcb and offscreen platforms load and its wheels do not carry.
    libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
    # A Chinese font: without one every character is a box, and Qt says nothing.
    fonts-wqy-microhei
    # Real windows on a machine without a screen, and a hand and an eye for them.
    xvfb xauth xdotool x11-utils
    # The tests ask a second program what stands in a PDF.
    poppler-utils
)
for option in "$@"; do
    case $option in
    # libreoffice-core brings the plain X11 look ("gen"), enough for a window under Xvfb.
    --with-libreoffice) packages+=(libreoffice-calc) ;;
    # PyInstaller asks binutils; its program runs with what Depends of the .deb names. debootstrap makes the old base
    # and the clean systems to try packages in.
    --with-packaging) packages+=(binutils debootstrap xz-utils libcups2 libxcb-util1 desktop-file-utils shared-mime-info) ;;
    *)
        echo "system_packages: unknown option $option" >&2
        exit 2
        ;;
    esac
done

if ! command -v dpkg-query >/dev/null; then
    echo "system_packages: not a Debian system; wzdesk needs the like of: ${packages[*]}"
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    # Debian 13 renamed some (libglib2.0-0 to libglib2.0-0t64); dpkg-query fails if either is unknown.
    states=$(dpkg-query -W -f '${db:Status-Status} ' "$package" "${package}t64" 2>/dev/null || true)
    [[ " $states" == *" installed "* ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

if ((EUID == 0)); then
    become_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    become_root=(sudo -n)
else
    echo "system_packages: some packages are missing and this user may not install them. Please run:"
    echo "  sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 0
fi

install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends
    -o DPkg::Lock::Timeout=300 "${missing[@]}")
"${become_root[@]}" apt-get update -qq
echo "system_packages: installing ${missing[*]}"
"${become_root[@]}" "${install[@]}" >/dev/null </dev/null
