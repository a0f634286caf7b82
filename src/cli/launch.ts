import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { type CodeCache, codeCacheOf } from './code-cache.ts';

/** Put in by the build: the program beside this file, and what tells this build from others. */
declare const bundle: { readonly file: string; readonly build: string };

/** What the program exports. */
interface Program {
  /** Tells whether it used what most runs use of its code. */
  readonly main: () => Promise<boolean>;
}

interface Module {
  exports: object;
}

/** What Node makes of a CommonJS module, too. */
type ModuleFunction = (
  exports: object,
  require: (name: string) => unknown,
  module: Module,
  filename: string,
  dirname: string,
) => void;

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

  /** @param wanted `./NAME` */
  load(wanted: string): object {
    const name = basename(wanted);
    const known = this.#modules.get(name);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    this.#modules.set(name, module);
    const require = (other: string): unknown =>
      other.startsWith('./') ? this.load(other) : this.#require(other);
    const path = join(__dirname, name);
    this.#functionOf(path)(module.exports, require, module, path, __dirname);
    return module.exports;
  }

  /** Keeps for the next start what has been compiled in this one. */
  keep(): void {
    for (const [name, script] of this.#compiled) this.#cache?.write(name, script.createCachedData());
  }

  #functionOf(filename: string): ModuleFunction {
    const name = basename(filename);
    // The expression of a function. The build leaves ASCII characters only: as such they take the least time and memory.
    const source = readFileSync(filename, 'latin1');
    const cachedData = this.#cache?.read(name);
    const options = cachedData === undefined ? { filename } : { filename, cachedData };
    const script = new Script(source, options);
    if (script.cachedDataRejected !== false) this.#compiled.set(name, script);
    return script.runInThisContext();
  }
}

/** Milliseconds after which a run is a long one. */
const shortRun = 250;

/**
 * Whether V8 makes faster code of what runs often. For a short log that takes more time, and a fifth of all memory, than
 * the faster code saves. Compiled code is only taken from the cache under the setting under which it was written.
 */
function optimize(wanted: boolean): void {
  setFlagsFromString(wanted ? '--opt' : '--no-opt');
}

/**
 * Starts the program. To compile it takes longer than its work on a short log, so what V8 has compiled is kept for the next
 * start; as the last thing, because by then all is compiled that a diagnosis takes.
 */
async function launch(): Promise<void> {
  optimize(false);
  setTimeout(optimize, shortRun, true).unref();
  const loader = new Loader(codeCacheOf(bundle.build));
  const { main } = loader.load(bundle.file) as Program;
  if (!(await main())) return;
  optimize(false);
  loader.keep();
}

launch();
