#!/usr/bin/env bash
# Leaves a Valkey or Redis server for the tests in target/tools: store-server, which runs the one on the path or the one
# of Debian. That one is unpacked in target/tools, not installed: no service starts, and nothing else changes.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools
mkdir -p "$tools"

# What starts the server, given where it lies.
write_starter() {
  printf '#!/bin/sh\n%s\n' "$1" > "$tools/store-server.new"
  chmod +x "$tools/store-server.new"
  mv "$tools/store-server.new" "$tools/store-server"
}

for name in valkey-server redis-server; do
  if found=$(command -v "$name"); then
    write_starter "exec '$found' \"\$@\""
    exit
  fi
done

if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "The tests need a Valkey or Redis server: install valkey-server or redis-server, then run make again." >&2
  exit 1
fi

# Lists and archives of our own, so that this needs no rights and waits for no lock.
apt=$tools/apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o "Dir::Cache=$apt/cache" -o "Dir::State::Lists=$apt/lists")
apt-get "${options[@]}" update
download() {
  apt-get "${options[@]}" install --yes --download-only --no-install-recommends "$1" >/dev/null 2>&1
}
if ! download valkey-server && ! download redis-server; then
  echo "apt-get found neither valkey-server nor redis-server: install one of them, then run make again." >&2
  exit 1
fi
rm -rf "$tools/server"
mkdir "$tools/server"
for archive in "$apt"/cache/archives/*.deb; do
  dpkg -x "$archive" "$tools/server"
done
rm -rf "$apt"

program=usr/bin/valkey-server
[ -e "$tools/server/$program" ] || program=usr/bin/redis-server
# shellcheck disable=SC2016 # the starter knows where it is
libraries=$(cd "$tools/server" && find . -name '*.so*' -printf '%h\n' | sort -u | sed 's,^\./,$here/server/,' | paste -s -d :)
write_starter "here=\$(cd \"\$(dirname \"\$0\")\" && pwd)
LD_LIBRARY_PATH=\"$libraries:\${LD_LIBRARY_PATH:-}\" exec \"\$here/server/$program\" \"\$@\""
"$tools/store-server" --version
