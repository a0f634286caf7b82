import { say, speaker } from '../declaration.ts';
import { kmodloaderRemarks } from '../remarks/kmodloader.ts';

/** The loader of kernel modules. Source: OpenWrt ubox kmodloader.c. */
export const kmodloader = speaker(
  'kmodloader',
  ['kmodloader'],
  [
    say('kmodloader.loading', 'loading kernel modules from <path:path>', { about: 'driver' }),
    say('kmodloader.loading', 'kmodloader: loading kernel modules from <path:path>', { about: 'driver' }),
    say('kmodloader.loaded', 'done loading kernel modules from <path:path>', { about: 'driver' }),
    say('kmodloader.not-probed', '<count:int> module<plural:text> could not be probed', { about: 'driver' }),
    say('kmodloader.insert-failed', 'failed to insert <module:text>', { about: 'driver' }),
    say('kmodloader.module-missing', 'missing module <module:text>', { about: 'driver' }),
    say('kmodloader.module-missing', 'failed to find a module named <module:text>', { about: 'driver' }),
    say('kmodloader.module-missing', 'cannot find module - <module:text>', { about: 'driver' }),
    say('kmodloader.dependency-missing', 'missing dependency <module:text>', { about: 'driver' }),
    say('kmodloader.dependency-missing', 'dependency not loaded <module:text>', { about: 'driver' }),
    say('kmodloader.dependency-missing', 'failed to find dependency <module:text>', { about: 'driver' }),
    say('kmodloader.folder-missing', 'no module folders for kernel version <version:text> found', {
      about: 'driver',
    }),
    say('kmodloader.folder-missing', 'Failed to find the folder holding the modules', { about: 'driver' }),
  ],
  { remarks: [kmodloaderRemarks] },
);
