import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import classes from './page.module.css'

/**
 * Every page: its title, the answer to its one question in the first line, the actions, then the evidence. `wide` gives up the reading
 * width, for grids.
 */
export function Page(props: {
  readonly title: string
  readonly answer?: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly children?: ReactNode
}) {
  useEffect(() => {
    document.title = `${props.title} · Gradus`
  }, [props.title])
  return (
    <div className={classes.page} data-wide={props.wide ?? false}>
      <header className={classes.head}>
        <div className={classes.words}>
          <Title order={1} size="h2" className={classes.title}>
            {props.title}
          </Title>
          {props.answer === undefined ? null : <div className={classes.answer}>{props.answer}</div>}
        </div>
        {props.actions === undefined ? null : (
          <Group gap="xs" className={classes.actions}>
            {props.actions}
          </Group>
        )}
      </header>
      {props.children}
    </div>
  )
}

/** A quiet surface for one part of a page. */
export function Section(props: { readonly title?: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={classes.section}>
      {props.title === undefined ? null : (
        <Group justify="space-between" align="baseline" gap="xs" mb="sm">
          <Title order={2} size="h4">
            {props.title}
          </Title>
          {props.aside}
        </Group>
      )}
      {props.children}
    </section>
  )
}
