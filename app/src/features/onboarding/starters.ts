import type { ChecklistKind, ItemFields, TemplateFields } from './contract.ts'

const item = (title: string, owner: ItemFields['owner'], dueDays: number | null, guidance = ''): ItemFields => ({
  title,
  owner,
  dueDays,
  guidance,
  documentKindId: null,
})

interface Starter {
  readonly name: string
  readonly horizonDays: number
  readonly items: readonly ItemFields[]
}

/** What a program may begin with and then change: what desks usually ask for, without claim to be complete. */
const starters: Record<ChecklistKind, Starter> = {
  arrival: {
    name: 'Before the first day',
    horizonDays: 240,
    items: [
      item('Sign and return the contract', 'trainee', -120),
      item('Apply for the state licence', 'trainee', -120, 'It can take three months. Tell the desk when it is sent.'),
      item('Begin the visa, if you need one', 'trainee', -180, 'Does it not concern you? Say so under More.'),
      item('Complete the health screening', 'trainee', -45),
      item('Do the mandatory online modules', 'trainee', -14),
      item('Send a photograph for the badge', 'trainee', -30),
      item('Open accounts for PACS, RIS and the record', 'coordinator', -14),
      item('Order badge and radiation dosimeter', 'coordinator', -21),
      item('Assign a reading room desk and a locker', 'coordinator', -7),
      item('Welcome meeting with the director', 'director', 7),
    ],
  },
  departure: {
    name: 'Before the last day',
    horizonDays: 120,
    items: [
      item('Leave a lasting e-mail and postal address', 'trainee', -30),
      item('Finish and sign all open reports', 'trainee', -3),
      item('Return badge, dosimeter and keys', 'trainee', 0),
      item('Exit interview', 'director', -21),
      item('Sign the final summary of training', 'director', -14),
      item('Close accounts after the last day', 'coordinator', 1),
    ],
  },
  return: {
    name: 'Back from a long leave',
    horizonDays: 45,
    items: [
      item('Confirm the day of return', 'trainee', -21),
      item('Renew what ended meanwhile: modules, life support', 'trainee', -7),
      item('Open accounts again', 'coordinator', -3),
      item('Meet to plan the first weeks and the requirements ahead', 'director', 7),
    ],
  },
  'off-site': {
    name: 'Time at another site',
    horizonDays: 365,
    items: [
      item('Letter of agreement for this stay', 'coordinator', null, 'Due by the lead time of the site.'),
      item('Credentialing at the other site', 'coordinator', -45),
      item('Name of who evaluates there', 'coordinator', -21),
      item('Licence or permit valid there', 'trainee', -45),
      item('Housing and travel', 'trainee', -30),
    ],
  },
}

/** A new template of a kind, to be changed before it is kept. */
export const newTemplate = (kind: ChecklistKind, programId: string | null, today: string): TemplateFields => {
  const { name, horizonDays, items } = starters[kind]
  return {
    programId,
    name,
    kind,
    levels: [],
    siteIds: [],
    rotationIds: [],
    horizonDays,
    appliesFrom: today,
    leaveDays: 28,
    automatic: true,
    items: [...items],
  }
}
