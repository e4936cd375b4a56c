import { Button } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useSession } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { instantWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { getSession } from '../../accounts/contract.ts'
import { listNotifications, markRead } from '../contract.ts'
import classes from './inbox-page.module.css'

const answerOf = (unread: number): string => {
  if (unread === 0) return 'You have read everything.'
  return unread === 1 ? 'One notice is new.' : `${unread} notices are new.`
}

export function InboxPage() {
  const { institution } = useSession()
  const router = useRouter()
  const query = useRoute(listNotifications, {})
  const mark = useAction(markRead, { refresh: [listNotifications, getSession] })
  const unread = query.data?.unread ?? 0
  return (
    <Page
      title="Inbox"
      answer={query.data === undefined ? undefined : answerOf(unread)}
      actions={
        unread === 0 ? undefined : (
          <Button
            variant="default"
            leftSection={<IconChecks size={18} aria-hidden />}
            loading={mark.isPending}
            onClick={() => mark.mutate({ body: {} })}
          >
            Mark all as read
          </Button>
        )
      }
    >
      <ErrorNotice error={mark.error} />
      <Loaded query={query} shape="cards">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No notices">When a schedule that concerns you changes, it is said here.</EmptyState>
          ) : (
            <Section>
              <ul className={classes.list}>
                {items.map((item) => (
                  <li key={item.id} className={classes.item} data-read={item.read}>
                    <span className={classes.mark} aria-hidden />
                    <div>
                      <div className={classes.title}>
                        {item.read ? null : <span className="visually-hidden">New: </span>}
                        {item.link === null ? (
                          item.title
                        ) : (
                          <a
                            href={item.link}
                            onClick={(event) => {
                              if (event.ctrlKey || event.metaKey || item.link === null) return
                              event.preventDefault()
                              if (!item.read) mark.mutate({ body: { ids: [item.id] } })
                              router.history.push(item.link)
                            }}
                          >
                            {item.title}
                          </a>
                        )}
                      </div>
                      <div>{item.detail}</div>
                      <div className={classes.when}>{instantWords(item.at, institution?.timeZone)}</div>
                    </div>
                    {item.read ? null : (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-label={`Mark as read: ${item.title}`}
                        onClick={() => mark.mutate({ body: { ids: [item.id] } })}
                      >
                        Mark as read
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </Section>
          )
        }
      </Loaded>
    </Page>
  )
}
