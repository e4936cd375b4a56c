import { describe, expect, it } from 'vitest'
import type { Definition } from './definition/definition.ts'
import { diffDefinitions } from './diff.ts'
import { shippedDefinitions } from './shipped.ts'

const [older, newer] = shippedDefinitions().filter(({ id }) => id === 'musculoskeletal-imaging-fellowship') as [
  Definition,
  Definition,
]
const told = (edit: (definition: Definition) => void): string[] => {
  const edited = structuredClone(older)
  edit(edited)
  return diffDefinitions(older, edited).map(({ kind, path, sentence }) => `${kind} ${path}: ${sentence}`)
}

describe('diffDefinitions', () => {
  it('tells the change between the two versions of one program in words', () => {
    const sentences = diffDefinitions(older, newer).map(({ sentence }) => sentence)
    expect(sentences).toContain('Musculoskeletal MRI: 3 months becomes at least 20 weeks.')
    expect(sentences).toContain('Musculoskeletal radiographs: 3 months becomes 8 weeks.')
    expect(sentences).toContain('Length: 12 months becomes 52 weeks.')
    expect(sentences).toContain('The rotation “Coverage at the second campus” is added.')
    expect(sentences).toContain('The requirement “Spine intervention” is removed.')
    expect(sentences).toContain('Call: amount per year is now given: 7 to 9 weeks.')
    expect(sentences.every((sentence) => /^[A-Z].*\.$/s.test(sentence))).toBe(true)
  })

  it('matches entries by id, so moving one is a change of order only', () => {
    expect(told(({ rotations }) => rotations.reverse())).toEqual([
      'changed rotations: Musculoskeletal Imaging Fellowship: the order of rotations changes.',
    ])
  })

  it('speaks of capacities, runs, marks and lists as a person would', () => {
    const mri = ({ rotations }: Definition): Definition['rotations'][number] =>
      rotations.find(({ id }) => id === 'msk-mri')!
    expect(told((it) => void (mri(it).capacity = { max: 4 }))).toEqual([
      'changed rotations.msk-mri.capacity.verified: Musculoskeletal MRI, capacity: is now marked as verified.',
    ])
    expect(told((it) => void (mri(it).capacity!.max = 2))).toEqual([
      'changed rotations.msk-mri.capacity: Musculoskeletal MRI: capacity at most 4 trainees at once becomes at most 2 trainees at once.',
    ])
    expect(told((it) => void mri(it).goals!.push('Teach it.'))).toEqual([
      'changed rotations.msk-mri.goals: Musculoskeletal MRI: goals gain “Teach it”.',
    ])
    expect(told((it) => void (it.sections.call = { text: 'None.' }))[0]).toBe(
      'changed sections.call.text: Section “Call”: the wording of the text changes.',
    )
    expect(told((it) => void delete it.offSite)).toEqual([
      'removed offSite: Off-site rotations: off site is no longer given.',
    ])
  })
})
