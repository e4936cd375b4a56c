/** One event of a stream: its name and its data, parsed. */
export interface StreamEvent {
  readonly event: string
  readonly data: unknown
}

/** Takes whole events from the front of a text; what is not complete yet is left over. */
export function takeEvents(text: string): { readonly events: StreamEvent[]; readonly rest: string } {
  const blocks = text.split('\n\n')
  const rest = blocks.pop() ?? ''
  const events = blocks.flatMap((block): StreamEvent[] => {
    const lines = block.split('\n')
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
    const data = field('data')
    return data === undefined ? [] : [{ event: field('event') ?? 'message', data: JSON.parse(data) as unknown }]
  })
  return { events, rest }
}
