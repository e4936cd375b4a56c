/** Maximum flow (Dinic) on a small graph with whole capacities, and the cut that proves it. */
export interface FlowGraph {
  addNode: () => number
  addEdge: (from: number, to: number, capacity: number) => void
  /** Pushes as much as possible. Call once. */
  maximise: (source: number, sink: number) => number
  /** After `maximise`: whether the node is on the source's side of a minimum cut. */
  onSourceSide: (node: number) => boolean
}

export const UNLIMITED = 0x3fffffff

export function createFlowGraph(): FlowGraph {
  const first: number[] = []
  const next: number[] = []
  const target: number[] = []
  const residual: number[] = []
  let level: Int32Array = new Int32Array(0)

  const link = (from: number, to: number, capacity: number): void => {
    next.push(first[from]!)
    first[from] = target.length
    target.push(to)
    residual.push(capacity)
  }
  const isSpent = (edge: number): boolean => !(residual[edge]! > 0)
  const findLevels = (source: number, sink: number): boolean => {
    level = new Int32Array(first.length).fill(-1)
    level[source] = 0
    const queue = [source]
    for (let head = 0; head < queue.length; head++) {
      const node = queue[head]!
      for (let edge = first[node]!; edge >= 0; edge = next[edge]!) {
        const to = target[edge]!
        if (isSpent(edge) || level[to]! >= 0) continue
        level[to] = level[node]! + 1
        queue.push(to)
      }
    }
    return level[sink]! >= 0
  }
  const push = (node: number, sink: number, limit: number, current: number[]): number => {
    if (node === sink) return limit
    for (; current[node]! >= 0; current[node] = next[current[node]!]!) {
      const edge = current[node]!
      const to = target[edge]!
      if (isSpent(edge) || level[to] !== level[node]! + 1) continue
      const pushed = push(to, sink, Math.min(limit, residual[edge]!), current)
      if (pushed === 0) continue
      residual[edge] = residual[edge]! - pushed
      residual[edge ^ 1] = residual[edge ^ 1]! + pushed
      return pushed
    }
    return 0
  }
  return {
    addNode: () => first.push(-1) - 1,
    addEdge: (from, to, capacity) => {
      link(from, to, capacity)
      link(to, from, 0)
    },
    maximise: (source, sink) => {
      let flow = 0
      while (findLevels(source, sink)) {
        const current = [...first]
        for (let pushed = push(source, sink, UNLIMITED, current); pushed > 0; ) {
          flow += pushed
          pushed = push(source, sink, UNLIMITED, current)
        }
      }
      return flow
    },
    onSourceSide: (node) => level[node]! >= 0,
  }
}
