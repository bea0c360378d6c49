import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'happy-dom',
    include: ['packages/**/*.test.{ts,tsx}', 'apps/**/*.test.{ts,tsx}'],
    setupFiles: ['./tools/vitest.setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
