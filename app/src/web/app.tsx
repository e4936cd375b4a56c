import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { getSession } from '../features/accounts/contract.ts'
import { SessionProvider } from '../ui/actor.tsx'
import { useRoute } from '../ui/api.ts'
import { Loaded } from '../ui/loaded.tsx'
import { cssVariables, theme } from '../ui/theme.ts'
import { Messages } from './messages.tsx'
import type { makeRouter } from './router.tsx'

interface Parts {
  readonly client: QueryClient
  readonly router: ReturnType<typeof makeRouter>
  readonly styleNonce: string
}

/** Asks who is looking before anything is drawn, and keeps the number of unread notices fresh. */
function SignedRouter({ router }: Pick<Parts, 'router'>) {
  const query = useRoute(getSession, {}, { everySeconds: 60 })
  return (
    <Loaded query={query} shape="cards">
      {(session) => (
        <SessionProvider session={session}>
          <RouterProvider router={router} />
        </SessionProvider>
      )}
    </Loaded>
  )
}

export function App({ client, router, styleNonce }: Parts) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={client}>
        <SignedRouter router={router} />
        <Messages />
      </QueryClientProvider>
    </MantineProvider>
  )
}
