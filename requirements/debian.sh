# shellcheck shell=bash
# For scripts that unpack packages of Debian into target/tools, and install none. It is sourced, from the root of the repository.

# Gets the lists of a release: `debian_lists NAME RELEASE`. Afterwards `apt-get "${options[@]}" …` knows them, and `$apt` is a folder of its own,
# so that this needs no rights and waits for no lock.
debian_lists() {
  local keys=/usr/share/keyrings/debian-archive-keyring.gpg mirror
  if [ ! -e "$keys" ]; then
    echo "$keys is missing: apt-get install debian-archive-keyring, then run make again." >&2
    exit 1
  fi
  # The mirror of this machine, if it names one.
  mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1)
  apt=$PWD/target/tools/apt-$1
  rm -rf "$apt"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/packages"
  echo "deb [signed-by=$keys] ${mirror:-http://deb.debian.org/debian} $2 main" > "$apt/sources.list"
  options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o Acquire::Languages=none -o "Dir::Cache=$apt/cache" -o "Dir::State::Lists=$apt/lists"
    -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null)
  apt-get "${options[@]}" update
}

# Unpacks packages: `debian_unpack ROOT PACKAGE.deb…`, into a folder of which nothing else is left; then the lists go.
debian_unpack() {
  local root=$1 archive
  shift
  rm -rf "$root"
  mkdir -p "$root/bin"
  for archive; do
    dpkg -x "$archive" "$root"
  done
  rm -rf "$apt"
}
