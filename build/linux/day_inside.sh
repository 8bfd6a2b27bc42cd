#!/usr/bin/env bash
# Starts the installed program of another root file system on this machine's screen, for a day of work from outside.
#
#   day_inside.sh ROOT FOLDER [ARGUMENT ...]
#
# FOLDER holds the files of the day and has the same path inside. The environment is the caller's: his screen (reached
# by its abstract socket) and his home below FOLDER.
set -euo pipefail
root=$1 folder=$2
shift 2
# shellcheck disable=SC2016 - expanded by the inner shell
exec unshare --mount --propagation private -- bash -c '
    set -euo pipefail
    root=$1 folder=$2
    shift 2
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mkdir -p "$root$folder"
    mount --bind "$folder" "$root$folder"
    exec chroot "$root" /usr/bin/wzdesk "$@"
' day_inside "$root" "$folder" "$@"
