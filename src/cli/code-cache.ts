import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Script } from 'node:vm';

/** What the cache uses of its process. */
export type CacheProcess = Pick<NodeJS.Process, 'argv' | 'env' | 'platform' | 'version' | 'arch'>;

interface CodeCache {
  /**
   * Keeps what was compiled in this run for the next one, if it is not kept yet. Never fails: the
   * next run then compiles again.
   */
  save(): Promise<void>;
}

/**
 * Loads this program's own files with the code that V8 compiled in an earlier run: compiling takes
 * a third of a short command. `module.enableCompileCache` of Node 22 does the same with one file per
 * module and gains half as much; Node 20 has nothing.
 *
 * One file per command in the user's cache folder. It holds code only, never values. V8 refuses what
 * another version compiled, and the names of the built files change with their content.
 */
export function openCodeCache(io: CacheProcess, version: string): CodeCache | null {
  const word = commandWord(io.argv[2]);
  const folder = cacheFolder(io);
  if (word === null || folder === null) return null;
  const file = join(folder, `${version}-${io.version}-${io.arch}-${word}.bin`);
  const stored = readTrusted(file);
  // Not imported above, because a bare --version does not need them.
  const { createRequire } = process.getBuiltinModule('node:module');
  const vm = process.getBuiltinModule('node:vm');
  const scripts = new Map<string, Script>();
  let isComplete = true;
  let built = '';
  const compile = (path: string): Script => {
    const name = basename(path);
    built = dirname(path);
    const cachedData = stored.get(name);
    // One text without a copy: the built files are ASCII.
    const source = Buffer.concat([head, readFileSync(path), tail]).toString('latin1');
    const script = new vm.Script(source, {
      filename: path,
      columnOffset: -head.length,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    if (script.cachedDataRejected !== false) isComplete = false;
    scripts.set(name, script);
    return script;
  };
  const { cache, extensions } = createRequire(file);
  const loaded = new Map<string, Pick<NodeJS.Module, 'exports'>>();
  // The extension of the built files alone. They name each other by file, so Node's search for them,
  // a tenth of a millisecond each, is only needed for the first.
  extensions['.cjs'] = (first, firstPath) => {
    const load = (path: string): unknown => {
      const known = loaded.get(path) ?? cache[path];
      if (known !== undefined) return known.exports;
      const module = { exports: {} };
      loaded.set(path, module);
      run(module, path);
      return module.exports;
    };
    const run = (module: Pick<NodeJS.Module, 'exports'>, path: string) => {
      const folder = dirname(path);
      const require = (id: string) =>
        id.startsWith('./') ? load(join(folder, id)) : first.require(id);
      const body = compile(path).runInThisContext() as (...args: unknown[]) => void;
      body.call(module.exports, module.exports, require, module, path, folder);
    };
    // Files that Node loaded before this, such as the one that writes the answer, ask Node for the
    // others. A second copy of a file would have its own classes, which `instanceof` refuses.
    const known = loaded.get(firstPath);
    if (known !== undefined) first.exports = known.exports;
    else run(first, firstPath);
  };
  return {
    async save() {
      if (isComplete) return;
      // Without what saving itself loads.
      const used = [...scripts];
      try {
        // A dry run writes nothing to this machine either.
        if (io.argv.includes('--dry-run') || !(await isCommand(word)) || !isOwnHome(io)) return;
        const { ensureFolder, settingsFolder } = await import('../settings/folder.ts');
        // Nothing else belongs among the settings.
        if (isWithin(folder, settingsFolder(io.env, io.platform, io.env.HOME ?? ''))) return;
        ensureFolder(folder);
        const compiled = used.map(([name, script]) => [name, script.createCachedData()] as const);
        // Without what an earlier build of the same version left.
        const kept = [...stored].filter(([name]) => existsSync(join(built, name)));
        write(file, pack(new Map([...kept, ...compiled])));
        removeOldFiles(folder, version);
      } catch {
        // A cache that cannot be written is no failure.
      }
    },
  };
}

/** Node's wrapper of a CommonJS module. */
const head = Buffer.from('(function (exports, require, module, __filename, __dirname) { ');
const tail = Buffer.from('\n})');

/** The typed command; `help` for a line that begins with a flag. Null if it cannot be a command. */
function commandWord(first = '--help'): string | null {
  if (first.startsWith('-')) return 'help';
  return /^[a-z]{1,20}$/.test(first) ? first : null;
}

/** Any word can be typed, so only those that are commands get a file. */
async function isCommand(word: string): Promise<boolean> {
  const { registry } = await import('./registry.ts');
  return registry.some(({ members }) => members.some(({ name }) => name === word));
}

/**
 * This program's part of the user's cache folder. Null if the environment names none, or turns
 * caches off. The XDG specification says to ignore relative paths in its variables.
 */
function cacheFolder({ env, platform }: CacheProcess): string | null {
  const { HOME = '', XDG_CACHE_HOME = '', LOCALAPPDATA = '' } = env;
  if (env.NODE_DISABLE_COMPILE_CACHE) return null;
  let base = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(HOME, '.cache');
  if (platform === 'darwin') base = join(HOME, 'Library', 'Caches');
  if (platform === 'win32') base = join(LOCALAPPDATA, 'Cache');
  return isAbsolute(base) ? join(base, 'vocobase-plivo') : null;
}

/** True for the same folder, or one below it. */
function isWithin(folder: string, outer: string): boolean {
  return join(folder, '/').startsWith(join(resolve(outer), '/'));
}

/**
 * False if the home folder belongs to another user, as with `sudo`: files that root leaves there
 * could not be replaced later.
 */
function isOwnHome({ env, platform }: CacheProcess): boolean {
  return platform === 'win32' || statSync(env.HOME ?? '').uid === process.getuid?.();
}

/** The compiled code by file name; empty unless the file is this user's and only this user's. */
function readTrusted(file: string): Map<string, Buffer> {
  try {
    const facts = lstatSync(file);
    const own = process.getuid?.() ?? facts.uid;
    if (!facts.isFile() || facts.uid !== own || (facts.mode & 0o022) !== 0) return new Map();
    return unpack(readFileSync(file));
  } catch {
    return new Map();
  }
}

// The file holds this twice: the length of the index in 4 bytes, the index as JSON, the code. V8
// crashes on damaged code and does not check it. Comparing two copies is the fastest full check:
// zlib.crc32 would load a module for 1 to 2 ms. Everything begins at a multiple of 8 bytes, or V8
// would copy it.

type Index = Readonly<Record<string, readonly [start: number, end: number]>>;

const aligned = (length: number) => Math.ceil(length / 8) * 8;

function pack(code: ReadonlyMap<string, Buffer>): Buffer[] {
  const index: Record<string, [number, number]> = {};
  let end = 0;
  for (const [name, { length }] of code) {
    index[name] = [end, end + length];
    end = aligned(end + length);
  }
  const text = JSON.stringify(index);
  const start = Buffer.alloc(aligned(4 + text.length));
  start.writeUInt32LE(text.length);
  start.write(text, 4, 'latin1');
  const padded = [...code.values()].flatMap((bytes) => [
    bytes,
    Buffer.alloc(aligned(bytes.length) - bytes.length),
  ]);
  return [start, ...padded, start, ...padded];
}

/** Empty if the file is damaged. */
function unpack(file: Buffer): Map<string, Buffer> {
  const bytes = file.subarray(0, file.length / 2);
  if (!bytes.equals(file.subarray(file.length / 2))) return new Map();
  const length = bytes.readUInt32LE(0);
  const index = JSON.parse(bytes.toString('latin1', 4, 4 + length)) as Index;
  const code = bytes.subarray(aligned(4 + length));
  return new Map(
    Object.entries(index).map(([name, [start, end]]) => [name, code.subarray(start, end)]),
  );
}

/** Replaces the file in one step, so that a run that starts meanwhile reads the old or the new one. */
function write(file: string, parts: readonly Buffer[]): void {
  const part = `${file}.${process.pid}`;
  const fd = openSync(part, 'wx', 0o600);
  try {
    for (const bytes of parts) writeSync(fd, bytes);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(part, file);
}

/**
 * Removes what would stay forever: files of other versions, and of runs that were killed. Other
 * programs' files stay.
 */
function removeOldFiles(folder: string, version: string): void {
  for (const name of readdirSync(folder)) {
    const isOurs = /^\d.*-[a-z]+\.bin(?:\.\d+)?$/.test(name);
    const isCurrent = name.startsWith(`${version}-`) && name.endsWith('.bin');
    if (isOurs && !isCurrent) rmSync(join(folder, name), { force: true });
  }
}
