import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { name: 'solver', include: ['src/**/*.test.ts'], testTimeout: 120_000 } })
