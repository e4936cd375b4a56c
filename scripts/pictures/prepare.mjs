// What the demo has none of until somebody makes it: a draft, a draft of a definition, a call schedule, a workbook, an invitation.
import { ended } from '../demo-server.mjs'

const months = ['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']

/** Makes them through the product's interface; gives the value of each parameter that a path has. */
export async function prepare(ask, personId) {
  const { programs } = await ask('GET', '/api/session')
  const programIds = programs.map(({ id }) => id)
  const { id: scenarioId } = await ask('POST', '/api/scenarios', {
    name: 'With more MRI in spring',
    startYear: 2026,
    programIds,
    from: 'record',
  })
  const residency = programs.find(({ name }) => name === 'Diagnostic Radiology Residency')
  const programId = residency.id
  const { versions } = await ask('GET', `/api/programs/${programId}`)
  const { id: draftId } = await ask('POST', `/api/programs/${programId}/drafts`, {
    fromVersionId: versions[0].id,
    effectiveOn: '2027-07-01',
  })
  const { pools } = await ask('GET', '/api/call/pools')
  const { id: scheduleId } = await ask('POST', '/api/call/schedules', {
    name: 'January',
    startOn: '2027-01-01',
    endOn: '2027-01-31',
    poolIds: pools.map(({ id }) => id),
    from: 'empty',
  })
  await ended(
    ask,
    await ask('POST', `/api/call/schedules/${scheduleId}/solve`, { expectedVersion: 0, seconds: 20, seed: 1 }),
  )
  const batchId = await changeMany(ask, personId)
  const { url } = await ask('POST', `/api/people/${personId}/invitation`, { email: 'somebody.new@lakeview.example' })
  return {
    programId,
    scenarioId,
    draftId,
    scheduleId,
    personId,
    batchId,
    workbookId: await sendWorkbook(ask, programId),
    token: url.split('/').at(-1),
  }
}

/** A change of some people at once. */
async function changeMany(ask, personId) {
  const change = { kind: 'appointment', which: 'now', programId: null, endOn: { shiftDays: 14 } }
  const { rows } = await ask('POST', '/api/people/bulk/preview', { personIds: [personId], change })
  const seen = rows.map(({ personId, appointmentId, expectedVersion }) => ({
    personId,
    appointmentId,
    expectedVersion,
  }))
  const { batchId } = await ask('POST', '/api/people/bulk', { change, reason: 'A later graduation day', rows: seen })
  return batchId
}

/** A year as a desk keeps it, with a code that nobody knows yet. */
async function sendWorkbook(ask, programId) {
  const lines = [
    ['Resident', ...months],
    ['"Egret, Elsa"', 'CT', 'US', 'MRI', 'NUC', 'VAC/CT', 'PEDS', 'XYZ', 'US', 'CT', 'MRI', 'IR', 'CT'],
    ['Holiday coverage', ...months.map(() => 'see list')],
  ]
  const file = new TextEncoder().encode(lines.map((line) => line.join(',')).join('\n'))
  const query = new URLSearchParams({ programId, startYear: '2025', fileName: 'Residents 2025-26.csv' })
  const { id } = await ask('POST', `/api/workbooks?${query}`, file)
  return id
}
