import { Button } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useSession } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { dayWords, instantWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ButtonLink } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { getSession } from '../../accounts/contract.ts'
import { type InboxNotice, listNotifications, markRead } from '../contract.ts'
import { noticeGroups } from '../kinds.ts'
import { byDay } from './by-day.ts'
import classes from './inbox-page.module.css'

function answerOf(unread: number, items: readonly InboxNotice[]): string {
  const asking = items.filter(({ asks, read }) => asks && !read).length
  const news =
    unread === 0 ? 'You have read everything.' : unread === 1 ? 'One notice is new.' : `${unread} notices are new.`
  if (asking === 0) return news
  return `${news} ${asking === 1 ? 'One asks' : `${asking} ask`} for your answer.`
}

export function InboxPage() {
  const { institution } = useSession()
  const query = useRoute(listNotifications, {})
  const mark = useAction(markRead, { refresh: [listNotifications, getSession] })
  const unread = query.data?.unread ?? 0
  return (
    <Page
      title="Inbox"
      answer={query.data === undefined ? undefined : answerOf(unread, query.data.items)}
      actions={
        <>
          {unread === 0 ? null : (
            <Button
              variant="default"
              leftSection={<IconChecks size={18} aria-hidden />}
              loading={mark.isPending}
              onClick={() => mark.mutate({ body: {} })}
            >
              Mark all as read
            </Button>
          )}
          <ButtonLink to="/inbox/choices" variant="default">
            How you are told
          </ButtonLink>
        </>
      }
    >
      <ErrorNotice error={mark.error} />
      <Loaded query={query} shape="cards">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No notices">When a schedule that concerns you changes, it is said here.</EmptyState>
          ) : (
            byDay(items, institution?.timeZone).map(({ on, items: ofDay }) => (
              <Section key={on} title={dayWords(on)}>
                <ul className={classes.list}>
                  {ofDay.map((item) => (
                    <NoticeLine key={item.id} item={item} onRead={() => mark.mutate({ body: { ids: [item.id] } })} />
                  ))}
                </ul>
              </Section>
            ))
          )
        }
      </Loaded>
    </Page>
  )
}

/** The day stands above. */
const timeWords = (at: string, zone: string | undefined): string => instantWords(at, zone).replace(/^.*?, /, '')

function NoticeLine({ item, onRead }: { readonly item: InboxNotice; readonly onRead: () => void }) {
  const { institution } = useSession()
  const router = useRouter()
  const { link } = item
  return (
    <li className={classes.item} data-read={item.read}>
      <span className={classes.mark} aria-hidden />
      <div>
        <div className={classes.title}>
          {item.read ? null : <span className="visually-hidden">New: </span>}
          {link === null ? (
            item.title
          ) : (
            <a
              href={link}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey) return
                event.preventDefault()
                if (!item.read) onRead()
                router.history.push(link)
              }}
            >
              {item.title}
            </a>
          )}
        </div>
        <div>{item.detail}</div>
        <div className={classes.when}>
          {item.asks ? <strong>Asks for your answer · </strong> : null}
          {noticeGroups[item.group]} · {timeWords(item.at, institution?.timeZone)}
        </div>
      </div>
      {item.read ? null : (
        <Button variant="subtle" size="compact-sm" aria-label={`Mark as read: ${item.title}`} onClick={onRead}>
          Mark as read
        </Button>
      )}
    </li>
  )
}
