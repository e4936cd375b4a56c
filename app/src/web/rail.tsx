import { UnstyledButton } from '@mantine/core'
import { IconDots, IconFile } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { mayEnter, type Session, useSession } from '../ui/actor.tsx'
import { type FeaturePage, type FeaturePages, type RailGroup, railGroups } from '../ui/feature-page.ts'
import classes from './rail.module.css'

const groupNames: Record<RailGroup, string> = { me: 'Me', program: 'Program', institution: 'Institution' }

/** The pages of the rail that are the viewer's, in order. */
export function railPages(pages: FeaturePages, session: Session): FeaturePage[] {
  const held = new Set(session.actor?.grants.map((grant) => grant.role))
  return pages
    .filter((page) => page.rail !== undefined && mayEnter(session, page.access))
    .filter((page) => page.rail?.roles === undefined || page.rail.roles.some((role) => held.has(role)))
    .sort((a, b) => (a.rail?.order ?? 0) - (b.rail?.order ?? 0))
}

export function Brand() {
  const { institution } = useSession()
  return (
    <Link to="/" className={classes.brand}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" className={classes.mark}>
        <rect width="32" height="32" rx="7" />
        <path d="M7 24h5v-5h5v-5h5V9h4" />
      </svg>
      <span>
        <span className={classes.name}>Gradus</span>
        {institution === null ? null : <span className={classes.institution}>{institution.name}</span>}
      </span>
    </Link>
  )
}

function Entry({ page, onGo }: { readonly page: FeaturePage; readonly onGo?: (() => void) | undefined }) {
  const Icon = page.icon ?? IconFile
  return (
    <Link
      to={page.path}
      className={classes.entry}
      activeOptions={{ exact: true, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      {...(onGo === undefined ? {} : { onClick: onGo })}
    >
      <Icon size={20} stroke={1.7} aria-hidden />
      <span>{page.label}</span>
    </Link>
  )
}

export function Rail(props: { readonly pages: FeaturePages; readonly label: string; readonly onGo?: () => void }) {
  const mine = railPages(props.pages, useSession())
  return (
    <nav aria-label={props.label}>
      {railGroups.map((group) => {
        const entries = mine.filter((page) => page.rail?.group === group)
        if (entries.length === 0) return null
        return (
          <section key={group} aria-label={groupNames[group]} className={classes.group}>
            <h2 className={classes.heading}>{groupNames[group]}</h2>
            {entries.map((page) => (
              <Entry key={page.path} page={page} onGo={props.onGo} />
            ))}
          </section>
        )
      })}
    </nav>
  )
}

/** The bar at the bottom of a phone: four pages and the rest. */
export function BottomBar({ pages, onMore }: { readonly pages: FeaturePages; readonly onMore: () => void }) {
  const mine = railPages(pages, useSession())
    .filter((page) => page.rail?.phone !== undefined)
    .sort((a, b) => (a.rail?.phone ?? 0) - (b.rail?.phone ?? 0))
    .slice(0, 4)
  return (
    <nav aria-label="Main pages" className={classes.bottom}>
      {mine.map((page) => (
        <Entry key={page.path} page={page} />
      ))}
      <UnstyledButton className={classes.entry} onClick={onMore}>
        <IconDots size={20} stroke={1.7} aria-hidden />
        <span>More</span>
      </UnstyledButton>
    </nav>
  )
}
