import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'journeys',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['./serve-demo.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // One browser at a time: two cores serve, render and drive.
    fileParallelism: false,
  },
})
