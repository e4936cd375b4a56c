/** What the recorded actions are called; one that is not listed is shown by its own name. */
const names: Readonly<Record<string, string>> = {
  'account.invited': 'Made a one-time link',
  'account.password-changed': 'Changed a password',
  'account.password-set': 'Set a password',
  'appointment.archived': 'Put an appointment away',
  'appointment.changed': 'Changed an appointment',
  'appointment.created': 'Entered an appointment',
  'appointment.restored': 'Brought an appointment back',
  'combination.activated': 'Gave the last agreement to a combined fellowship',
  'combination.agreed': 'Agreed to a combined fellowship',
  'combination.proposed': 'Proposed a combined fellowship',
  'combination.withdrawn': 'Withdrew a combined fellowship',
  'leave.cancelled': 'Cancelled leave',
  'leave.entered': 'Entered leave',
  'person.archived': 'Put a person away',
  'person.changed': 'Changed an address or a number',
  'person.created': 'Added a person',
  'person.imported': 'Imported a person',
  'person.renamed': 'Changed a name',
  'person.restored': 'Brought a person back',
  'program.created': 'Created a program',
  'program.version-imported': 'Imported a program version',
  'role.granted': 'Granted a role',
  'role.revoked': 'Revoked a role',
  'room.changed': 'Changed a room',
  'session.closed': 'Signed out',
  'session.opened': 'Signed in',
}

export const actionWords = (action: string): string => names[action] ?? action.replaceAll(/[.-]/g, ' ')

export const actionNames = Object.entries(names)
  .map(([value, label]) => ({ value, label }))
  .sort((a, b) => (a.label < b.label ? -1 : 1))
