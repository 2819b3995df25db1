#!/usr/bin/env bash
# Leaves what the tests of deploy/ need in target/tools/monitoring/bin: prometheus, promtool, alertmanager, amtool, kustomize, kubectl.
# They are those of Debian 13, which run on Debian 12, too; they are unpacked there and never installed: no service starts.
set -euo pipefail
cd "$(dirname "$0")/.."

root=$PWD/target/tools/monitoring
programs=(prometheus promtool alertmanager amtool kustomize kubectl)

if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "The tests of deploy/ need apt-get and dpkg, to unpack Prometheus and others of Debian 13." >&2
  exit 1
fi
# shellcheck source=requirements/debian.sh
. requirements/debian.sh
debian_lists monitoring trixie
# Whatever is installed here, of whichever version, is no matter.
options+=(-o Dir::State::Status=/dev/null)
(cd "$apt/packages" && apt-get "${options[@]}" download prometheus promtool prometheus-alertmanager kustomize kubectl)
debian_unpack "$root" "$apt"/packages/*.deb

# Debian's alertmanager reads its templates from one folder, and does not start without it. The folder's name is in the program; one that
# is as long leads to a folder that the starter opens, so that nothing has to be put into /usr/share.
compiled=/usr/share/prometheus/alertmanager
opened=/proc/self/fd/9
padded=$(printf "%*s" "${#compiled}" "$opened" | tr ' ' /)
for program in "${programs[@]}"; do
  found=$(find "$root/usr/bin" -name "$program" -o -name "prometheus-$program" | head -n 1)
  [ -n "$found" ] || { echo "Debian's packages have no $program any more: look into $root" >&2; exit 1; }
  ln -s "../usr/bin/$(basename "$found")" "$root/bin/$program"
done
for program in alertmanager amtool; do
  found=$(readlink -f "$root/bin/$program")
  sed -i "s,$compiled,$padded,g" "$found"
  rm "$root/bin/$program"
  printf '#!/bin/sh\nexec 9<"%s"\nexec "%s" "$@"\n' "$root$compiled" "$found" > "$root/bin/$program"
  chmod +x "$root/bin/$program"
done
"$root/bin/promtool" --version | head -n 1
"$root/bin/amtool" --version | head -n 1
