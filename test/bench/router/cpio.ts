/** A file, a folder, a link or a node of the router. */
export type CpioEntry =
  | { readonly path: string; readonly content: Uint8Array | string; readonly mode?: number }
  | { readonly path: string; readonly target: string }
  | { readonly path: string; readonly folder: true; readonly mode?: number }
  | {
      readonly path: string;
      readonly node: { readonly major: number; readonly minor: number };
      readonly mode?: number;
    };

/**
 * An archive that Linux takes for its first root folder. Several may stand one behind the other: what comes later wins.
 * Source: Linux Documentation/driver-api/early-userspace/buffer-format.rst
 *
 * Folders that nobody names are made.
 */
export function cpioArchive(entries: Iterable<CpioEntry>): Buffer {
  const parts: Buffer[] = [];
  const folders = new Set<string>();
  let inode = 1;
  const add = (path: string, mode: number, content: Buffer, major = 0, minor = 0): void => {
    const name = Buffer.from(`${path}\0`);
    const fields = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, major, minor, name.length, 0];
    const head = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
    parts.push(padded(Buffer.concat([Buffer.from(head), name])), padded(content));
    inode += 1;
  };
  for (const entry of entries) {
    const path = entry.path.replace(/^\/+/, '');
    const above = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= above.length; depth += 1) {
      const folder = above.slice(0, depth).join('/');
      if (folders.has(folder)) continue;
      folders.add(folder);
      add(folder, 0o040755, Buffer.alloc(0));
    }
    if ('content' in entry) add(path, 0o100000 | (entry.mode ?? 0o644), Buffer.from(entry.content));
    else if ('target' in entry) add(path, 0o120777, Buffer.from(entry.target));
    else if ('node' in entry) {
      add(path, 0o020000 | (entry.mode ?? 0o600), Buffer.alloc(0), entry.node.major, entry.node.minor);
    } else {
      folders.add(path);
      add(path, 0o040000 | (entry.mode ?? 0o755), Buffer.alloc(0));
    }
  }
  add('TRAILER!!!', 0, Buffer.alloc(0));
  const archive = Buffer.concat(parts);
  // What stands behind an archive begins at a block.
  return Buffer.concat([archive, Buffer.alloc(-archive.length & 511)]);
}

function padded(part: Buffer): Buffer {
  return Buffer.concat([part, Buffer.alloc(-part.length & 3)]);
}
