import { Button } from '@mantine/core'
import { IconMessage2 } from '@tabler/icons-react'
import type { Comments } from './use-comments.ts'

/** Opens the comments; says how many are not settled. */
export function CommentsButton({ comments }: { readonly comments: Comments }) {
  const open = comments.threads.filter(({ resolved }) => resolved === null).length
  return (
    <Button
      variant={comments.isOpen ? 'light' : 'default'}
      size="sm"
      aria-expanded={comments.isOpen}
      leftSection={<IconMessage2 size={18} aria-hidden />}
      onClick={comments.toggle}
    >
      {open === 0 ? 'Comments' : open === 1 ? '1 comment' : `${open} comments`}
    </Button>
  )
}
