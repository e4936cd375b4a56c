import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type AnchorAttributes = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps | 'style' | 'color'> & {
  ref?: Ref<HTMLAnchorElement>
}

function PlainAnchor(props: AnchorProps & AnchorAttributes) {
  return <Anchor underline="always" inherit {...props} />
}

function AnchorButton(props: ButtonProps & AnchorAttributes) {
  return <Button component="a" {...props} />
}

/** A link in text: `<TextLink to={`/people/${id}`}>Name</TextLink>`. The chosen program and year travel along. */
export const TextLink = createLink(PlainAnchor)
/** A link that looks like a button. */
export const ButtonLink = createLink(AnchorButton)

/** The parameters of the page's path: `const { personId = '' } = usePathParams()`. */
export const usePathParams = (): Readonly<Record<string, string | undefined>> => useParams({ strict: false })

export interface PageSearch {
  /** First calendar year of the academic year that is looked at. */
  readonly year?: number
  readonly program?: string
  readonly [name: string]: unknown
}

/** A name set to undefined is taken out of the address. */
type SearchChange = { readonly [Name in keyof PageSearch]?: PageSearch[Name] | undefined }

/** Keeps what the address may say about year and program, and passes everything else through. */
export function readPageSearch(search: Record<string, unknown>): PageSearch {
  const { year, program, ...others } = search
  return {
    ...others,
    ...(typeof year === 'number' && Number.isInteger(year) ? { year } : {}),
    ...(typeof program === 'string' ? { program } : {}),
  }
}

/** What stands after the `?`, and a way to change some of it without a new entry in the history. */
export function usePageSearch(): readonly [PageSearch, (next: SearchChange) => void] {
  const search: PageSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (next: SearchChange) => {
    void navigate({ to: '.', search: (now: PageSearch) => ({ ...now, ...next }), replace: true })
  }
  return [search, change]
}

/** The program and academic year chosen in the top bar; `undefined` is "all my programs" and "the current year". */
export function useScope(): { readonly startYear: number | undefined; readonly programId: string | undefined } {
  const [search] = usePageSearch()
  return { startYear: search.year, programId: search.program }
}
