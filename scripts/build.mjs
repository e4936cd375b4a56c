import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installDependencies, root } from './install.mjs'

/** The newest change below a folder, built output aside. */
function newestChange(folder) {
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'dist-web' || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    newest = Math.max(newest, entry.isDirectory() ? newestChange(path) : statSync(path).mtimeMs)
  }
  return newest
}

const run = (label, file, args, cwd = root) => {
  console.log(label)
  execFileSync(process.execPath, [join(root, file), ...args], { cwd, stdio: 'inherit' })
}

const upToDate = (stamp, folders) =>
  existsSync(stamp) && statSync(stamp).mtimeMs >= Math.max(...folders.map((folder) => newestChange(join(root, folder))))

/** Compiles the packages and the browser application, each only when something it is made of has changed. */
export function build() {
  const serverStamp = join(root, 'app/dist/.built')
  if (!upToDate(serverStamp, ['rules/src', 'solver/src', 'app/src', 'app/migrations'])) {
    run('Building the server …', 'node_modules/tsc7/bin/tsc', ['-b'])
    writeFileSync(serverStamp, '')
  }
  const webStamp = join(root, 'app/dist-web/.built')
  if (!upToDate(webStamp, ['app/src', 'rules/src'])) {
    run(
      'Building the browser application …',
      'node_modules/vite/bin/vite.js',
      ['build', '--logLevel', 'warn'],
      join(root, 'app'),
    )
    writeFileSync(webStamp, '')
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  installDependencies()
  build()
}
