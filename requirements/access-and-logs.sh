#!/usr/bin/env bash
# Leaves what the checks of deploy/auth and deploy/logging need in target/tools/access-and-logs/bin: apache2, with mod_auth_openidc among its
# modules, and rsyslogd. They are those of Debian 12, unpacked there and never installed: no service starts.
set -euo pipefail
cd "$(dirname "$0")/.."

root=$PWD/target/tools/access-and-logs

if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "The checks of deploy/auth and deploy/logging need apt-get and dpkg, to unpack Apache and rsyslog of Debian 12." >&2
  exit 1
fi
# shellcheck source=requirements/debian.sh
. requirements/debian.sh
debian_lists access-and-logs bookworm

# Everything that they need to run, except what every machine has, and what only an installation or a module that is not loaded asks for.
options+=(-o Dir::State::Status=/dev/null)
wanted=(apache2-bin libapache2-mod-auth-openidc rsyslog)
needless='libc6|gcc-.*|libgcc-s1|libstdc\+\+6|perl|perl-.*|libperl.*|libgdbm.*|libdb.*|dpkg|tar|lib(icu|xml2|sqlite3|lua).*|libaprutil1-dbd.*'
mapfile -t packages < <(apt-get "${options[@]}" install --simulate --no-install-recommends "${wanted[@]}" \
  | awk '$1 == "Inst" { print $2 }' | grep -vxE "$needless")
(cd "$apt/packages" && apt-get "${options[@]}" download "${packages[@]}")
debian_unpack "$root" "$apt"/packages/*.deb

libraries=$(find "$root" -name '*.so.[0-9]*' -printf '%h\n' | sort -u | paste -sd:)
for program in apache2 rsyslogd; do
  cat > "$root/bin/$program" <<STARTER
#!/bin/sh
export LD_LIBRARY_PATH='$libraries'
exec '$root/usr/sbin/$program' "\$@"
STARTER
  chmod +x "$root/bin/$program"
done
ln -s ../usr/lib/apache2/modules "$root/bin/apache2-modules"
ln -s "$(realpath --relative-to="$root/bin" "$(find "$root/usr/lib" -name omprog.so -printf '%h')")" "$root/bin/rsyslog-modules"
test -e "$root/bin/apache2-modules/mod_auth_openidc.so"
"$root/bin/apache2" -v | head -n 1
"$root/bin/rsyslogd" -v | head -n 1
