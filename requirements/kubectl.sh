#!/usr/bin/env bash
# Leaves kubectl in target/tools/kubectl/bin, for the tests of branch environments: that of Debian 13, which runs on Debian 12, too.
# It is unpacked there and never installed. Others may be unpacked beside it: `requirements/kubectl.sh etcd-server`.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools
release=trixie

if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "The tests of branch environments need apt-get and dpkg, to unpack kubectl of Debian 13." >&2
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
apt=$tools/apt-kubectl
rm -rf "$apt"
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/packages"
echo "deb [signed-by=$keys] ${mirror:-http://deb.debian.org/debian} $release main" > "$apt/sources.list"
options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o Acquire::Languages=none -o "Dir::Cache=$apt/cache" -o "Dir::State::Lists=$apt/lists"
  -o Dir::State::Status=/dev/null -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
  -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null)
apt-get "${options[@]}" update
(cd "$apt/packages" && apt-get "${options[@]}" download kubectl "$@")

root=$tools/kubectl
mkdir -p "$root/bin"
for archive in "$apt"/packages/*.deb; do
  dpkg -x "$archive" "$root"
done
rm -rf "$apt"
for program in "$root"/usr/bin/*; do
  ln -sf "../usr/bin/$(basename "$program")" "$root/bin/"
done
"$root/bin/kubectl" version --client | head -n 1
