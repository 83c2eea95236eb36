#!/bin/sh
# Tries the set-up on a bare Debian 12. Run by hand, as root: tests/bare_debian.sh FOLDER [PREPARE]
# FOLDER is made with debootstrap and holds a clone of what is committed. PREPARE, a program that is
# given FOLDER, is for what the network at hand asks for: a mirror, certificates, pip's configuration.

set -eu

folder=$1
root=$(cd "$(dirname "$0")/.." && pwd)

debootstrap --variant=minbase --include=python3,git,ca-certificates bookworm "$folder"
mount -t proc proc "$folder/proc"
mount --bind /dev "$folder/dev"
# Lazily, since the last workers may still be going.
trap 'umount -l "$folder/dev" "$folder/proc"' EXIT
[ $# -lt 2 ] || "$2" "$folder"
chroot "$folder" useradd --create-home reader
git clone -q --no-hardlinks "$root" "$folder/opt/a clone"
cp -a "$folder/opt/a clone" "$folder/home/reader/gutbrain"
chroot "$folder" chown -R reader: /home/reader/gutbrain

within() {
    chroot "$folder" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

expect() {
    status=0
    wanted=$1
    shift
    echo "== $* (exit status $wanted)"
    "$@" </dev/null || status=$?
    [ "$status" = "$wanted" ] || {
        echo "exit status $status instead of $wanted" >&2
        exit 1
    }
}

expect 2 within su reader -c "cd /tmp && /home/reader/gutbrain/run --version"
expect 0 within "/opt/a clone/run" --version
expect 2 within "/opt/a clone/run"
expect 0 unshare -n chroot "$folder" "/opt/a clone/run" --version
expect 0 unshare -n chroot "$folder" "/opt/a clone/run" show gut-brain-axis
expect 0 within "/opt/a clone/test"
echo "All held."
