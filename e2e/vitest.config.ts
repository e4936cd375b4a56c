import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'journeys',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['./serve-demo.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // A page answers soon, but not within a second where the machine has other work.
    expect: { poll: { timeout: 15_000 } },
    // One browser at a time: two cores serve, render and drive.
    fileParallelism: false,
  },
})
