import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Rolldown } from 'tsdown';

/**
 * The chunks that every start, every run and most commands load: one file each, because opening a
 * file takes longer than reading it. A module goes into the first one that wants it, with all that
 * it imports. The rest is split by what is loaded together.
 */
const chunks = [
  // With the bundler's own helpers, which it may otherwise put beside conf: every start would load it.
  {
    name: 'base',
    test: /rolldown.runtime|[\\/](output[\\/](write|color)|errors[\\/]entry|cli[\\/]code-cache)\.ts$/,
  },
  { name: 'start', test: /[\\/]cli[\\/]program\.ts$/ },
  { name: 'layout', test: /[\\/](output[\\/]table|cli[\\/]format-help)\.ts$/ },
  {
    name: 'run',
    test: /[\\/](cli[\\/](launch|report|usage-error|context)|settings[\\/](folder|store)|credential-options|domain[\\/]vocobase[\\/](call|connection|provider-names))\.ts$/,
  },
  {
    name: 'clients',
    test: /[\\/](http[\\/](exchange|trace)|src[\\/]vocobase[\\/](client|config|connections))\.ts$/,
  },
  { name: 'providers', test: /[\\/]domain[\\/]vocobase[\\/]provider(s|-field)\.ts$/ },
  { name: 'domain', test: /[\\/]src[\\/]domain[\\/]/ },
  { name: 'flows', test: /[\\/]src[\\/]flows[\\/]/ },
  { name: 'carrier', test: /[\\/]src[\\/]carrier[\\/]/ },
];

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
  // Half the text is half the compiling. Functions keep their names, for the stack of a --verbose.
  minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  outputOptions: {
    codeSplitting: {
      groups: chunks.map((chunk, index) => ({ ...chunk, priority: chunks.length - index })),
    },
  },
  deps: { alwaysBundle: [/.*/], neverBundle: ['@napi-rs/keyring'], onlyBundle: false },
  plugins: [leaveOutUnused(), nameWhatIsBundled(), escapeUnicode()],
});

/**
 * Modules that a package loads and that this program never uses. commander loads child_process for
 * subcommands that are programs of their own: some milliseconds of every start. conf loads ajv for
 * its `schema`: 145 KB and 17 ms of every write. undici has HTTP/2, which it uses only when told to,
 * bodies of forms, and its parser twice: without the one for newer processors it uses the other.
 */
function leaveOutUnused(): Rolldown.Plugin {
  const unused: Readonly<Record<string, RegExp>> = {
    'node:child_process': /[\\/]node_modules[\\/]commander[\\/]/,
    'ajv/dist/2020.js': /[\\/]node_modules[\\/]conf[\\/]/,
    'ajv-formats': /[\\/]node_modules[\\/]conf[\\/]/,
    './client-h2.js': /[\\/]node_modules[\\/]undici[\\/]/,
    '../web/fetch/body.js': /[\\/]node_modules[\\/]undici[\\/]/,
    '../llhttp/llhttp_simd-wasm.js': /[\\/]node_modules[\\/]undici[\\/]/,
  };
  const stub = '\0unused';
  const undici = '\0undici';
  return {
    name: 'leave-out-unused',
    resolveId(source, importer) {
      if (source === 'undici') return undici;
      return unused[source]?.test(importer ?? '') ? stub : null;
    },
    load(id) {
      if (id === stub) return 'module.exports = {};';
      return id === undici ? undiciForProxies : null;
    },
  };
}

/** undici's ProxyAgent with its `request`. The whole package, with its own fetch, is 340 KB more. */
const undiciForProxies = `
  const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
  Object.assign(Dispatcher.prototype, require('undici/lib/api/index.js'));
  exports.ProxyAgent = require('undici/lib/dispatcher/proxy-agent.js');
`;

/**
 * Writes the code in ASCII. V8 stores a text with any other character in twice the space, and half a
 * megabyte less is one garbage collection less.
 */
function escapeUnicode(): Rolldown.Plugin {
  return {
    name: 'escape-unicode',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
      }
    },
  };
}

/** Says at the head of each chunk which packages are in it, and writes their licences beside it. */
function nameWhatIsBundled(): Rolldown.Plugin {
  return {
    name: 'name-what-is-bundled',
    generateBundle(_, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const names = new Set<string>();
        for (const id of Object.keys(chunk.modules)) {
          const [folder, name] =
            /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id) ?? [];
          if (folder === undefined || name === undefined) continue;
          folders.add(folder);
          names.add(name.replaceAll('\\', '/'));
        }
        if (names.size > 0) chunk.code = `// Holds: ${[...names].sort().join(', ')}\n${chunk.code}`;
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
