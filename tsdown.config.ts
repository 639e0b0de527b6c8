import { defineConfig } from 'tsdown';

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
  // Alone, or the bundler may put its helpers beside conf and every start would load conf.
  outputOptions: {
    codeSplitting: { groups: [{ name: 'runtime', test: /rolldown.runtime/ }] },
  },
  deps: { alwaysBundle: [/.*/], neverBundle: ['@napi-rs/keyring'], onlyBundle: false },
});
