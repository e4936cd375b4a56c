import { Drawer } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useSession } from '../ui/actor.tsx'
import type { FeaturePages } from '../ui/feature-page.ts'
import { Loading } from '../ui/loaded.tsx'
import classes from './frame.module.css'
import { BottomBar, Brand, Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

const Search = lazy(() => import('./search.tsx').then((module) => ({ default: module.Search })))

/** The frame around every page: skip link, rail or bottom bar, top bar. Someone not signed in sees only the name and the page. */
export function Frame({ pages, children }: { readonly pages: FeaturePages; readonly children: ReactNode }) {
  const { actor } = useSession()
  const [more, drawer] = useDisclosure(false)
  // The search is loaded when first asked for; each further asking opens it again.
  const [asked, setAsked] = useState(0)
  const openSearch = () => setAsked((times) => times + 1)
  useHotkeys([['mod+K', openSearch]], [], true)
  const path = useLocation({ select: (location) => location.pathname })

  // Inside the frame this is what scrolls: a page without anything to tab to must still be read with the arrow keys.
  const main = (
    <main id="main" tabIndex={actor === null ? -1 : 0} className={classes.main} key={actor === null ? 'out' : 'in'}>
      <Suspense fallback={<Loading shape="cards" />}>{children}</Suspense>
    </main>
  )
  const skip = (
    <a href="#main" className={classes.skip}>
      Skip to the page
    </a>
  )
  if (actor === null)
    return (
      <div className={classes.plain}>
        {skip}
        <header className={classes.plainHead}>
          <Brand />
        </header>
        {main}
      </div>
    )
  return (
    <div className={classes.frame}>
      {skip}
      <aside className={classes.side}>
        <Brand />
        <Rail pages={pages} label="Pages" />
      </aside>
      <TopBar onSearch={openSearch} />
      {main}
      <BottomBar pages={pages} onMore={drawer.open} />
      <Drawer opened={more} onClose={drawer.close} title="All pages" size="xs">
        <Rail pages={pages} label="All pages" onGo={drawer.close} key={path} />
      </Drawer>
      {asked > 0 ? (
        <Suspense fallback={null}>
          <Search pages={pages} asked={asked} />
        </Suspense>
      ) : null}
    </div>
  )
}
