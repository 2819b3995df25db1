#!/usr/bin/env bash
# Leaves in target/tools/containers what the tests of the image need: podman, runc and what they start. They are those of this machine's
# Debian, unpacked there and never installed. `bin/podman` is a starter that keeps everything in the folder of KOKO_CONTAINERS.
# Where there is no Debian, nothing is left, and the tests of the image say that they did not run.
set -euo pipefail
cd "$(dirname "$0")/.."

root=$PWD/target/tools/containers
rm -rf "$root"
mkdir -p "$root/bin"
if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "Without apt-get and dpkg the image is not tested: everything else is." >&2
  exit
fi

# shellcheck source=requirements/debian.sh
. requirements/debian.sh
# shellcheck source=/dev/null
debian_lists containers "$(. /etc/os-release && echo "$VERSION_CODENAME")"
apt-get "${options[@]}" install --yes --download-only --no-install-recommends --reinstall podman runc conmon catatonit iptables >/dev/null
debian_unpack "$root" "$apt"/cache/archives/*.deb
rm -rf "$root/usr/share/doc" "$root/usr/share/man"

libraries=$(find "$root" -name '*.so.*' -printf '%h\n' | sort -u | paste -sd:)
mkdir -p "$root/sbin"
for name in iptables iptables-save ip6tables; do
  ln -s ../usr/sbin/xtables-nft-multi "$root/sbin/$name"
done
xtables=$(dirname "$(find "$root" -name libxt_comment.so)")
# Layers by the kernel's overlays where it has them for this disk, or else by copies; runc, since crun refuses some arrangements of
# cgroups; no limit higher than it may be.
cat > "$root/bin/podman" <<STARTER
#!/usr/bin/env bash
# podman, for containers that are kept in the folder of KOKO_CONTAINERS and nowhere else.
set -euo pipefail
here=\${KOKO_CONTAINERS:?say in which folder containers and images are kept}
export HOME=\$here/home CONTAINERS_CONF=\$here/containers.conf CONTAINERS_STORAGE_CONF=\$here/storage.conf
export LD_LIBRARY_PATH='$libraries' XTABLES_LIBDIR='$xtables' PATH=\$PATH:'$root/sbin:$root/usr/sbin:$root/usr/bin'
if [ ! -e "\$here/containers.conf" ]; then
  mkdir -p "\$here/home/.config/containers"
  cp '$root/etc/containers/policy.json' "\$here/home/.config/containers/policy.json"
  mkdir "\$here/try" "\$here/try"/{lower,upper,work,all}
  driver=vfs
  if mount -t overlay overlay -o "lowerdir=\$here/try/lower,upperdir=\$here/try/upper,workdir=\$here/try/work" "\$here/try/all" 2>/dev/null; then
    umount "\$here/try/all"
    driver=overlay
  fi
  cat > "\$here/storage.conf" <<SETTINGS
[storage]
driver = "\$driver"
runroot = "\$here/run"
graphroot = "\$here/graph"
SETTINGS
  cat > "\$here/containers.conf" <<SETTINGS
[containers]
cgroups = "enabled"
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
log_driver = "k8s-file"
seccomp_profile = "$root/usr/share/containers/seccomp.json"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
conmon_path = ["$root/usr/bin/conmon"]
helper_binaries_dir = ["$root/usr/libexec/podman"]
tmp_dir = "\$here/tmp"
[engine.runtimes]
runc = ["$root/usr/sbin/runc"]
[network]
network_backend = "cni"
cni_plugin_dirs = ["$root/usr/lib/cni"]
network_config_dir = "\$here/networks"
SETTINGS
fi
exec '$root/usr/bin/podman' "\$@"
STARTER
chmod +x "$root/bin/podman"
KOKO_CONTAINERS=$(mktemp -d)
export KOKO_CONTAINERS
trap 'rm -rf "$KOKO_CONTAINERS"' EXIT
"$root/bin/podman" --version
