import { remarks } from '../declaration.ts';

/** What else kmodloader says of modules. */
export const kmodloaderRemarks = () => [
  ...remarks('driver', 'err', {
    'kmodloader.file-unreadable': [
      'failed to open <path:text>',
      'failed to stat <path:text>',
      'failed to mmap <path:text>',
      'failed to load the .modinfo section from <path:text>',
      'failed to read full module <path:text>',
      'cannot open <path:text>',
      'unknown elf format <format:int>',
      'invalid endianess: <order:int>',
    ],
    'kmodloader.path-unknown': [
      'cannot find path of module - <module:text>',
      'cannot find modinfo path of module - <module:text>',
      'failed to find info for builtin module <module:text>',
      'Path not specified',
    ],
    'kmodloader.not-loaded': ['module is not loaded', 'unloading the module failed'],
    'kmodloader.out-of-memory': [
      'out of memory',
      'out of memory for opts <options:text>',
      'Failed to allocate memory for module',
    ],
    'kmodloader.already-loaded': ['<module:word> is already loaded'],
  }),
  ...remarks('driver', 'warn', {
    'kmodloader.duplicate': [
      'module <module:text> has more than <count:int> aliases: truncated',
      'found duplicate builtin module <module:text>',
    ],
  }),
  ...remarks('driver', 'info', {
    'kmodloader.built-in': [
      'Failed to find <module:text>. Maybe it is a built in module ?',
      'module is builtin',
      '<module:word> is builtin',
    ],
    'kmodloader.blacklisted': ['<module:word> is blacklisted'],
    'kmodloader.module-information': [
      'module: <value:text>',
      'name: <value:text>',
      'filename: <value:text>',
      'parm: <value:text>',
    ],
  }),
];
