import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/harness/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/readme.test.ts'],
        },
      },
      { extends: true, test: { name: 'whole', include: ['test/e2e/**/*.test.ts', 'test/readme.test.ts'] } },
    ],
  },
});
