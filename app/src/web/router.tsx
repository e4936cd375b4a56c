import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  Navigate,
  Outlet,
  retainSearchParams,
  useRouter,
} from '@tanstack/react-router'
import { lazy, type ReactNode, useState } from 'react'
import { mayEnter, useSession } from '../ui/actor.tsx'
import type { FeaturePage, FeaturePages } from '../ui/feature-page.ts'
import { Loading } from '../ui/loaded.tsx'
import { readPageSearch, TextLink } from '../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../ui/notices.tsx'
import { Page } from '../ui/page.tsx'
import { Frame } from './frame.tsx'

/** Shows the page to those who may see it, and the way in to those who are not signed in. */
function Guard({ page, children }: { readonly page: FeaturePage; readonly children: ReactNode }) {
  const session = useSession()
  if (mayEnter(session, page.access)) return children
  if (session.actor === null) return <ToSignIn />
  return (
    <Page title={page.label}>
      <EmptyState title="This page is not yours to see" action={<TextLink to="/">Go to the first page</TextLink>}>
        Your roles do not include it. If they should, ask your program coordinator.
      </EmptyState>
    </Page>
  )
}

/** Keeps the wanted address as it was at first: reading it again while the way leads to sign-in would lead there for ever. */
function ToSignIn() {
  const router = useRouter()
  const [next] = useState(() => router.state.location.href)
  return <Navigate to="/sign-in" search={{ next }} replace />
}

function NotFound() {
  return (
    <Page title="No such page">
      <EmptyState title="There is nothing at this address" action={<TextLink to="/">Go to the first page</TextLink>}>
        The link may be old, or a letter may be missing. Search with Ctrl+K, or ⌘K on a Mac.
      </EmptyState>
    </Page>
  )
}

const Broken = ({ error }: ErrorComponentProps) => (
  <Page title="Something went wrong">
    <ErrorNotice error={error as Error} onRetry={() => window.location.reload()} retryLabel="Load the page again" />
  </Page>
)

export function makeRouter(pages: FeaturePages) {
  const root = createRootRoute({
    validateSearch: readPageSearch,
    search: { middlewares: [retainSearchParams(['year', 'program'])] },
    component: () => (
      <Frame pages={pages}>
        <Outlet />
      </Frame>
    ),
    notFoundComponent: NotFound,
    errorComponent: Broken,
  })
  const children = pages.map((page) => {
    const load = async () => ({ default: await page.component() })
    const Content = lazy(load)
    const Guarded = () => (
      <Guard page={page}>
        <Content />
      </Guard>
    )
    return createRoute({
      getParentRoute: () => root,
      path: page.path.replaceAll(':', '$'),
      component: Object.assign(Guarded, { preload: async () => void (await load()) }),
      pendingComponent: Loading,
      errorComponent: Broken,
    })
  })
  return createRouter({
    routeTree: root.addChildren(children),
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    scrollRestoration: true,
  })
}
