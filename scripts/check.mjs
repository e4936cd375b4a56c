// npm run check: everything that reads the code without running it. CI runs exactly this.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.mjs'
import { installDependencies, root } from './install.mjs'

installDependencies()
build()

const node = process.execPath
const bin = (path) => join(root, 'node_modules', path)
const steps = [
  ['types of the browser application', node, [bin('tsc7/bin/tsc'), '-p', 'app/tsconfig.web.json']],
  ['types of the tests', node, [bin('tsc7/bin/tsc'), '-p', 'tsconfig.tests.json']],
  ['lint', node, [bin('oxlint/bin/oxlint'), '.']],
  ['format', node, [bin('@biomejs/biome/bin/biome'), 'check', '.']],
  [
    'imports',
    node,
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      'rules/src',
      'solver/src',
      'app/src',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
    ],
  ],
  ['unused code', node, [bin('knip/bin/knip.js')]],
  ['reference pages', node, [join(root, 'scripts/reference.mjs'), '--check']],
  ['guards', node, [join(root, 'scripts/guards.mjs')]],
]

let failed = 0
for (const [label, command, args] of steps) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  const passed = result.status === 0
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${label}`)
  if (passed) continue
  failed += 1
  console.log(result.stdout)
  console.log(result.stderr)
}
if (failed > 0) {
  console.log(`${failed} of ${steps.length} checks failed.`)
  process.exit(1)
}
console.log(`All ${steps.length} checks passed.`)
