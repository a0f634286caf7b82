import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';
import { type CodeCache, codeCacheOf } from './code-cache.ts';

/** Put in by the build: the program beside this file, and what tells this build from others. */
declare const bundle: { readonly file: string; readonly build: string };

/** What the program exports. */
interface Program {
  /** Tells whether it used most of its code. */
  readonly main: () => Promise<boolean>;
}

interface Module {
  exports: object;
}

/** Loads the files of the bundle, which ask for each other by `require('./NAME')`, from compiled code where there is some. */
class Loader {
  readonly #cache: CodeCache | null;
  readonly #require = createRequire(__filename);
  readonly #modules = new Map<string, Module>();
  /** What V8 had to compile, by the name of its file. */
  readonly #compiled = new Map<string, Script>();

  constructor(cache: CodeCache | null) {
    this.#cache = cache;
  }

  load(path: string): object {
    const name = basename(path);
    const known = this.#modules.get(name);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    this.#modules.set(name, module);
    const require = (wanted: string): unknown =>
      wanted.startsWith('./') ? this.load(wanted) : this.#require(wanted);
    this.#functionOf(name)(module.exports, require, module);
    return module.exports;
  }

  /** Keeps for the next start what has been compiled in this one. */
  keep(): void {
    for (const [name, script] of this.#compiled) this.#cache?.write(name, script.createCachedData());
  }

  #functionOf(name: string): (exports: object, require: (name: string) => unknown, module: Module) => void {
    const filename = join(__dirname, name);
    // The expression of a function. The build leaves ASCII characters only: as such they take the least time and memory.
    const source = readFileSync(filename, 'latin1');
    const cachedData = this.#cache?.read(name);
    const options = cachedData === undefined ? { filename } : { filename, cachedData };
    const script = new Script(source, options);
    if (script.cachedDataRejected !== false) this.#compiled.set(name, script);
    return script.runInThisContext();
  }
}

/**
 * Starts the program. To compile it takes longer than its work on a short log, so what V8 has compiled is kept for the next
 * start; as the last thing, because by then all is compiled that a diagnosis takes.
 */
async function launch(): Promise<void> {
  const loader = new Loader(codeCacheOf(bundle.build));
  const { main } = loader.load(bundle.file) as Program;
  if (await main()) loader.keep();
}

launch();
