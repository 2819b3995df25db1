#!/usr/bin/env bash
# Leaves a Java for Spark in target/tools/java: the one that JAVA_HOME or the path names, or else that of Debian, which is
# unpacked there and never installed.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools
mkdir -p "$tools"

if found=${JAVA_HOME:-$(command -v java >/dev/null && dirname "$(dirname "$(readlink -f "$(command -v java)")")")} && [ -n "$found" ]; then
  ln -sfn "$found" "$tools/java"
  exit
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "Spark needs Java 17 or newer: install one, set JAVA_HOME, then run make again." >&2
  exit 1
fi

# Lists and archives of our own, so that this needs no rights and waits for no lock.
apt=$tools/apt-java
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o "Dir::Cache=$apt/cache" -o "Dir::State::Lists=$apt/lists")
apt-get "${options[@]}" update
apt-get "${options[@]}" install --yes --download-only --no-install-recommends openjdk-17-jre-headless >/dev/null
rm -rf "$tools/jre"
mkdir "$tools/jre"
for archive in "$apt"/cache/archives/*.deb; do
  dpkg -x "$archive" "$tools/jre"
done
rm -rf "$apt"
home=$(dirname "$(dirname "$(find "$tools/jre" -path '*/bin/java' -type f | head -n 1)")")
# Debian's package keeps its settings in /etc, and leads there with links that only an installation would fill.
find "$home" -type l | while read -r link; do
  target=$(readlink "$link")
  case "$target" in /etc/*) ln -sfn "$tools/jre$target" "$link" ;; esac
done
ln -sfn "$home" "$tools/java"
# The certificates come from a package that is set up when it is installed; Spark on this machine needs none.
"$tools/java/bin/java" -version
