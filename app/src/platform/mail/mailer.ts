import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { Readable } from 'node:stream'
import type { Config } from '../config.ts'

const seconds = 1_000
const usualLimits = { connect: 10 * seconds, silence: 30 * seconds, whole: 90 * seconds }

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Without the angle brackets; the same in every attempt, so that a duplicate can be recognised. */
  readonly messageId: string
  readonly date: Date
  readonly headers: Readonly<Record<string, string>>
}

/**
 * What became of a mail. `unreachable`: the server was never asked, any other mail would fare the same. `later` and `refused`: it said
 * no, for now or for good. `unknown`: it had the whole mail and its answer did not come; it may have taken it or not.
 */
export interface MailOutcome {
  readonly state: 'accepted' | 'unreachable' | 'later' | 'refused' | 'unknown'
  readonly sentence: string
}

export interface Mailer {
  /**
   * Sends one mail. `handOver` is awaited when everything but the last line is with the server; a mail whose `handOver` throws is not
   * accepted by it. From then on only the server's answer tells.
   */
  send(mail: Mail, handOver: () => Promise<void>): Promise<MailOutcome>
  close(): void
}

export const isMailOn = ({ SMTP_URL, MAIL_FROM }: Config): boolean => SMTP_URL !== '' && MAIL_FROM !== ''

/** The part of the sender's address that Message-IDs end in. */
export const mailDomain = (config: Config): string => /@([^>\s]+)>?\s*$/.exec(config.MAIL_FROM)?.[1] ?? 'localhost'

interface Place {
  readonly options: ConstructorParameters<typeof SMTPConnection>[0]
  readonly login: { readonly user: string; readonly pass: string } | null
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

function placeOf(config: Config, limits: typeof usualLimits): Place {
  const url = new URL(config.SMTP_URL)
  const secure = url.protocol === 'smtps:'
  const login =
    url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  return {
    options: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      // A password never crosses the network in the clear.
      requireTLS: !secure && login !== null && !loopback.has(url.hostname),
      name: mailDomain(config),
      connectionTimeout: limits.connect,
      greetingTimeout: limits.connect,
      socketTimeout: limits.silence,
      socketCloseTimeout: 0,
    },
    login,
  }
}

interface SmtpError extends Error {
  readonly responseCode?: number
  readonly response?: string | false
}

const said = ({ response, message }: SmtpError): string =>
  (typeof response === 'string' && response !== '' ? response : message).replaceAll(/\s+/g, ' ').slice(0, 300)

const outcomeOf = (error: SmtpError, isHandedOver: boolean): MailOutcome => {
  const code = error.responseCode ?? 0
  const sentence = said(error)
  if (code >= 500) return { state: 'refused', sentence }
  if (code >= 400) return { state: 'later', sentence }
  return { state: isHandedOver ? 'unknown' : 'later', sentence }
}

/** A connection that is opened for the first mail, kept for the next ones and opened again after a failure. */
export function openMailer(config: Config, limits = usualLimits): Mailer {
  const { options, login } = placeOf(config, limits)
  let connection: SMTPConnection | undefined

  const drop = (): void => {
    connection?.close()
    connection = undefined
  }

  const connect = async (): Promise<SMTPConnection> => {
    if (connection !== undefined) return connection
    const fresh = new SMTPConnection(options)
    await new Promise<void>((resolve, reject) => {
      fresh.once('error', reject)
      fresh.connect(() => {
        if (login === null) resolve()
        else fresh.login(login, (error) => (error ? reject(error) : resolve()))
      })
    }).catch((error: unknown) => {
      fresh.close()
      throw error
    })
    // From now on a broken connection is told to the mail that is under way; between mails it is only forgotten.
    fresh.removeAllListeners('error')
    fresh.on('error', () => {})
    fresh.once('end', () => {
      if (connection === fresh) connection = undefined
    })
    connection = fresh
    return fresh
  }

  return {
    async send(mail, handOver) {
      let open: SMTPConnection
      try {
        open = await connect()
      } catch (error) {
        return { state: 'unreachable', sentence: `The mail server cannot be reached: ${said(error as SmtpError)}` }
      }
      const { to, subject, text, html, date, headers, messageId } = mail
      const message = new MailComposer({
        from: config.MAIL_FROM,
        to,
        subject,
        text,
        html,
        date,
        messageId: `<${messageId}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      }).compile()
      const envelope = message.getEnvelope()
      const body = await message.build()
      let isHandedOver = false
      const gated = Readable.from(
        (async function* () {
          yield body
          // The server has every line but the last; whoever stops here has sent nothing.
          await handOver()
          isHandedOver = true
        })(),
        { objectMode: false },
      )
      try {
        const answer = await new Promise<string>((resolve, reject) => {
          const tooLong = setTimeout(() => reject(new Error('The mail server took too long.')), limits.whole)
          const closed = (): void => end(new Error('The mail server closed the connection.'))
          const end = (error: Error | null, answer = ''): void => {
            clearTimeout(tooLong)
            open.removeListener('error', end)
            open.removeListener('end', closed)
            if (error === null) resolve(answer)
            else reject(error)
          }
          open.on('error', end)
          open.on('end', closed)
          open.send(envelope, gated, (error, info) => end(error ?? null, info?.response))
        })
        return { state: 'accepted', sentence: answer.slice(0, 300) }
      } catch (error) {
        drop()
        return outcomeOf(error as SmtpError, isHandedOver)
      }
    },
    close() {
      connection?.quit()
      connection = undefined
    },
  }
}
