#!/usr/bin/env bash
# Leaves a Chromium for the console's tests in target/tools: browser, which runs it. It is the one of this machine, or that of Debian,
# which is unpacked in target/tools and never installed.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools
mkdir -p "$tools"

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then
    ln -sfn "$(command -v "$name")" "$tools/browser"
    exit
  fi
done

if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "The console's tests need Chromium: install it, then run make again." >&2
  exit 1
fi

# Lists and archives of our own, so that this needs no rights and waits for no lock.
apt=$tools/apt-browser
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o "Dir::Cache=$apt/cache" -o "Dir::State::Lists=$apt/lists")
apt-get "${options[@]}" update
apt-get "${options[@]}" install --yes --download-only --no-install-recommends chromium >/dev/null
# Always this font, and no other: without one nothing is written on a page.
(cd "$apt/cache/archives" && apt-get "${options[@]}" download fonts-dejavu-core)
rm -rf "$tools/chromium"
mkdir "$tools/chromium"
for archive in "$apt"/cache/archives/*.deb; do
  dpkg -x "$archive" "$tools/chromium"
done
rm -rf "$apt"

libraries=$(find "$tools/chromium" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
cat > "$tools/chromium/fonts.conf" <<FONTS
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>$tools/chromium/usr/share/fonts</dir><cachedir>$tools/chromium/fonts.cache</cachedir></fontconfig>
FONTS
rm -f "$tools/browser"
cat > "$tools/browser" <<STARTER
#!/bin/sh
export LD_LIBRARY_PATH='$libraries'
export FONTCONFIG_FILE='$tools/chromium/fonts.conf'
exec '$tools/chromium/usr/lib/chromium/chromium' "\$@"
STARTER
chmod +x "$tools/browser"
"$tools/browser" --version
