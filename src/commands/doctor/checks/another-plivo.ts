import { access, constants, open, readFile, realpath, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { advise, type Check, pass, warn } from '../check.ts';

/** Plivo's own command line tool is also called `plivo`. */
export const anotherPlivo: Check = {
  id: 'path',
  group: 'machine',
  title: 'plivo on the PATH',
  guide: [],
  source: 'this machine',
  async run({ ctx }) {
    const found = await findOnPath('plivo', {
      path: ctx.inputs.env('PATH') ?? '',
      extensions: ctx.inputs.env('PATHEXT') ?? null,
    });
    const [first] = found;
    if (first === undefined) return pass('None');
    if (await isOurs(first)) return pass('This one');
    return warn(
      `Another program called plivo comes first on the PATH: ${first}`,
      advise(
        "It is likely Plivo's own CLI. Call this one vocobase-plivo, or put its folder first on the PATH.",
        'explain another-plivo',
      ),
    );
  },
};

/** The package that this program is published as. */
const packageName = 'vocobase-plivo';

interface SearchPlaces {
  /** The PATH, with the platform's delimiter. */
  readonly path: string;
  /** PATHEXT, on platforms that have it: `.COM;.EXE;.CMD`. */
  readonly extensions: string | null;
}

/** The programs of that name on the PATH, in PATH order. */
async function findOnPath(name: string, places: SearchPlaces): Promise<string[]> {
  const folders = places.path.split(delimiter).filter((folder) => folder !== '');
  const endings = places.extensions === null ? [''] : places.extensions.split(';').filter(Boolean);
  const files = [...new Set(folders)].flatMap((folder) =>
    endings.map((ending) => join(folder, `${name}${ending.toLowerCase()}`)),
  );
  const found = await Promise.all(files.map(isProgram));
  return files.filter((_, index) => found[index]);
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * True if a program is this one: npm links to a file of the package, or, on Windows and with some
 * package managers, writes a small script that names the package.
 */
async function isOurs(file: string): Promise<boolean> {
  const real = await realpath(file).catch(() => file);
  const manifest = join(dirname(dirname(real)), 'package.json');
  const name = await readFile(manifest, 'utf8').then(nameIn, () => null);
  return name === packageName || (await startOf(real)).includes(packageName);
}

function nameIn(manifest: string): unknown {
  try {
    return (JSON.parse(manifest) as { name?: unknown } | null)?.name;
  } catch {
    return null;
  }
}

/** Reads the start of a file: enough for any script, without reading a whole binary. */
async function startOf(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}
