#!/usr/bin/env bash
# Runs a command in namespaces of its own: its mounts, its network with its rules, and whatever it has started are gone when it ends.
# Where that cannot be, or podman is missing, runs it all the same, with the reason in KOKO_NOT_APART.
set -euo pipefail
podman=$(cd "$(dirname "$0")/../.." && pwd)/target/tools/containers

apart=(unshare --mount --net --pid --fork --kill-child --mount-proc)
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
# What podman and its network keep in /run is the command's own, too. catatonit buries who has lost their parents.
# shellcheck disable=SC2016
exec "${apart[@]}" bash -c 'mount -t tmpfs apart /run && ip link set lo up && exec "$0" -g -- "$@"' "$podman/usr/libexec/podman/catatonit" "$@"
