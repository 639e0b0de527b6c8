import { defineConfig } from 'vitest/config';

const wellCovered = { branches: 90 };

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build.ts',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: {
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      // Commands are mostly run by the built program, which is not counted; these are called as they stand.
      thresholds: {
        'src/domain/**': wellCovered,
        'src/errors/**': wellCovered,
        'src/vocobase/**': wellCovered,
        'src/carrier/**': wellCovered,
        'src/http/**': wellCovered,
      },
    },
  },
});
