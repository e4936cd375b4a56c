// Writes the reference pages that come from the code: `npm run reference`. The checks compare them with what is committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './install.mjs'
import { schemaText } from './schemas.mjs'

const load = (path, from = 'app') => import(pathToFileURL(join(root, from, 'dist', path)).href)

async function rolesPage() {
  const [{ featureRoutes }, { roles, roleNames }] = await Promise.all([
    load('features/server.js'),
    load('contract/roles.js'),
  ])
  // Declaring routes opens nothing; the platform is only kept for later.
  const platform = { database: { drizzle: {}, pool: {} }, config: {}, log: {}, jobs: {}, now: () => new Date(0) }
  const permissions = new Map()
  for (const { route } of featureRoutes(platform)) {
    if (typeof route.access === 'string') continue
    const entry = permissions.get(route.access.name) ?? { permission: route.access, routes: 0 }
    entry.routes += 1
    permissions.set(route.access.name, entry)
  }
  const reach = { institution: 'all', program: 'program', self: 'self' }
  const rows = [...permissions.values()]
    .sort((a, b) => (a.permission.name < b.permission.name ? -1 : 1))
    .map(({ permission, routes }) => {
      const cells = roles.map((role) => reach[permission.allow[role]] ?? '')
      return `| ${permission.sentence} | ${cells.join(' | ')} | ${routes} |`
    })
  return [
    '# Who may do what',
    '',
    'Written from the code by `npm run reference`; do not edit. *all*: the whole institution. *program*: the programs of the role.',
    '*self*: only what concerns the person. Empty: not at all. Everything else is denied; every route is tested as every role.',
    '',
    `| | ${roles.map((role) => roleNames[role]).join(' | ')} | Routes |`,
    `|---|${roles.map(() => '---').join('|')}|---|`,
    ...rows,
    '',
  ].join('\n')
}

async function settingsPage() {
  const { settings } = await load('platform/config.js')
  const rows = Object.entries(settings).map(
    ([name, { default: preset, help }]) =>
      `| \`${name}\` | \`--${name.toLowerCase().replaceAll('_', '-')}\` | ${preset === '' ? 'not set' : `\`${preset}\``} | ${help} |`,
  )
  return [
    '# Settings',
    '',
    'Written from the code by `npm run reference`; do not edit. A flag wins over its environment variable.',
    '',
    '| Variable | Flag | Default | Meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

const ROTATION_FILES = ['rotations/problem.ts']
const SHIFT_FILES = [...ROTATION_FILES, 'shifts/problem.ts', 'shifts/rule-types.ts']
const schemas = {
  rotations: { type: 'RotationProblem', title: 'Rotation problem', files: ROTATION_FILES },
  shifts: { type: 'ShiftProblem', title: 'Shift problem', files: SHIFT_FILES },
  placements: { type: 'PlacementProblem', title: 'Placement problem', files: ['placements/problem.ts'] },
}

const { constraintsPage } = await load('constraints-page.js', 'solver')
const pages = {
  'docs/reference/roles.md': await rolesPage(),
  'docs/reference/settings.md': await settingsPage(),
  'solver/docs/constraints.md': constraintsPage(),
  ...Object.fromEntries(
    Object.entries(schemas).map(([name, source]) => [`solver/schema/${name}.json`, schemaText(source)]),
  ),
}
const check = process.argv.includes('--check')
for (const [file, text] of Object.entries(pages)) {
  const path = join(root, file)
  if (!check) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  } else if (readFileSync(path, 'utf8') !== text) {
    console.log(`${file} is not what the code says. Run "npm run reference" and commit it.`)
    process.exitCode = 1
  }
}
