#!/usr/bin/env bash
# Runs a command in namespaces of its own: its mounts, its network with its rules, and whatever it has started are gone when it ends.
# Where that cannot be, or podman is missing, runs it all the same, with the reason in KOKO_NOT_APART.
set -euo pipefail
podman=$(cd "$(dirname "$0")/../.." && pwd)/target/tools/containers

apart=(unshare --mount --net --pid --fork --kill-child --mount-proc)
if [ "${1:-}" = --inside ]; then
  shift
  # What podman keeps in /run is the command's own, too.
  mount -t tmpfs apart /run
  ip link set lo up
  # podman is called by those whom it has started, without the environment in which it finds its libraries.
  { dirname "$(find "$podman" -name 'libgpgme.so.*' -print -quit)" && echo 'include /etc/ld.so.conf'; } > /run/ld.so.conf
  ldconfig -X -f /run/ld.so.conf -C /run/ld.so.cache
  mount --bind /run/ld.so.cache /etc/ld.so.cache
  exec "$@"
fi

if [ ! -x "$podman/bin/podman" ]; then
  export KOKO_NOT_APART="target/tools/containers has no podman, which takes Debian: make setup"
elif [ "$(id -u)" != 0 ]; then
  export KOKO_NOT_APART="running containers takes root"
elif ! refused=$("${apart[@]}" true 2>&1); then
  export KOKO_NOT_APART="${refused:-unshare refuses}"
fi
[ -z "${KOKO_NOT_APART:-}" ] || exec "$@"

KOKO_OUTSIDE=$(readlink /proc/self/ns/net)
export KOKO_OUTSIDE
# catatonit buries who has lost their parents.
exec "${apart[@]}" "$podman/usr/libexec/podman/catatonit" -g -- "$0" --inside "$@"
