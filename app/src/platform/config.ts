import { z } from 'zod'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port number')
  .transform(Number)
  .pipe(z.number().max(65_535))

/**
 * Every setting: its environment variable, its default and its meaning. The same names, in lower case with dashes, are flags of
 * `gradus serve` and `gradus worker` (`--port 8080`). docs/self-hosting.md is written from this table.
 */
export const settings = {
  HOST: { shape: z.string().min(1), default: '127.0.0.1', help: 'Address to listen on; 0.0.0.0 for every interface' },
  PORT: { shape: port, default: '4870', help: 'Port to listen on; 0 takes a free one' },
  GRADUS_DATA: { shape: z.string().min(1), default: './data', help: 'Directory of the embedded database' },
  DATABASE_URL: {
    shape: z.string().regex(/^(postgres(ql)?:\/\/.*)?$/, 'a postgres:// address'),
    default: '',
    help: 'PostgreSQL server to use instead of the embedded database',
  },
  DATABASE_POOL: {
    shape: z.string().regex(/^\d+$/).transform(Number),
    default: '10',
    help: 'Connections to PostgreSQL',
  },
  PUBLIC_URL: {
    shape: z.string().regex(/^(https?:\/\/[^/]+)?$/, 'an address without a path'),
    default: '',
    help: 'Address people use, such as https://gradus.example.org; https makes cookies secure',
  },
  WORKER: { shape: flag, default: 'true', help: 'Run background jobs in this process; false when separate workers do' },
  TRUST_PROXY: {
    shape: flag,
    default: 'false',
    help: 'Take the caller address from X-Forwarded-For (behind a proxy only)',
  },
  SMTP_URL: {
    shape: z.string().regex(/^(smtps?:\/\/[^/]+\/?)?$/, 'an address such as smtp://user:password@mail.example.org:587'),
    default: '',
    help: 'Mail server that takes what Gradus sends, smtps:// for TLS from the start; without it no e-mail leaves',
  },
  MAIL_FROM: {
    shape: z.string().regex(/^([^\r\n]*@[^\s@]+)?$/, 'an e-mail address'),
    default: '',
    help: 'Sender of e-mail, such as Gradus <gradus@example.org>; without it no e-mail leaves',
  },
  PUSH_SERVICES: {
    shape: z
      .string()
      .regex(/^[a-z0-9.,:-]*$/, 'host names with commas between them')
      .transform((text) => text.split(',').filter((host) => host !== '')),
    default: 'fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,notify.windows.com',
    help: 'Hosts (and what ends in them) that web push may be sent to; empty turns web push off',
  },
  REQUESTS_PER_DAY: {
    shape: z
      .string()
      .regex(/^\d{1,3}$/, 'a number')
      .transform(Number),
    default: '3',
    help: 'Messages that ask a person for something sent at once in a day; further ones wait for the digest',
  },
  METRICS_TOKEN: {
    shape: z.string(),
    default: '',
    help: 'Bearer token for /metrics; without it only this machine may read it',
  },
  LOG_LEVEL: {
    shape: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    help: 'How much is logged',
  },
} as const

export type SettingName = keyof typeof settings
export type Config = { readonly [N in SettingName]: z.output<(typeof settings)[N]['shape']> }

/** Reads settings from flags first, then the environment, then defaults. Throws one sentence that names the first wrong setting. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Partial<Record<SettingName, string>>> = {},
): Config {
  const read = Object.entries(settings).map(([name, setting]) => {
    const text = flags[name as SettingName] ?? environment[name] ?? setting.default
    const parsed = setting.shape.safeParse(text)
    if (!parsed.success)
      throw new Error(
        `${name} is "${text}", but it must be ${parsed.error.issues[0]?.message ?? 'valid'}. ${setting.help}.`,
      )
    return [name, parsed.data]
  })
  return Object.fromEntries(read) as Config
}

/** Where people reach the application; links in messages begin with it. */
export const publicAddress = ({ PUBLIC_URL, HOST, PORT }: Config): string =>
  PUBLIC_URL === '' ? `http://${HOST}:${PORT}` : PUBLIC_URL
