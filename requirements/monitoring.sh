#!/usr/bin/env bash
# Leaves what the tests of deploy/ need in target/tools/monitoring/bin: prometheus, promtool, alertmanager, amtool, kustomize, kubectl.
# They are those of Debian 13, which run on Debian 12, too; they are unpacked there and never installed: no service starts.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools
release=trixie
programs=(prometheus promtool alertmanager amtool kustomize kubectl)

if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "The tests of deploy/ need apt-get and dpkg, to unpack Prometheus and others of Debian 13." >&2
  exit 1
fi
keys=/usr/share/keyrings/debian-archive-keyring.gpg
if [ ! -e "$keys" ]; then
  echo "$keys is missing: apt-get install debian-archive-keyring, then run make again." >&2
  exit 1
fi
# The mirror of this machine, if it names one.
mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1)

# Lists and archives of our own, so that this needs no rights and waits for no lock.
apt=$tools/apt-monitoring
rm -rf "$apt"
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/packages"
echo "deb [signed-by=$keys] ${mirror:-http://deb.debian.org/debian} $release main" > "$apt/sources.list"
options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o Acquire::Languages=none -o "Dir::Cache=$apt/cache" -o "Dir::State::Lists=$apt/lists"
  -o Dir::State::Status=/dev/null -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
  -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null)
apt-get "${options[@]}" update
(cd "$apt/packages" && apt-get "${options[@]}" download prometheus promtool prometheus-alertmanager kustomize kubectl)

root=$tools/monitoring
rm -rf "$root"
mkdir -p "$root/bin"
for archive in "$apt"/packages/*.deb; do
  dpkg -x "$archive" "$root"
done
rm -rf "$apt"

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
