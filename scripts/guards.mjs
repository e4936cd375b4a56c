// Checks that no compiler makes: documents name paths that exist, dependencies run on the oldest supported Node.js, and nothing that
// belongs to one machine is committed.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { root } from './install.mjs'
import { missingVisitors, pagesOf } from './pictures/pages.mjs'

const problems = []
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))

// 1. Every path that a document names exists: links, and `code` that looks like a path of this repository.
const tops = new Set(tracked.map((file) => file.split('/')[0]))
for (const file of tracked.filter((name) => name.endsWith('.md'))) {
  const text = readFileSync(join(root, file), 'utf8').replace(/```[\s\S]*?```/g, '')
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].map((match) =>
    join(dirname(file), match[1]),
  )
  const paths = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)]
    .map((match) => match[1])
    .filter((path) => tops.has(path.split('/')[0]))
  for (const path of [...links, ...paths])
    if (!/[<>*…]/.test(path) && !existsSync(join(root, normalize(path))))
      problems.push(`${file} names ${path}, which does not exist.`)
}

// 2. Every dependency runs on Node.js 20.20 and newer: an engine range that leaves it out breaks an install there.
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
const admits20 = (range) =>
  range.split('||').some((part) => {
    const clean = part.trim()
    const caret = /^\^(\d+)/.exec(clean)
    if (caret) return Number(caret[1]) === 20
    const atLeast = />=\s*(\d+)(?:\.(\d+))?/.exec(clean)
    if (atLeast) return Number(atLeast[1]) < 20 || (Number(atLeast[1]) === 20 && Number(atLeast[2] ?? 0) <= 20)
    const below = /^<=?\s*(\d+)/.exec(clean)
    if (below) return Number(below[1]) > 20
    const exact = /^(\d+)/.exec(clean)
    return exact ? Number(exact[1]) === 20 : true
  })
for (const [path, entry] of Object.entries(lock.packages))
  if (
    path.startsWith('node_modules/') &&
    typeof entry.engines?.node === 'string' &&
    !entry.optional &&
    !admits20(entry.engines.node)
  )
    problems.push(`${path}@${entry.version} needs Node.js ${entry.engines.node}; the oldest supported is 20.`)
if (
  Object.values(lock.packages).some((entry) => typeof entry.resolved === 'string' && entry.resolved.startsWith('http'))
)
  problems.push('package-lock.json names a registry. Install with the .npmrc of this repository, which leaves it out.')

// 3. Files stay readable.
const longest = 400
for (const file of tracked.filter((name) => /\.(ts|tsx|mjs)$/.test(name))) {
  const lines = readFileSync(join(root, file), 'utf8').split('\n').length
  if (lines > longest) problems.push(`${file} has ${lines} lines; split it by noun (at most ${longest}).`)
}

// 4. Every page is in the album, docs/pages.md.
problems.push(...missingVisitors(pagesOf(tracked, (file) => readFileSync(join(root, file), 'utf8'))))

for (const problem of problems) console.log(problem)
if (problems.length > 0) process.exit(1)
