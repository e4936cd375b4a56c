import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = 'http://127.0.0.1:4870'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist-web',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: scripts or styles; every asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 4871,
    proxy: Object.fromEntries(['/api', '/feeds', '/programs', '/healthz'].map((path) => [path, server])),
  },
})
