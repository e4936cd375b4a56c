import { expect, it } from 'vitest'
import type { Role } from '../../../contract/roles.ts'
import type { GrantView } from '../contract.ts'
import { matching, rolesAnswer } from './role-list.ts'

const grant = (personName: string, role: Role, over: Partial<GrantView> = {}): GrantView => ({
  id: `${personName} ${role}`,
  personId: personName,
  personName,
  email: `${personName.toLowerCase()}@example.org`,
  account: 'active',
  role,
  programId: null,
  programName: null,
  ...over,
})
const everybody = { text: '', role: null, programId: undefined }
const two = [grant('Ada', 'administrator'), grant('Ben', 'chief', { programId: 'msk', account: 'none' })]

it('narrows by name or e-mail, by role and by program', () => {
  const names = (filters: Partial<typeof everybody> | { role: Role } | { programId: string }) =>
    matching(two, { ...everybody, ...filters }).rows.map(({ personName }) => personName)
  expect(names({})).toEqual(['Ada', 'Ben'])
  expect(names({ text: ' BEN@' })).toEqual(['Ben'])
  expect(names({ role: 'administrator' })).toEqual(['Ada'])
  expect(names({ programId: 'msk' })).toEqual(['Ben'])
})

it('holds trainees and faculty of a large institution back until somebody looks for them', () => {
  const large = [...two, ...Array.from({ length: 400 }, (_, place) => grant(`Trainee ${place}`, 'trainee'))]
  expect(matching(large, everybody)).toEqual({ rows: two, heldBack: 400 })
  expect(matching(large, { ...everybody, role: 'trainee' }).rows).toHaveLength(400)
  expect(matching(large, { ...everybody, text: 'trainee 399' }).rows).toHaveLength(1)
})

it('says first who holds what', () => {
  expect(rolesAnswer(two)).toBe('2 people hold 2 roles, 1 of them as IT administrator. 1 cannot sign in yet.')
})
