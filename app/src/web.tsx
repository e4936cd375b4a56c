import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { getSession } from './features/accounts/contract.ts'
import { pages } from './features/web.ts'
import { makeQueryClient, refreshAnswers } from './ui/api.ts'
import { App } from './web/app.tsx'
import { makeRouter } from './web/router.tsx'

/** The browser's door: one root, one query client, one router over the pages that the features list. */
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element.')
const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
// Mantine passes its nonce to its own styles; the scroll lock of dialogs, which it brings along, looks for this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce })
const client = makeQueryClient(() => void refreshAnswers(client, [getSession]))

createRoot(root).render(
  <StrictMode>
    <App client={client} router={makeRouter(pages)} styleNonce={styleNonce} />
  </StrictMode>,
)
