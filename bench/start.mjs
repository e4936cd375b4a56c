// npm run bench:start: from `npm start` on an existing installation to the first page served, and the memory it takes at rest.
import { setTimeout as delay } from 'node:timers/promises'
import { build } from '../scripts/build.mjs'
import { freePort, memoryOfTree, newStorage, start, built } from './gradus-process.mjs'
import { conditions, median, report } from './report.mjs'

const runs = 5
const restSeconds = 30
const pages = ['/', '/programs/diagnostic-radiology-residency']

build()
const measured = conditions()
const storage = await newStorage('embedded')

async function served(address, path) {
  for (;;) {
    const response = await fetch(address + path).catch(() => undefined)
    await response?.arrayBuffer()
    if (response?.status === 200) return
    await delay(10)
  }
}

async function startOnce() {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const product = start(['npm', 'start', '--silent'], { ...storage.settings, PORT: String(port) })
  const seconds = []
  for (const path of pages) {
    await served(address, path)
    seconds.push((performance.now() - product.startedAt) / 1000)
  }
  return { product, address, seconds }
}

try {
  // The first start makes the database and the demo; it is told apart.
  const first = start(built('demo'), storage.settings)
  await first.address()
  const firstSeconds = (performance.now() - first.startedAt) / 1000
  await first.stop()

  const times = []
  let rest
  for (let run = 1; run <= runs; run++) {
    const { product, address, seconds } = await startOnce()
    times.push(seconds)
    if (run === runs) {
      for (const path of [...pages, '/programs', '/api/session', '/openapi.json']) await served(address, path)
      await delay(restSeconds * 1000)
      rest = await memoryOfTree(product.pid)
    }
    await product.stop()
  }
  const [page, publicPage] = pages.map((_, index) => median(times.map((seconds) => seconds[index])))
  await report('start', {
    command: 'npm run bench:start',
    measured,
    rows: [
      {
        what: '`npm start` to the first page, median of 5',
        value: `${page.toFixed(1)} s`,
        target: '5 s',
        met: page <= 5,
      },
      { what: '… to a public program page', value: `${publicPage.toFixed(1)} s`, target: '5 s', met: publicPage <= 5 },
      {
        what: 'The very first start (new database, demo made)',
        value: `${firstSeconds.toFixed(1)} s`,
        target: null,
        met: null,
      },
      {
        what: `Memory at rest, all processes of \`npm start\`, after ${restSeconds} s`,
        value: `${rest} MB`,
        target: '500 MB',
        met: rest < 500,
      },
    ],
    details: { pages, seconds: times, firstSeconds, restMegabytes: rest },
  })
} finally {
  await storage.remove()
}
