// node bench/grid.mjs: the draft grid in Chromium with 150, 600 and 2,000 trainees: frames while scrolling, time from a key or a
// pointer to the painted answer, memory. The page is the product's own; the demo's year is multiplied on the way to it.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { build } from '../scripts/build.mjs'
import { built, newStorage, start } from './gradus-process.mjs'
import { conditions, median, percentile, report } from './report.mjs'

const chief = { email: 'kira.kestrel@lakeview.example', password: 'lakeview-demo' }
const sizes = [150, 600, 2000]
const steps = 40
const scrollFrames = 150
const year = 2026

build()
const measured = conditions()
const storage = await newStorage('embedded')
const product = start(built('demo'), storage.settings)
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
if (!existsSync(executablePath)) throw new Error('Chromium is not installed; name it in CHROMIUM.')
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })

/** The items again and again, each time with other ids, until there are `count`. */
const multiplied = (items, count, renamed) =>
  Array.from({ length: count }, (_, index) => renamed(items[index % items.length], Math.floor(index / items.length)))
const named = (id, copy) => (copy === 0 ? id : `${id} ${copy}`)

/** A view and its facts for so many trainees; as many of them share a rotation as there are copies. */
function grown(view, facts, count) {
  const rows = multiplied(view.rows, count, (row, copy) => ({
    ...row,
    appointmentId: named(row.appointmentId, copy),
    personId: named(row.personId, copy),
    personName: named(row.personName, copy),
  }))
  const wanted = new Set(rows.map(({ appointmentId }) => appointmentId))
  const copies = Math.ceil(count / view.rows.length)
  const assignments = multiplied(view.assignments, view.assignments.length * copies, (each, copy) => ({
    ...each,
    id: named(each.id, copy),
    appointmentId: named(each.appointmentId, copy),
  })).filter(({ appointmentId }) => wanted.has(appointmentId))
  const people = multiplied(facts.people, facts.people.length * copies, (person, copy) => ({
    ...person,
    id: named(person.id, copy),
    label: named(person.label, copy),
    appointments: person.appointments.map((each) => ({ ...each, id: named(each.id, copy) })),
    fixed: person.fixed.map((each) => ({ ...each, appointmentId: named(each.appointmentId, copy) })),
  }))
  return { view: { ...view, rows, assignments }, facts: { ...facts, people } }
}

/** In the page: milliseconds from each event of a kind to the frame that shows what it did. */
const watchPaint = (page, kind) =>
  page.evaluate((type) => {
    window.painted = []
    const channel = new MessageChannel()
    let startedAt = []
    channel.port1.addEventListener('message', () =>
      window.painted.push(...startedAt.splice(0).map((at) => performance.now() - at)),
    )
    channel.port1.start()
    window.addEventListener(
      type,
      (event) => {
        startedAt.push(event.timeStamp)
        // A message posted in a frame is delivered after that frame is painted.
        requestAnimationFrame(() => channel.port2.postMessage(null))
      },
      { capture: true },
    )
  }, kind)
const takePainted = (page) => page.evaluate(() => window.painted.splice(0))

const scrollTimes = (page, direction) =>
  page.evaluate(
    async ([axis, count]) => {
      const grid = document.querySelector('[role="grid"]')
      const times = []
      let last = await new Promise(requestAnimationFrame)
      for (let frame = 0; frame < count; frame += 1) {
        grid.scrollBy(axis === 'down' ? { top: 60 } : { left: frame % 60 < 30 ? 40 : -40 })
        const now = await new Promise(requestAnimationFrame)
        times.push(now - last)
        last = now
      }
      return times
    },
    [direction, scrollFrames],
  )

async function measure(context, count, source) {
  const { view, facts } = grown(source.view, source.facts, count)
  const page = await context.newPage()
  const path = `/api/scenarios/${view.scenario.id}`
  await page.route(`**${path}`, (route) => route.fulfill({ json: view }))
  await page.route(`**${path}/facts`, (route) => route.fulfill({ json: facts }))
  await page.route(`**${path}/cells`, (route) =>
    route.fulfill({ json: { version: view.version, rows: [], findings: [] } }),
  )
  const openedAt = performance.now()
  await page.goto(`/schedule/scenarios/${view.scenario.id}`)
  const grid = page.getByRole('grid')
  await grid.waitFor()
  await page.getByRole('list', { name: /^Requirements of/ }).waitFor()
  const opened = performance.now() - openedAt
  await grid.focus()
  await page.keyboard.press('Control+Home')
  await page.waitForTimeout(1000)

  const session = await page.context().newCDPSession(page)
  // The page's own thread, without what others take of the machine meanwhile.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const metric = async (name) =>
    (await session.send('Performance.getMetrics')).metrics.find((each) => each.name === name).value
  const startedWork = await metric('TaskDuration')
  const down = await scrollTimes(page, 'down')
  const across = await scrollTimes(page, 'across')
  const workPerFrame = ((await metric('TaskDuration')) - startedWork) * (1000 / (2 * scrollFrames))
  await page.keyboard.press('Control+Home')
  await watchPaint(page, 'keydown')
  const repeat = async (key) => {
    await page.waitForTimeout(300)
    await takePainted(page)
    for (let step = 0; step < steps; step += 1) {
      await page.keyboard.press(key)
      await page.waitForTimeout(30)
    }
    return takePainted(page)
  }
  const moves = await repeat('ArrowDown')
  const extensions = await repeat('Shift+ArrowRight')
  await page.keyboard.press('Control+Home')
  const edits = []
  for (let step = 0; step < steps; step += 1) {
    await takePainted(page)
    await page.keyboard.press(step % 2 === 0 ? 'Delete' : 'Control+z')
    await page.waitForTimeout(60)
    edits.push(...(await takePainted(page)).slice(-1))
  }
  const hovers = await hoverTimes(page)
  await session.send('HeapProfiler.collectGarbage')
  const [heap, nodes] = [await metric('JSHeapUsedSize'), await metric('Nodes')]
  await page.close({ runBeforeUnload: false })
  return {
    opened,
    down,
    across,
    workPerFrame,
    moves,
    extends: extensions,
    edits,
    hovers,
    megabytes: heap / 1e6,
    nodes,
  }
}

