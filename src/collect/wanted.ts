/**
 * What editors and systems leave behind beside the files of a capture: `.DS_Store`, `.git`, and the forks that macOS puts into
 * zip archives.
 *
 * @param path below the folder or in the archive
 */
export function isClutter(path: string): boolean {
  return path.split('/').some((part) => part === '__MACOSX' || (/^\../.test(part) && part !== '..'));
}

/**
 * Files of `/etc` that a diagnosis reads: a backup of sysupgrade holds all that was changed in it, keys and passwords too. Where
 * people copy by hand, the folder between is often lost: `etc/network`.
 */
const neededOfEtc =
  /^(?:config\/[\w-]+(?<!-opkg)|network|firewall|dhcp|mwan3|openwrt_release|os-release|.*\.(?:log|txt))$/;

/** Keys, certificates and passwords, wherever they stand. */
const secrets =
  /(?:^|\/)(?:g?shadow-?|id_(?:rsa|dsa|ecdsa|ed25519)|authorized_keys|known_hosts|\w+_host_key|htpasswd|(?:chap|pap)-secrets)$|\.(?:key|pem|p12|pfx|crt|cer|der|ovpn)$/i;

/**
 * Whether a diagnosis uses such a file, or it may be a capture. All others of a system are not opened.
 *
 * @param path below the folder or in the archive
 */
export function isNeeded(path: string): boolean {
  const etc = /(?:^|\/)etc\/(?<inside>.+)$/.exec(path)?.groups?.['inside'];
  return !secrets.test(path) && (etc === undefined || neededOfEtc.test(etc));
}
