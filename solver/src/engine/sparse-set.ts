/** A set of small integers with constant-time add, remove and random pick. */
export interface SparseSet {
  members: Int32Array
  positions: Int32Array
  size: number
}

export function createSparseSet(capacity: number): SparseSet {
  return { members: new Int32Array(capacity), positions: new Int32Array(capacity).fill(-1), size: 0 }
}

export function addTo(set: SparseSet, member: number): void {
  if (set.positions[member] !== -1) return
  set.positions[member] = set.size
  set.members[set.size++] = member
}

export function removeFrom(set: SparseSet, member: number): void {
  const position = set.positions[member]!
  if (position === -1) return
  const last = set.members[--set.size]!
  set.members[position] = last
  set.positions[last] = position
  set.positions[member] = -1
}
