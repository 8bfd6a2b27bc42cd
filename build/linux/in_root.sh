#!/usr/bin/env bash
# Runs a command in another root file system, with this repository at /src there.
#
#   in_root.sh ROOT COMMAND ...
#
# /proc, /dev and the repository are mounted in a name space of their own: they are gone when the command ends, and
# ROOT can be removed without reaching through them.
set -euo pipefail
source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
root=$1
shift
[[ -d $root/etc ]] || { echo "in_root: $root is no root file system" >&2; exit 2; }

mkdir -p "$root/src"
cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
# shellcheck disable=SC2016 - expanded by the inner shell
exec unshare --mount --propagation private -- bash -c '
    set -euo pipefail
    root=$1 source_folder=$2
    shift 2
    mount --bind "$source_folder" "$root/src"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/tmp"
    exec chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
' in_root "$root" "$source_folder" "$@"
