import { defineConfig } from 'vitest/config';

/** Only tests that see a change of the source at once: the others run what was built before. */
export default defineConfig({
  test: {
    include: ['test/{domain,errors,vocobase,carrier}/**/*.test.ts'],
  },
});
