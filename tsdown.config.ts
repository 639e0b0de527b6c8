import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Rolldown } from 'tsdown';

/**
 * What is shipped is CommonJS, split, with every dependency inside: an install brings no package
 * tree, and a start loads only the chunks of the command that was called.
 */
export default defineConfig({
  entry: ['src/main.ts'],
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  outDir: 'dist',
  clean: true,
  dts: false,
  // ora needs the width of a label, for which string-width costs 46 ms of every spinner.
  alias: { 'string-width': 'fast-string-width' },
  // Alone, or the bundler may put its helpers beside conf and every start would load conf.
  outputOptions: {
    codeSplitting: { groups: [{ name: 'runtime', test: /rolldown.runtime/ }] },
  },
  deps: { alwaysBundle: [/.*/], neverBundle: ['@napi-rs/keyring'], onlyBundle: false },
  plugins: [leaveOutChildProcess(), shipLicences()],
});

/**
 * commander loads node:child_process for subcommands that are programs of their own. There are none
 * here, and the module costs every start some milliseconds.
 */
function leaveOutChildProcess(): Rolldown.Plugin {
  const stub = '\0no-child-process';
  return {
    name: 'leave-out-child-process',
    resolveId: (source, importer) =>
      source === 'node:child_process' && /[\\/]node_modules[\\/]commander[\\/]/.test(importer ?? '')
        ? stub
        : null,
    load: (id) => (id === stub ? 'module.exports = {};' : null),
  };
}

/** Writes the licences of the packages that ended up in the bundle beside it. */
function shipLicences(): Rolldown.Plugin {
  return {
    name: 'ship-licences',
    generateBundle(_, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of Object.keys(chunk.modules)) {
          const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
          if (folder !== undefined) folders.add(folder);
        }
      }
      const texts = [...folders].map(licenceOf).sort();
      this.emitFile({
        type: 'asset',
        fileName: 'LICENSES.txt',
        source: `This program contains the following packages.\n\n${texts.join('\n\n')}\n`,
      });
    },
  };
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: string };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file !== undefined && existsSync(join(folder, file))
      ? readFileSync(join(folder, file), 'utf8').trim()
      : '';
  return `${'-'.repeat(78)}\n${name} ${version} (${license ?? 'see below'})\n\n${text}`.trimEnd();
}
