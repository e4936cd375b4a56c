import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** How the peer treats the next mails. */
export interface Manners {
  /** Called for each recipient; gives a `refusal`, or null to take it. */
  readonly onRecipient?: (address: string) => Error | null
  /** Breaks the connection in the middle of the text. */
  readonly breakMidway?: boolean
  /** Called when text arrives. */
  readonly onText?: () => void
  /** Called when the whole text is there, before the answer. */
  readonly beforeAnswer?: (peer: { readonly dropConnection: () => void }) => Promise<Error | null>
  /** Called when it has said that it takes the mail. */
  readonly afterAnswer?: () => void
}

export interface MailPeer {
  readonly url: string
  /** Mails that this server has answered with 250, parsed, in their order. */
  readonly accepted: Email[]
  behave(manners: Manners): void
  stop(): Promise<void>
}

/** A real SMTP server on this machine that keeps what it accepts. */
export async function openMailPeer(port = 0): Promise<MailPeer> {
  const accepted: Email[] = []
  let manners: Manners = {}
  const socketOf = (session: SMTPServerSession) =>
    [...server.connections].find((connection) => (connection as unknown as { id: string }).id === session.id) as
      | { _socket: { destroy(): void } }
      | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      done(manners.onRecipient?.(address) ?? null)
    },
    onData(stream: SMTPServerDataStream, session, done) {
      const chunks: Buffer[] = []
      const { breakMidway = false, onText, beforeAnswer, afterAnswer } = manners
      const dropConnection = () => socketOf(session)?._socket.destroy()
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (breakMidway) dropConnection()
        onText?.()
      })
      stream.on('end', () => {
        void (async () => {
          const refusal = (await beforeAnswer?.({ dropConnection })) ?? null
          if (refusal === null && !breakMidway) accepted.push(await PostalMime.parse(Buffer.concat(chunks)))
          done(refusal)
          afterAnswer?.()
        })()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    accepted,
    behave(next) {
      manners = next
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A refusal with its SMTP code. */
export const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode })
