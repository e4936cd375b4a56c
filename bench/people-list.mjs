// npm run bench:people: the list of people with 2,100 trainees more than the demo has: the answer, the page in Chromium (open, type,
// move, choose, scroll), and 500 of them changed at once and taken back.
import { chromium } from 'playwright-core'
import { build } from '../scripts/build.mjs'
import { built, newStorage, start } from './gradus-process.mjs'
import { client } from './people.mjs'
import { conditions, median, percentile, report } from './report.mjs'

const added = 2100
const changed = 500
const scrollFrames = 150
const desk = { email: 'sven.tamarack@lakeview.example', password: 'lakeview-demo' }

build()
const measured = conditions()
const storage = await newStorage('embedded')
const product = start(built('demo'), storage.settings)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})

const givenNames = ['José', 'Zoë', 'Łucja', 'Nils', 'Ada', 'Ümit', 'Ines', 'Bruno', 'Søren', 'Mina']
const file = () =>
  [
    'Staff number,Given name,Family name,E-mail,Role,Program,Level,Start,End',
    ...Array.from({ length: added }, (_, index) => {
      const number = String(index).padStart(4, '0')
      const given = givenNames[index % givenNames.length]
      return `X${number},${given},Measured ${number},measured.${number}@lakeview.example,trainee,body-imaging-and-intervention-fellowship,PGY-6,2027-07-01,2028-06-30`
    }),
  ].join('\n')

const timed = async (work) => {
  const startedAt = performance.now()
  const result = await work()
  return { result, milliseconds: performance.now() - startedAt }
}

/** In the page: milliseconds from a key to the frame that shows what it did, key by key. */
async function keys(page, pressed) {
  await page.evaluate(() => {
    window.painted = []
    const channel = new MessageChannel()
    let startedAt = 0
    channel.port1.addEventListener('message', () => window.painted.push(performance.now() - startedAt))
    channel.port1.start()
    window.addEventListener(
      'keydown',
      (event) => {
        startedAt = event.timeStamp
        // A message posted in a frame is delivered after that frame is painted.
        requestAnimationFrame(() => channel.port2.postMessage(null))
      },
      { capture: true, once: false },
    )
  })
  for (const key of pressed) {
    await page.keyboard.press(key)
    await page.waitForTimeout(120)
  }
  return page.evaluate(() => window.painted)
}

/** Processor time of the page's own thread for a frame of scrolling. */
async function scrolling(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const work = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value
  const before = await work()
  await page.evaluate(async (count) => {
    const scroller = document.querySelector('[role="grid"]').parentElement
    for (let frame = 0; frame < count; frame += 1) {
      scroller.scrollBy({ top: 90 })
      await new Promise(requestAnimationFrame)
    }
  }, scrollFrames)
  return (((await work()) - before) * 1000) / scrollFrames
}

async function inBrowser(address) {
  const page = await (await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } })).newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(desk.email)
  await page.getByLabel('Password', { exact: true }).fill(desk.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  const { milliseconds: opened } = await timed(async () => {
    await page.goto('/people')
    await page.getByRole('row').nth(5).waitFor()
  })
  const frame = await scrolling(page)
  const search = page.getByRole('searchbox', { name: 'Search', exact: true })
  await search.focus()
  const typed = await keys(page, Array.from('jose measured'))
  await search.fill('')
  await search.press('ArrowDown')
  const moved = await keys(
    page,
    Array.from({ length: 20 }, () => 'ArrowDown'),
  )
  const chosen = await keys(
    page,
    Array.from({ length: 20 }, () => 'Shift+ArrowDown'),
  )
  return { opened, frame, typed, moved, chosen }
}

try {
  const address = await product.address()
  const person = client(address, '10.0.0.1')
  await person.ask('POST', '/api/session', desk)
  const cookie = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(desk),
  }).then((response) => response.headers.getSetCookie()[0].split(';')[0])
  const imported = await timed(async () => {
    const response = await fetch(`${address}/api/people/import?commit=true`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/octet-stream' },
      body: file(),
    })
    const answer = await response.json()
    if (answer.committed !== true) throw new Error(JSON.stringify(answer).slice(0, 500))
  })
  const answers = []
  let people = []
  for (let time = 0; time < 10; time += 1) {
    const { result, milliseconds } = await timed(() => person.ask('GET', '/api/people/directory'))
    people = result.people
    answers.push(milliseconds)
  }
  const page = await inBrowser(address)
  const personIds = people.filter(({ familyName }) => familyName.startsWith('Measured')).slice(0, changed)
  const change = { kind: 'appointment', which: 'coming', programId: null, endOn: { shiftDays: 7 } }
  const seen = await timed(() =>
    person.ask('POST', '/api/people/bulk/preview', { personIds: personIds.map(({ id }) => id), change }),
  )
  const rows = seen.result.rows.map(({ personId, appointmentId, expectedVersion }) => ({
    personId,
    appointmentId,
    expectedVersion,
  }))
  const applied = await timed(() => person.ask('POST', '/api/people/bulk', { change, rows }))
  const back = await timed(() => person.ask('POST', `/api/people/bulk/${applied.result.batchId}/take-back`, {}))
  if (back.result.changed !== changed) throw new Error('Not everybody was taken back.')

  const whole = (figure) => Math.round(figure * 10) / 10
  const spread = (figures) => `${whole(median(figures))} ms, 95 %: ${whole(percentile(figures, 0.95))} ms`
  const within = (what, figures, limit) => ({
    what,
    value: spread(figures),
    target: `${limit} ms`,
    met: median(figures) <= limit,
  })
  const told = (what, value) => ({ what, value, target: null, met: null })
  await report('people', {
    command: 'npm run bench:people',
    measured,
    rows: [
      told('people in the list', people.length.toLocaleString('en')),
      told('the whole list, answered', spread(answers)),
      told('the page, opened to its first rows', `${whole(page.opened / 1000)} s`),
      within('a letter of the search to the painted list', page.typed, 100),
      within('an arrow to the painted line', page.moved, 100),
      within('a range extended to painted', page.chosen, 100),
      {
        what: 'processor time for a frame of scrolling',
        value: `${whole(page.frame)} ms`,
        target: '16 ms',
        met: page.frame <= 16,
      },
      told(`${added.toLocaleString('en')} people imported`, `${whole(imported.milliseconds / 1000)} s`),
      told(`a change of ${changed} previewed`, `${Math.round(seen.milliseconds)} ms`),
      told(`a change of ${changed} stored, each with its audit event`, `${Math.round(applied.milliseconds)} ms`),
      told(`a change of ${changed} taken back`, `${Math.round(back.milliseconds)} ms`),
    ],
    details: { answers, ...page },
  })
  await product.stop()
} finally {
  await browser.close()
  await product.kill()
  await storage.remove()
}
