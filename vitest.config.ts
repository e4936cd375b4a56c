import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { projects: ['rules', 'solver', 'app'], maxWorkers: 2 } })
