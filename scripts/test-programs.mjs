// Programs that tests run against: real SSH servers, a real busybox, what routers dial with, and QEMU for virtual routers. Where
// it may, it installs those that are missing: as root on a Debian. Elsewhere it says what is missing, and the tests say what
// they skip. `npm test` runs it first.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian's packages, each with a program of it. */
const packages = {
  'busybox-static': 'busybox',
  comgt: 'comgt',
  curl: 'curl',
  'dropbear-bin': 'dropbear',
  kmod: 'depmod',
  'openssh-client': 'ssh',
  'openssh-server': 'sshd',
  'perl-base': 'perl',
  picocom: 'picocom',
  ppp: 'pppd',
  'qemu-system-x86': 'qemu-system-x86_64',
  shellcheck: 'shellcheck',
  socat: 'socat',
  'xz-utils': 'xz',
};

/** A script that says whether services may start: https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt */
const policy = '/usr/sbin/policy-rc.d';

const missing = Object.entries(packages)
  .filter(([, program]) => !isInstalled(program))
  .map(([name]) => name);
if (missing.length > 0) install(missing);

/** @param {readonly string[]} names of packages */
function install(names) {
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    console.log(`Not installed, and no right to do so: ${names.join(', ')}. Some tests will be skipped.`);
    return;
  }
  // The tests start servers of their own; Debian's must not run on the machine because of them.
  const isOurs = !existsSync(policy);
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    run('apt-get', ['update']);
    run('apt-get', ['install', '--yes', '--no-install-recommends', ...names]);
  } finally {
    if (isOurs) rmSync(policy);
  }
  // Nor after the next start.
  if (names.includes('openssh-server') && isInstalled('systemctl'))
    run('systemctl', ['disable', 'ssh.service', 'ssh.socket']);
  const still = names.filter((name) => !isInstalled(packages[/** @type {keyof typeof packages} */ (name)]));
  if (still.length > 0)
    console.log(`Could not be installed: ${still.join(', ')}. Some tests will be skipped.`);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/**
 * @param {string} program
 * @returns {boolean}
 */
function isInstalled(program) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
