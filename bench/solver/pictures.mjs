// Pictures of a run of the benchmark as SVG: score and bound over time, and the gap of each instance.
const width = 640
const height = 280
const margin = { left: 64, right: 16, top: 28, bottom: 36 }
const escape = (text) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const svg = (title, body, tall = height) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${tall}" font-family="system-ui, sans-serif" font-size="12">
<title>${escape(title)}</title>
<rect width="${width}" height="${tall}" fill="#fff"/>
<text x="${margin.left}" y="18" font-weight="600">${escape(title)}</text>
${body}
</svg>
`

/** `history`: { seconds, objective, bound }, null where there is none yet; time is drawn by its square root, as most happens early. */
export function overTime(title, history, best, seconds) {
  const points = (key) => history.filter((entry) => entry[key] !== null && Number.isFinite(entry[key]))
  const values = [
    ...points('objective').map(({ objective }) => objective),
    ...points('bound').map(({ bound }) => bound),
    best,
  ]
  const shown = values.filter((value) => Number.isFinite(value))
  // What is a quarter off the end is of no interest any more; it would flatten the rest.
  const end = points('objective').at(-1)?.objective ?? best ?? 0
  const low = Math.max(Math.min(...shown), end * 0.75)
  const worst = Math.max(low + 1, Math.min(Math.max(...shown), end * 1.25))
  const x = (at) => margin.left + Math.sqrt(Math.min(at, seconds) / seconds) * (width - margin.left - margin.right)
  const y = (value) => {
    const share = (Math.min(worst, Math.max(low, value)) - low) / (worst - low)
    return height - margin.bottom - share * (height - margin.top - margin.bottom)
  }
  const line = (key, colour) => {
    const own = points(key)
    if (own.length === 0) return ''
    const steps = own.flatMap((entry, index) => [
      `${x(entry.seconds)},${y(entry[key])}`,
      `${x(own[index + 1]?.seconds ?? seconds)},${y(entry[key])}`,
    ])
    return `<polyline points="${steps.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`
  }
  const level = Number.isFinite(best)
    ? `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y(best)}" y2="${y(best)}" stroke="#999" stroke-dasharray="4 4"/>`
    : ''
  const ticks = [0, seconds / 16, seconds / 4, seconds]
    .map((at) => `<text x="${x(at)}" y="${height - 16}" text-anchor="middle" fill="#555">${Math.round(at)} s</text>`)
    .join('')
  const scale = [low, worst]
    .map(
      (value) =>
        `<text x="${margin.left - 6}" y="${y(value) + 4}" text-anchor="end" fill="#555">${Math.round(value)}</text>`,
    )
    .join('')
  return svg(
    `${title}: score (blue), proven bound (orange), best known (dashed)`,
    `${level}${line('bound', '#c2620e')}${line('objective', '#1463a5')}${ticks}${scale}`,
  )
}

/** `bars`: { label, gap } with the gap to the best known or the bound as a share; null = nothing found. */
export function gaps(title, bars) {
  const rowHeight = 18
  const tall = margin.top + bars.length * rowHeight + 24
  const most = Math.max(0.01, ...bars.map(({ gap }) => gap ?? 0))
  const rows = bars.map(({ label, gap }, index) => {
    const top = margin.top + index * rowHeight
    const long = gap === null ? 0 : (Math.max(0, gap) / most) * (width - 220)
    const words = gap === null ? 'none found' : `${(gap * 100).toFixed(2)} %`
    return `<text x="110" y="${top + 13}" text-anchor="end">${escape(label)}</text><rect x="118" y="${top + 3}" width="${long}" height="12" fill="#1463a5"/><text x="${124 + long}" y="${top + 13}" fill="#555">${words}</text>`
  })
  return svg(title, rows.join('\n'), tall)
}

const shades = ['#9ec3e6', '#5b9bd0', '#1463a5', '#0b3a63']

/** `lines`: { people, points: { weeks, seconds } }; both axes by their logarithm, so that growth by a power is a straight line. */
export function growth(title, lines) {
  const all = lines.flatMap(({ points }) => points)
  const weeks = [...new Set(all.map((point) => point.weeks))]
  const low = Math.min(...all.map(({ seconds }) => seconds)) / 1.5
  const high = Math.max(...all.map(({ seconds }) => seconds)) * 1.5
  const right = 96
  const x = (at) =>
    margin.left + (Math.log(at / weeks[0]) / Math.log(weeks.at(-1) / weeks[0])) * (width - margin.left - right)
  const y = (at) =>
    height - margin.bottom - (Math.log(at / low) / Math.log(high / low)) * (height - margin.top - margin.bottom)
  // Names beside the ends of their lines, moved down where they would cover each other.
  const places = new Map()
  let free = 0
  for (const { people, points } of lines.toSorted((a, b) => b.points.at(-1).seconds - a.points.at(-1).seconds)) {
    free = Math.max(free, y(points.at(-1).seconds) + 4)
    places.set(people, free)
    free += 14
  }
  const curves = lines.map(({ people, points }, index) => {
    const colour = shades[index % shades.length]
    const end = points.at(-1)
    const dots = points
      .map((at) => `<circle cx="${x(at.weeks)}" cy="${y(at.seconds)}" r="3" fill="${colour}"/>`)
      .join('')
    const path = points.map((at) => `${x(at.weeks)},${y(at.seconds)}`).join(' ')
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}<text x="${x(end.weeks) + 8}" y="${places.get(people)}" fill="#333">${people} people</text>`
  })
  const ticks = weeks.map(
    (at) => `<text x="${x(at)}" y="${height - 16}" text-anchor="middle" fill="#555">${at} weeks</text>`,
  )
  const powers = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].filter(
    (at) => at >= low && at <= high,
  )
  const scale = powers.map(
    (at) =>
      `<line x1="${margin.left}" x2="${width - right}" y1="${y(at)}" y2="${y(at)}" stroke="#ddd"/><text x="${margin.left - 6}" y="${y(at) + 4}" text-anchor="end" fill="#555">${at} s</text>`,
  )
  return svg(title, [...scale, ...curves, ...ticks].join('\n'))
}
