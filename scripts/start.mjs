// npm start: installs, builds, prepares the demo and serves. `gradus serve` is the start without the demo.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { installDependencies, root } from './install.mjs'

try {
  installDependencies()
  build()
  process.argv.splice(2, 0, 'demo')
  await import(pathToFileURL(join(root, 'app/dist/cli.js')).href)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
