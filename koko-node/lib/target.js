'use strict'

// What this machine is called in the names of native packages: those of napi-rs.

/** `linux-x64-gnu`, `darwin-arm64`, … */
function target({ platform, arch } = process) {
  if (platform === 'linux') return `linux-${arch}-${isMusl() ? 'musl' : 'gnu'}`
  return platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`
}

/** What npm has to know to install the package of a target only where it runs. */
function conditions(name) {
  const [os, cpu, abi] = name.split('-')
  const libc = { gnu: ['glibc'], musl: ['musl'] }[abi]
  return { os: [os], cpu: [cpu], ...(libc && { libc }) }
}

function isMusl() {
  const report = process.report?.getReport()
  return report ? !report.header?.glibcVersionRuntime : false
}

module.exports = { conditions, target }
