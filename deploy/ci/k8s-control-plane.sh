#!/usr/bin/env bash
# A control plane of Kubernetes without nodes, for behaviour that schemas do not show: namespaces that end, rights, refusals.
#
#   deploy/ci/k8s-control-plane.sh build          from Debian's source package, into target/tools/control-plane: once, about six minutes
#   deploy/ci/k8s-control-plane.sh start FOLDER   leaves FOLDER/kubeconfig; all it writes is there; it listens on loopback only
#   deploy/ci/k8s-control-plane.sh stop FOLDER
#
# It is Kubernetes 1.20: older than anything that is supported, and the newest one that can be had without other registries.
set -euo pipefail
cd "$(dirname "$0")/../.."

tools=$PWD/target/tools
built=$tools/control-plane
programs=(kube-apiserver kube-controller-manager)
source_version=1.20.5+really1.20.2-1.1+deb12u1
version=v1.20.2

build() {
  if [ -x "$built/kube-apiserver" ] && [ -x "$built/kube-controller-manager" ]; then
    return
  fi
  local work=$tools/control-plane-build
  rm -rf "$work"
  mkdir -p "$work"/{lists/partial,cache/archives/partial,packages,go,bin,path/src/k8s.io} "$built"
  local keys=/usr/share/keyrings/debian-archive-keyring.gpg mirror
  mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1)
  printf '%s [signed-by=%s] %s bookworm main\n' deb "$keys" "${mirror:-http://deb.debian.org/debian}" \
    deb-src "$keys" "${mirror:-http://deb.debian.org/debian}" > "$work/sources.list"
  local options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o Acquire::Languages=none -o "Dir::Cache=$work/cache"
    -o "Dir::State::Lists=$work/lists" -o Dir::State::Status=/dev/null -o "Dir::Etc::SourceList=$work/sources.list"
    -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null)
  apt-get "${options[@]}" update
  (cd "$work/packages" && apt-get "${options[@]}" source --download-only "kubernetes=$source_version" &&
    apt-get "${options[@]}" download golang-1.19-go golang-1.19-src)
  local archive
  for archive in "$work"/packages/golang*.deb; do
    dpkg-deb -x "$archive" "$work/go"
  done
  export GOPATH=$work/path GOROOT=$work/go/usr/lib/go-1.19 GOCACHE=$work/cache/go GO111MODULE=off CGO_ENABLED=0 GOMAXPROCS="${GOMAXPROCS:-1}"
  PATH=$GOROOT/bin:$PATH
  # golang-1.19-src lies apart, and links lead there.
  local link
  for link in "$work"/go/usr/lib/go-1.19/*; do
    if [ -L "$link" ] && [ ! -e "$link" ]; then
      ln -sfn "$work/go/usr/share/go-1.19/$(basename "$link")" "$link"
    fi
  done
  local source=$GOPATH/src/k8s.io/kubernetes
  dpkg-source --no-check -x "$work"/packages/kubernetes_*.dsc "$source" >/dev/null
  cd "$source"
  # The package lacks one file that is generated.
  go build -p 1 -o "$work/bin/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  local folders
  folders=$(grep -rl --include='*.go' '+k8s:openapi-gen=' pkg vendor/k8s.io/*/ | grep -vE 'code-generator|sample-apiserver|kube-openapi' |
    xargs -n1 dirname | LC_ALL=C sort -u | sed 's#^#k8s.io/kubernetes/#' | paste -sd,)
  "$work/bin/openapi-gen" --logtostderr -i "$folders" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
    -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r /dev/null
  local named=k8s.io/kubernetes/vendor/k8s.io/component-base/version program
  for program in "${programs[@]}"; do
    go build -p 1 -tags 'providerless nolegacyproviders' -o "$work/bin/$program" \
      -ldflags "-s -w -X $named.gitVersion=$version -X $named.gitMajor=1 -X $named.gitMinor=20" "./cmd/$program"
    mv "$work/bin/$program" "$built/"
  done
  cd - >/dev/null
  chmod -R u+w "$work"
  rm -rf "$work"
}

case "${1:-}" in
  build) build ;;
  *)
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
