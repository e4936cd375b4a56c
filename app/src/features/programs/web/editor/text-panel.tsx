import { useEffect, useRef } from 'react'
import type { Problem } from '../../../curriculum/contract.ts'
import classes from './editor.module.css'

/** The definition as it stands in the file, with its lines numbered and those at fault marked. */
export function TextPanel(props: {
  readonly text: string
  readonly locked: boolean
  readonly problems: readonly Problem[]
  /** A line to go to; a new object for every jump. */
  readonly line: { readonly line: number } | null
  readonly onChange: (text: string) => void
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const lines = props.text.split('\n')
  const wrong = new Set(props.problems.map(({ line }) => line))
  useEffect(() => {
    const element = area.current
    if (element === null || props.line === null) return
    const before = element.value.split('\n').slice(0, props.line.line - 1)
    const start = before.reduce((sum, line) => sum + line.length + 1, 0)
    element.focus()
    element.setSelectionRange(start, start + (element.value.split('\n')[props.line.line - 1]?.length ?? 0))
    element.scrollTop = Math.max(0, (props.line.line - 8) * lineHeight(element))
  }, [props.line])
  return (
    <div className={classes.text}>
      <div className={classes.gutter} ref={gutter} aria-hidden>
        {lines.map((_, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} data-wrong={wrong.has(index + 1)}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={area}
        className={classes.area}
        aria-label="Definition as text (YAML)"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        readOnly={props.locked}
        value={props.text}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}

const lineHeight = (element: HTMLElement): number => Number.parseFloat(getComputedStyle(element).lineHeight) || 20
