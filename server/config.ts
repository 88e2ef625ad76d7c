/** The only reader of the environment. What cannot work is refused here, in one line for the operator. */
import process from 'node:process'

export interface Config {
  /** 0: any free one. */
  readonly port: number
  /** Addresses to listen on; `localhost` stands for both loopback families. */
  readonly host: string
  readonly dataFolder: string
  readonly pepperFile: string | null
  /** Folder of area packs that the apps are built with; null: those that belong to the repository. */
  readonly areaPacks: string | null
  /** Scheme, host and port under which clients see the relay; empty: every loopback name of the port. */
  readonly origins: readonly string[]
  /** Port on 127.0.0.1 for `/metrics` of a public relay. */
  readonly metricsPort: number | null
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly line: string }

const DEFAULT_PORT = 8787
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host)
}

type Environment = Readonly<Record<string, string | undefined>>

function parsePort(text: string): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null
}

/** As `location.origin` writes it, or null. */
function parseOrigin(text: string): string | null {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text) ? text : null
}

export function readConfig(environment: Environment = process.env): ConfigResult {
  const refuse = (line: string): ConfigResult => ({ ok: false, line })
  const value = (name: string): string | null => environment[name]?.trim() || null
  const port = parsePort(value('PORT') ?? String(DEFAULT_PORT))
  if (port === null) return refuse('PORT is a number from 0 to 65535; 0 picks a free one.')
  const metricsText = value('SOSAFE_METRICS_PORT')
  const metricsPort = metricsText === null ? null : parsePort(metricsText)
  if (metricsText !== null && metricsPort === null) return refuse('SOSAFE_METRICS_PORT is a number from 0 to 65535.')
  const named = (value('SOSAFE_ORIGIN') ?? '').split(/[\s,]+/).filter((text) => text !== '')
  const origins = named.map(parseOrigin).filter((origin) => origin !== null)
  if (origins.length !== named.length)
    return refuse('SOSAFE_ORIGIN is one or more of https://name or https://name:port, without a path.')
  return {
    ok: true,
    config: {
      port,
      host: value('HOST') ?? 'localhost',
      dataFolder: value('SOSAFE_DATA') ?? './data',
      pepperFile: value('SOSAFE_PEPPER_FILE'),
      areaPacks: value('SOSAFE_AREAS'),
      origins,
      metricsPort,
    },
  }
}
