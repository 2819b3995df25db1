#!/usr/bin/env bash
# Leaves a PostgreSQL for the tests in target/tools: database-server, which runs a program of PostgreSQL's (initdb, postgres).
# It is the one of this machine, or that of Debian, which is unpacked in target/tools and never installed: no service starts.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools
mkdir -p "$tools"

# What starts a program, given the folder of programs and that of libraries. PostgreSQL refuses to be root.
write_starter() {
  cat > "$tools/database-server.new" <<STARTER
#!/bin/sh
program=\$1
shift
export LD_LIBRARY_PATH='$2'
if [ "\$(id -u)" = 0 ]; then
  # It may pass through folders that are root's alone, such as the one in which this lies.
  exec setpriv --reuid=nobody --regid=nogroup --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override \\
    '$1/'"\$program" "\$@"
fi
exec '$1/'"\$program" "\$@"
STARTER
  chmod +x "$tools/database-server.new"
  mv "$tools/database-server.new" "$tools/database-server"
}

# shellcheck disable=SC2012 # Debian names these folders: 15, 17
installed=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | tail -n 1)" 2>/dev/null || true)
[ -x "$installed/postgres" ] || installed=$(dirname "$(command -v postgres || true)")
if [ -x "$installed/postgres" ] && [ -x "$installed/initdb" ]; then
  write_starter "$installed" ""
  exit
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "The tests need PostgreSQL: install it, then run make again." >&2
  exit 1
fi

# Lists and archives of our own, so that this needs no rights and waits for no lock.
apt=$tools/apt-database
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o "Dir::Cache=$apt/cache" -o "Dir::State::Lists=$apt/lists")
apt-get "${options[@]}" update
version=$(apt-cache "${options[@]}" depends postgresql | sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1)
# Those without which the server does not start; what else its package asks for belongs to an installation.
apt-get "${options[@]}" install --yes --download-only --no-install-recommends "postgresql-$version" >/dev/null
rm -rf "$tools/database"
mkdir "$tools/database"
for archive in "$apt"/cache/archives/*.deb; do
  dpkg -x "$archive" "$tools/database"
done
rm -rf "$apt"
libraries=$(dirname "$(find "$tools/database/usr/lib" -name 'libpq.so.5' | head -n 1)")
write_starter "$tools/database/usr/lib/postgresql/$version/bin" "$libraries"
"$tools/database-server" postgres --version
