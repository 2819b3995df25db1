#!/usr/bin/env bash
# A control plane of Kubernetes without nodes, for behaviour that schemas do not show: namespaces that end, rights, refusals.
#
#   deploy/ci/k8s-control-plane.sh build          from Debian's source package, into target/tools/control-plane: once, about six minutes
#   deploy/ci/k8s-control-plane.sh start FOLDER   leaves FOLDER/kubeconfig; all it writes is there; it listens on loopback only
#   deploy/ci/k8s-control-plane.sh stop FOLDER
#
# FOLDER/kubeconfig-up and -gc are those of the accounts of deploy/branches. It is Kubernetes 1.20, though it calls itself v0.0.0: older than
# anything that is supported, and the newest one that can be had without other registries.
set -euo pipefail
cd "$(dirname "$0")/../.."

tools=$PWD/target/tools
built=$tools/control-plane
programs=(kube-apiserver kube-controller-manager)
source_version=1.20.5+really1.20.2-1.1+deb12u1

build() {
  if [ -x "$built/etcd" ] && [ -x "$built/kube-apiserver" ] && [ -x "$built/kube-controller-manager" ]; then
    return
  fi
  local work=$tools/control-plane-build
  rm -rf "$work"
  mkdir -p "$work"/{lists/partial,cache/archives/partial,packages,go,etcd,bin,path/src/k8s.io} "$built"
  local keys=/usr/share/keyrings/debian-archive-keyring.gpg mirror
  mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1)
  printf "%s [signed-by=$keys] ${mirror:-http://deb.debian.org/debian} %s main\n" \
    deb bookworm deb-src bookworm deb trixie > "$work/sources.list"
  local options=(-qq -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o Acquire::Languages=none -o "Dir::Cache=$work/cache"
    -o "Dir::State::Lists=$work/lists" -o Dir::State::Status=/dev/null -o "Dir::Etc::SourceList=$work/sources.list"
    -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null)
  apt-get "${options[@]}" update
  (cd "$work/packages" && apt-get "${options[@]}" download etcd-server/trixie)
  dpkg-deb -x "$work"/packages/etcd-server_*.deb "$work/etcd"
  mv "$work/etcd/usr/bin/etcd" "$built/"
  if [ ! -x "$built/kube-apiserver" ] || [ ! -x "$built/kube-controller-manager" ]; then
    compile "$work"
  fi
  chmod -R u+w "$work"
  rm -rf "$work"
}

compile() {
  local work=$1 archive
  (cd "$work/packages" && apt-get "${options[@]}" source --download-only "kubernetes=$source_version" &&
    apt-get "${options[@]}" download golang-1.19-go golang-1.19-src)
  for archive in "$work"/packages/golang*.deb; do
    dpkg-deb -x "$archive" "$work/go"
  done
  export GOPATH=$work/path GOROOT=$work/go/usr/lib/go-1.19 GOCACHE=$work/cache/go GO111MODULE=off CGO_ENABLED=0 GOMAXPROCS="${GOMAXPROCS:-1}"
  PATH=$GOROOT/bin:$PATH
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
  local program
  for program in "${programs[@]}"; do
    go build -p 1 -tags 'providerless nolegacyproviders' -ldflags '-s -w' -o "$work/bin/$program" "./cmd/$program"
    mv "$work/bin/$program" "$built/"
  done
  cd - >/dev/null
}

# Starts a program in the background; its id is the last line of FOLDER/pids.
background() {
  local folder=$1 name=$2
  shift 2
  "$@" > "$folder/$name.log" 2>&1 < /dev/null &
  echo $! >> "$folder/pids"
}

# Waits until a command succeeds, or says what is in a log.
wait_for() {
  local what=$1 log=$2
  shift 2
  for _ in $(seq 240); do
    if "$@" >/dev/null 2>&1; then
      return
    fi
    sleep 0.25
  done
  echo "waited for $what:" >&2
  tail -n 20 "$log" >&2
  return 1
}

start() {
  local folder=$1 kubectl=$tools/monitoring/bin/kubectl program
  for program in etcd "${programs[@]}"; do
    [ -x "$built/$program" ] || { echo "$built/$program is missing: run $0 build" >&2; return 1; }
  done
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd)
  : > "$folder/pids"
  # shellcheck disable=SC2064 # the folder of now
  trap "stop '$folder'" EXIT
  openssl genrsa -out "$folder/sa.key" 2048 2>/dev/null
  openssl rsa -in "$folder/sa.key" -pubout -out "$folder/sa.pub" 2>/dev/null
  local token
  token=$(openssl rand -hex 16)
  echo "$token,admin,admin,system:masters" > "$folder/tokens.csv"
  # Accounts of deploy/branches, by their names: nothing here makes tokens for them.
  local account
  for account in up gc; do
    echo "$token-$account,system:serviceaccount:koko-branches:$account,$account" >> "$folder/tokens.csv"
  done
  cat > "$folder/kubeconfig" <<YAML
apiVersion: v1
kind: Config
clusters: [{ name: here, cluster: { server: "https://127.0.0.1:16443", insecure-skip-tls-verify: true } }]
users: [{ name: admin, user: { token: "$token" } }]
contexts: [{ name: here, context: { cluster: here, user: admin } }]
current-context: here
YAML
  for account in up gc; do
    sed "s/token: \"$token\"/token: \"$token-$account\"/" "$folder/kubeconfig" > "$folder/kubeconfig-$account"
  done
  background "$folder" etcd "$built/etcd" --data-dir "$folder/etcd" --unsafe-no-fsync \
    --listen-client-urls=http://127.0.0.1:12379 --advertise-client-urls=http://127.0.0.1:12379 --listen-peer-urls=http://127.0.0.1:12380
  background "$folder" apiserver "$built/kube-apiserver" --etcd-servers=http://127.0.0.1:12379 --bind-address=127.0.0.1 --secure-port=16443 \
    --cert-dir="$folder/certs" --authorization-mode=RBAC --token-auth-file="$folder/tokens.csv" --endpoint-reconciler-type=none \
    --service-account-key-file="$folder/sa.pub" --service-account-signing-key-file="$folder/sa.key" \
    --service-account-issuer=https://kubernetes.default.svc --disable-admission-plugins=ServiceAccount --service-cluster-ip-range=10.96.0.0/16
  export KUBECONFIG=$folder/kubeconfig KUBECACHEDIR=$folder/cache
  # `default` appears a second after the API says that it is ready.
  wait_for "the API" "$folder/apiserver.log" "$kubectl" get namespace default
  background "$folder" controllers "$built/kube-controller-manager" --kubeconfig="$folder/kubeconfig" --bind-address=127.0.0.1 \
    --secure-port=16445 --port=0 --leader-elect=false --controllers=deployment,replicaset,namespace,garbagecollector,resourcequota
  wait_for "the controllers" "$folder/controllers.log" grep -q "Caches are synced for namespace" "$folder/controllers.log"
  trap - EXIT
}

stop() {
  local pid
  # The last one first: who asks etcd goes before it.
  for pid in $(tac "$1/pids"); do
    kill "$pid" 2>/dev/null || continue
    for _ in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
  done
  : > "$1/pids"
}

case "${1:-} ${2:+folder}" in
  "build ") build ;;
  "start folder") start "$2" ;;
  "stop folder") stop "$2" ;;
  *)
    sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
