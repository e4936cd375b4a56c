// Signs people of the demo in, each with a session of their own, as a hospital's morning would.

const password = 'a password for measuring'
const demo = { administrator: 'sven.tamarack@lakeview.example', coordinator: 'oona.pewter@lakeview.example' }
const directors = ['mina.zircon@lakeview.example', 'udo.beryl@lakeview.example']
const demoPassword = 'lakeview-demo'

/** A client with one session. `caller` is the address the server takes it to come from, so that sign-in limits count each apart. */
export function client(address, caller) {
  let cookie = ''
  return {
    async send(method, path, body) {
      const headers = { cookie, 'x-forwarded-for': caller, 'accept-encoding': 'gzip' }
      if (body !== undefined) headers['content-type'] = 'application/json'
      const response = await fetch(address + path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
      })
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
      return response
    },
    async ask(method, path, body) {
      const response = await this.send(method, path, body)
      const answer = await response.json()
      if (!response.ok) throw new Error(`${method} ${path}: ${answer.detail}`)
      return answer
    },
  }
}

async function signedIn(address, caller, email, secret = demoPassword) {
  const person = client(address, caller)
  const { actor } = await person.ask('POST', '/api/session', { email, password: secret })
  return { ...person, actor }
}

async function everybody(person, query) {
  const people = []
  let cursor = null
  do {
    const page = await person.ask('GET', `/api/people?limit=500&${query}${cursor === null ? '' : `&cursor=${cursor}`}`)
    people.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return people
}

/** A trainee in training now with a session: with the demo's password, or as a newly invited person chooses one. */
async function traineeOf(administrator, address, caller, { id, email, account }) {
  if (account === 'active') return signedIn(address, caller, email)
  const { url } = await administrator.ask('POST', `/api/people/${id}/invitation`, { email })
  const person = client(address, caller)
  const { actor } = await person.ask('POST', `/api/invitations/${url.split('/').at(-1)}`, { password })
  return { ...person, actor }
}

const stayUntil = '2027-12-31'

/** So many trainees, each with an account of their own, and so many sessions of those who run the programs. */
export async function signInAll(address, { trainees, desks }) {
  const administrator = await signedIn(address, '10.0.0.1', demo.administrator)
  // Who is in training today and next year has preferences to save.
  const isNow = ({ programs }) =>
    programs.some(({ role, level, endOn }) => role === 'trainee' && level !== null && endOn > stayUntil)
  const inTraining = (await everybody(administrator, 'role=trainee')).filter(isNow)
  const users = []
  for (const [index, trainee] of inTraining.slice(0, trainees).entries())
    users.push({ ...(await traineeOf(administrator, address, `10.1.0.${index + 1}`, trainee)), kind: 'trainee' })
  const emails = [demo.coordinator, ...directors]
  for (let index = 0; index < desks; index++) {
    const desk = await signedIn(address, `10.2.0.${index + 1}`, emails[index % emails.length])
    const own = await everybody(desk, 'role=trainee')
    // Each changes somebody else, so that no two collide.
    const { id } = own.findLast((trainee) => !users.some(({ edits }) => edits === trainee.id))
    users.push({ ...desk, kind: 'desk', edits: id })
  }
  return users
}
