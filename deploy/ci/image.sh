#!/usr/bin/env bash
# Makes the image of `koko serve` and prints its name, koko:VERSION-CHECKSUM: the same inputs have the same name and are built once.
#
#   deploy/ci/image.sh [--profile release|dev] [--program FILE] [--bundle FOLDER]… [--archive FILE] [--root-only]
#
# It compiles nothing: `make image` does that first. --root-only stops at target/image, the context of `docker build`; --archive also
# writes a file that `docker load` and `podman load` take. KOKO_BUILDER says who builds: docker, podman, or a path to one of them; else
# it is the first that answers. An archive can be made without any, by the podman that `make setup` unpacks where there is Debian.
set -euo pipefail
cd "$(dirname "$0")/../.."

profile=release program="" bundles=() archive="" root_only=""
while [ $# -gt 0 ]; do
  case $1 in
    --profile) profile=$2 && shift 2 ;;
    --program) program=$2 && shift 2 ;;
    --bundle) bundles+=("$2") && shift 2 ;;
    --archive) archive=$(realpath -m "$2") && shift 2 ;;
    --root-only) root_only=1 && shift ;;
    *) echo "image.sh does not know $1: see its first lines" >&2 && exit 2 ;;
  esac
done
[ ${#bundles[@]} -gt 0 ] || bundles=(models/koko-en-1)

case $profile in
  release) program=${program:-target/release/koko} compile="make image" ;;
  dev) program=${program:-target/debug/koko} compile="cargo build --workspace --locked" ;;
  *) echo "there is no profile $profile: take release or dev" >&2 && exit 2 ;;
esac
[ -x "$program" ] || { echo "$program is missing: $compile" >&2 && exit 1; }
if [ "$(uname -sm)" != "Linux x86_64" ] || ! command -v dpkg >/dev/null; then
  echo "the image holds libraries of Debian on x86-64, and this is $(uname -sm): make it on such a machine, or in a container of Debian 12" >&2
  exit 1
fi
runtime=$(find .venv/lib/python3.*/site-packages/onnxruntime/capi -name 'libonnxruntime.so.1.*' 2>/dev/null | sort | tail -n 1)
[ -n "$runtime" ] || { echo "ONNX Runtime is missing: make image" >&2 && exit 1; }
authorities=/etc/ssl/certs/ca-certificates.crt
[ -e "$authorities" ] || { echo "$authorities is missing: apt-get install ca-certificates" >&2 && exit 1; }

context=target/image
rm -rf "$context"
mkdir -p "$context"/{system/{etc/ssl/certs,tmp,var/lib},runtime/opt/koko/{lib,licenses},models/opt/koko/models,program/opt/koko/licenses,data}

# The libraries that the program and ONNX Runtime want, at the paths where they look for them, and what their packages ask to be told.
found=$(ldd "$program" "$runtime")
if missing=$(grep 'not found' <<< "$found"); then
  echo "$missing: install what has it" >&2
  exit 1
fi
mapfile -t libraries < <(sed -nE 's/^\s(.* => )?(\/[^ ]+) .*/\2/p' <<< "$found" | sort -u)
for library in "${libraries[@]}"; do
  install -D --mode 755 "$(readlink -f "$library")" "$context/system$library"
done
cp "$authorities" "$context/system$authorities"
echo 'koko:x:65532:65532:Koko:/var/lib/koko:/sbin/nologin' > "$context/system/etc/passwd"
echo 'koko:x:65532:' > "$context/system/etc/group"
echo 'hosts: files dns' > "$context/system/etc/nsswitch.conf"

cp "$runtime" "$context/runtime/opt/koko/lib/"
for text in LICENSE ThirdPartyNotices.txt; do
  cp "$(dirname "$runtime")/../$text" "$context/runtime/opt/koko/licenses/onnxruntime-$text"
done
cp -r "${bundles[@]}" "$context/models/opt/koko/models/"

strip -o "$context/program/opt/koko/koko" "$program"
cp LICENSE "$context/program/opt/koko/licenses/koko"
described=(--onnxruntime "$runtime" --package ca-certificates)
for bundle in "${bundles[@]}"; do described+=(--bundle "$bundle"); done
for library in "${libraries[@]}"; do described+=(--library "$library"); done
[ "$profile" = dev ] || described+=(--console)
.venv/bin/python deploy/ci/sbom.py "$context/program/opt/koko/sbom.cdx.json" "${described[@]}"
.venv/bin/python deploy/ci/notices.py "$context/program/opt/koko/sbom.cdx.json" "$context"

# Whoever reads the files may read them, and their times say nothing.
chmod -R u=rwX,go=rX "$context"
chmod 1777 "$context/system/tmp"
find "$context" -exec touch --no-dereference --date @0 {} +

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
checksum=$({ cat deploy/Containerfile; cd "$context" && find . -printf '%m %p\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum; } | sha256sum)
name=koko:$version-${checksum:0:16}
if [ -n "$root_only" ]; then
  echo "$name"
  exit
fi

builder=${KOKO_BUILDER:-}
for known in docker podman; do
  [ -n "$builder" ] || ! $known info >/dev/null 2>&1 || builder=$known
done
unpacked=$PWD/target/tools/containers/bin/podman with=()
if [ -z "$builder" ] && [ -n "$archive" ] && [ -x "$unpacked" ]; then
  KOKO_CONTAINERS=$(mktemp -d)
  export KOKO_CONTAINERS
  trap 'rm -rf "$KOKO_CONTAINERS"' EXIT
  builder=$unpacked with=(deploy/ci/apart.sh)
fi
[ -n "$builder" ] || { echo "neither docker nor podman answers here: take one of them, or --archive FILE after make setup, or --root-only" >&2 && exit 1; }
if ! "${with[@]}" "$builder" inspect "$name" >/dev/null 2>&1; then
  revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
  "${with[@]}" "$builder" build --file deploy/Containerfile --tag "$name" --build-arg "VERSION=$version" --build-arg "REVISION=$revision" "$context" >&2
fi
[ -z "$archive" ] || "${with[@]}" "$builder" save --output "$archive" "$name" >&2
echo "$name"
