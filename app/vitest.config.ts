import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'app',
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
})