/** An assignment is carried over other cells: from each move of the pointer to the painted verdict. */
async function hoverTimes(page) {
  await page.keyboard.press('Control+Home')
  await page.waitForTimeout(300)
  const cell = await page.locator('[role="gridcell"][class*="active"]').boundingBox()
  const [x, y] = [cell.x + 8, cell.y + 12]
  await page.mouse.click(x, y)
  await watchPaint(page, 'pointermove')
  await page.mouse.down()
  await page.mouse.move(x + 8, y)
  // What lights up first takes the frames it needs; the hover is measured once it stands.
  await page.waitForTimeout(3000)
  await takePainted(page)
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.move(x + 20 + (step % 12) * 38, y + 34 * (1 + (step % 5)))
    await page.waitForTimeout(60)
  }
  const times = await takePainted(page)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return times
}

const whole = (figure) => Math.round(figure * 10) / 10
const spread = (times) => `${whole(median(times))} ms (95 %: ${whole(percentile(times, 0.95))})`
const mean = (times) => times.reduce((sum, each) => sum + each, 0) / times.length
const isSmooth = (times) => mean(times) <= 1000 / 58
const frames = (times) =>
  `${Math.round(1000 / mean(times))} frames a second (95 % of frames within ${whole(percentile(times, 0.95))} ms)`

try {
  const address = await product.address()
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } })
  await context.request.post('/api/session', { data: chief })
  const ask = async (path) => (await context.request.get(path)).json()
  const programIds = (await ask(`/api/schedule/years/${year}`)).programs.map(({ id }) => id)
  const made = await context.request.post('/api/scenarios', {
    data: { name: 'Measured', startYear: year, programIds, from: 'record' },
  })
  const { id } = await made.json()
  const source = { view: await ask(`/api/scenarios/${id}`), facts: await ask(`/api/scenarios/${id}/facts`) }
  const rows = []
  const details = {}
  for (const count of sizes) {
    const result = await measure(context, count, source)
    console.log(`Measured ${count} trainees.`)
    details[count] = { ...result, assignments: grown(source.view, source.facts, count).view.assignments.length }
    const size = `${count.toLocaleString('en')} × 52`
    const isTarget = count === sizes[0]
    const target = (limit, times) => ({
      target: isTarget ? `${limit} ms` : null,
      met: isTarget ? median(times) <= limit : null,
    })
    rows.push(
      { what: `${size}: opened, rules ready`, value: `${whole(result.opened / 1000)} s`, target: null, met: null },
      {
        what: `${size}: scrolling down`,
        value: frames(result.down),
        target: '60 frames a second',
        met: isSmooth(result.down),
      },
      {
        what: `${size}: scrolling across`,
        value: frames(result.across),
        target: '60 frames a second',
        met: isSmooth(result.across),
      },
      {
        what: `${size}: processor time for a frame of scrolling`,
        value: `${whole(result.workPerFrame)} ms`,
        target: '16 ms',
        met: result.workPerFrame <= 16,
      },
      { what: `${size}: arrow key to painted cell`, value: spread(result.moves), ...target(100, result.moves) },
      { what: `${size}: range drawn out to painted`, value: spread(result.extends), ...target(100, result.extends) },
      {
        what: `${size}: edit to painted cell`,
        value: spread(result.edits),
        ...target(100, result.edits),
      },
      {
        what: `${size}: carried over a cell to painted verdict`,
        value: spread(result.hovers),
        ...target(100, result.hovers),
      },
      {
        what: `${size}: memory of the page`,
        value: `${Math.round(result.megabytes)} MB, ${result.nodes} nodes`,
        target: null,
        met: null,
      },
    )
  }
  await report('grid', { command: 'npm run bench:grid', measured, rows, details })
  await context.close()
  await product.stop()
} finally {
  await browser.close()
  await product.kill()
  await storage.remove()
}
