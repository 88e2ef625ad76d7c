/**
 * Desks, phones and a relay in one process: the real relay over a database in memory, desks over stores in memory, and a
 * network that can be cut, or lose the relay's answer after it has acted.
 */
import { openInvitation } from '../../../client/agency/accept-invitation.ts'
import type { JoinLink } from '../../../client/agency/link.ts'
import { joinDesk } from '../../../client/desk/enrol/make-desk.ts'
import { watchRelayClock } from '../../../client/desk/relay-clock.ts'
import { openSession, type Session } from '../../../client/desk/session.ts'
import type { DeskTools, Exclusive } from '../../../client/desk/tools.ts'
import { createRelay, type Relay } from '../../../client/relay/relay.ts'
import { NOTHING_BEGUN, type VaultContents } from '../../../client/vault/contents.ts'
import { createVault, encodeSealedVault, parseSealedVault, type Vault } from '../../../client/vault/vault.ts'
import { concat, encodeText, type Bytes } from '../../../shared/bytes/cursor.ts'
import { createCodeChange } from '../../../shared/case/code-change.ts'
import { eventTime } from '../../../shared/case/event.ts'
import { readFrame, signFrame, type SignedEvent } from '../../../shared/case/frame.ts'
import { pseudonymName, type Pseudonym } from '../../../shared/case/names.ts'
import { TO_REPORTER, type ReplyEvent } from '../../../shared/case/reply-event.ts'
import {
  createReporterEvent,
  TO_AGENCY,
  type ReportBody,
  type ReporterBodies,
  type ReporterType,
} from '../../../shared/case/reporter-event.ts'
import type { Writable } from '../../../shared/case/purpose.ts'
import {
  createOverseerFeedback,
  createWatchSlip,
  TO_OVERSEER,
  type OverseerEvent,
  type OverseerFeedbackBody,
} from '../../../shared/case/slip-event.ts'
import { chainFrom, intakeKeyOf, parseChainSeed } from '../../../shared/crypto/chain.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { parseXWingSeed, type IntakePublicKey } from '../../../shared/crypto/keys.ts'
import { open } from '../../../shared/crypto/open.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { seal } from '../../../shared/crypto/seal.ts'
import { createTicket, deriveTicketKeys, type Argon2id, type TicketKeys } from '../../../shared/crypto/ticket.ts'
import { addDays, dayOf, dayStartMs, epochOf, type Day } from '../../../shared/day.ts'
import { inboxOf, parseEnvelopeId } from '../../../shared/wire/address.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { present } from '../../present.ts'
import { openSetting, ORIGIN, publish, type Setting, type SettingInput } from '../../server/relay-fixture.ts'
import { p, TODAY, type Office, type World } from '../../shared/trust/world.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'

export const random = (length: number): Bytes => globalThis.crypto.getRandomValues(new Uint8Array(length))

/** Stretches nothing: the real one has tests of its own. */
export const quickArgon2id: Argon2id = (password, salt) => p.sha256(concat(salt, password))

export interface Network {
  down: boolean
  /** Paths whose next answer is lost, after the relay has acted. */
  readonly losing: Set<string>
  /** Requests that may still be made before the device dies; null: any number. */
  left: number | null
  /** Paths asked for. */
  readonly asked: string[]
  /** Done before the next request to the path. */
  readonly before: Map<string, () => Promise<unknown>>
}

export interface Device {
  readonly session: Session
  readonly store: MemoryStore
  readonly network: Network
  readonly tools: DeskTools
  readonly vault: Vault
  /** A new page over the same store: what a crash or a reload leaves. */
  restart(): Promise<Device>
}

export interface Phone {
  readonly ticket: TicketKeys
  readonly case: Pseudonym
  /** `at`: by its own clock, else now. `about`: the case that it names, else the ticket's own. */
  send<T extends ReporterType>(type: T, body: ReporterBodies[T], at?: string, about?: Pseudonym): Promise<Envelope>
  /** Everything in the reply mailbox that opens. */
  read(): Promise<readonly SignedEvent<ReplyEvent>[]>
}

/** The key that a phone seals to, now. */
export type SealTo = () => Promise<{ readonly epoch: number; readonly key: IntakePublicKey }>

/** What a bench needs of a relay: of the one in this process, or of one in a process of its own. */
export type BenchRelay = Pick<Setting, 'world' | 'client' | 'post' | 'setToday' | 'close'> & {
  readonly app: { request(url: string, init: RequestInit): Response | Promise<Response> }
}

export interface Bench<R extends BenchRelay = Setting> {
  readonly setting: R
  readonly world: World
  /** Moves every clock, the relay's included. */
  setToday(day: Day): void
  today(): Day
  device(office: Office, index: number, options?: { store?: MemoryStore; exclusive?: Exclusive }): Promise<Device>
  /** A browser in which somebody takes this invitation. */
  join(link: JoinLink): Promise<Device>
  /** `sealTo`: else the first chain's key of the day, as a phone has it that was long offline. */
  phone(office?: Office, sealTo?: SealTo): Promise<Phone>
  report(words: string, changes?: Partial<ReportBody>, office?: Office): Promise<Phone>
  /** Whoever holds this code makes another; the letter waits at the office. */
  changeCode(old: Phone): Promise<Phone>
  slip(overseer: Office, agency: Office): Promise<Phone>
  /** `about`: the case that it names, else the ticket's own. */
  feedback(overseer: Office, body: OverseerFeedbackBody, about?: Pseudonym): Promise<Phone>
  close(): Promise<void>
}

const hashOf = (name: string): Promise<Bytes> => p.sha256(encodeText(name))

export async function contentsOf(office: Office, index: number): Promise<VaultContents> {
  const name = present(office.listed.names['en']).replace('Office ', '')
  const epoch = present(epochOf(TODAY))
  return {
    agency: office.id,
    agencyKey: office.signing.publicKey,
    device: present(office.devices[index]).seed,
    signing: index === 0 ? office.signing.seed : null,
    chains: [{ number: 1, epoch, seed: present(parseChainSeed(await hashOf(`chain ${name}`))) }],
    teams: [{ team: 0, version: 1, seed: present(parseXWingSeed<'team'>(await hashOf(`team ${name}`))) }],
    seen: [],
    ...NOTHING_BEGUN,
  }
}

export function reportBody(ticket: TicketKeys, words: string, changes: Partial<ReportBody> = {}): ReportBody {
  return {
    issues: ['family_violence'],
    needs: ['shelter'],
    area: 'lamphun',
    words,
    role: 'self',
    danger: false,
    language: 'en',
    contact: { method: 'ticket_only' },
    consents: ['get_help'],
    reply: { address: ticket.address, key: ticket.reply.publicKey },
    ...changes,
  }
}

export async function openBench(input: SettingInput = {}): Promise<Bench> {
  return benchOver(await openSetting(input))
}

export async function benchOver<R extends BenchRelay>(setting: R): Promise<Bench<R>> {
  await publish(setting)
  const { world } = setting
  let today = TODAY
  // Noon: nothing here depends on the time of day, but midnight is where mistakes hide.
  const nowMs = (): number => dayStartMs(today) + 43_200_000

  const connect = (network: Network): { relay: Relay; aheadDays: () => number } => {
    const clock = watchRelayClock(
      async (url, init) => {
        const path = new URL(url).pathname
        network.asked.push(path)
        const first = network.before.get(path)
        network.before.delete(path)
        await first?.()
        if (network.down || network.left === 0) throw new TypeError('network')
        if (network.left !== null) network.left -= 1
        const headers = new Headers(init.headers)
        headers.set('host', new URL(url).host)
        const { signal: _signal, ...rest } = init
        const response = await setting.app.request(url, { ...rest, headers })
        if (network.losing.delete(path)) throw new TypeError('answer lost')
        return response
      },
      () => dayOf(nowMs()),
    )
    const relay = createRelay({ origin: ORIGIN, today: () => dayOf(nowMs()), p, fetch: clock.fetch })
    return { relay, aheadDays: () => clock.aheadDays() }
  }

  const alone: Exclusive = (_name, work) => work()
  const toolsFor = (
    store: MemoryStore,
    exclusive: Exclusive,
  ): { readonly network: Network; readonly tools: DeskTools } => {
    const network: Network = { down: false, losing: new Set(), left: null, asked: [], before: new Map() }
    const { relay, aheadDays } = connect(network)
    const tools: DeskTools = {
      primitives: p,
      random,
      argon2id: quickArgon2id,
      nowMs,
      today: () => dayOf(nowMs()),
      pause: () => Promise.resolve(),
      relay,
      store,
      rootHash: world.rootHash,
      exclusive,
      clockAheadDays: aheadDays,
    }
    return { network, tools }
  }
  const start = async (id: string, vault: Vault, store: MemoryStore, exclusive: Exclusive): Promise<Device> => {
    const { network, tools } = toolsFor(store, exclusive)
    const contents = present(await vault.reopen(present(parseSealedVault(present(await store.loadVault(id))))))
    const again: Vault = { ...vault, contents }
    const session = present(await openSession(tools, { id, label: 'desk', vault: again }))
    return { session, store, network, tools, vault: again, restart: () => start(id, vault, store, exclusive) }
  }

  const phone = async (office: Office = world.front, sealTo?: SealTo): Promise<Phone> => {
    const ticket = await deriveTicketKeys(p, async () => random(32), createTicket(random), world.rootHash)
    const name = pseudonymName(ticket.pseudonym)
    const address = inboxOf(office.id)
    const firstChain: SealTo = async () => {
      const epoch = present(epochOf(today))
      const chain = present((await contentsOf(office, 0)).chains[0])
      return { epoch, key: (await intakeKeyOf(p, present(await chainFrom(p, chain, epoch)).seed)).publicKey }
    }
    return {
      ticket,
      case: name,
      async send(type, body, at = eventTime(nowMs()), about = name) {
        const common = { random, at, case: about }
        const event = createReporterEvent(type, common, body)
        // One generic type and its body, which the compiler cannot follow into the union.
        const { frame } = await signFrame(p, ticket.followUp, TO_AGENCY, address, event as never)
        const { epoch, key } = await (sealTo ?? firstChain)()
        const envelope = await seal(p, random, { kind: 'inbox', address, hint: epoch, key }, frame)
        await setting.post(address, envelope)
        return envelope
      },
      async read() {
        const reader = setting.client(() => today).asReader(signerOf(p, ticket.reading))
        const envelopes: Envelope[] = []
        for (let after = present(parseEnvelopeId(new Uint8Array(32))), more = true; more;) {
          const page = await reader.listReplies(ticket.address, after)
          if (page.kind !== 'page') throw new Error(page.kind)
          envelopes.push(...page.envelopes)
          more = page.more
          const last = page.envelopes.at(-1)
          if (last !== undefined) after = await envelopeIdOf(p, last)
        }
        const to = { kind: 'reply', address: ticket.address, secret: ticket.reply } as const
        const frames = await Promise.all(envelopes.map((envelope) => open(p, to, envelope)))
        const events = frames.map((frame) => readFrame(p, present(frame), TO_REPORTER, ticket.address))
        return (await Promise.all(events)).map(present)
      },
    }
  }

  const toOverseer = async ({ ticket }: Phone, overseer: Office, event: Writable<OverseerEvent>): Promise<void> => {
    const address = inboxOf(overseer.id)
    const { frame } = await signFrame(p, ticket.followUp, TO_OVERSEER, address, event)
    const epoch = present(epochOf(today))
    const chain = present((await contentsOf(overseer, 0)).chains[0])
    const { publicKey } = await intakeKeyOf(p, present(await chainFrom(p, chain, epoch)).seed)
    const to = { kind: 'inbox', address, hint: epoch, key: publicKey } as const
    await setting.post(address, await seal(p, random, to, frame))
  }

  return {
    setting,
    world,
    setToday(day) {
      today = day
      setting.setToday(day)
    },
    today: () => today,
    async join(link) {
      const store = createMemoryStore()
      const { tools } = toolsFor(store, alone)
      const { relay, today: day, nowMs: now } = tools
      const opened = await openInvitation({ p, random, relay, today: day, now }, link)
      if (opened.kind !== 'opened') throw new Error(opened.kind)
      const chosen = { passphrase: 'a passphrase long enough', name: 'desk' }
      const made = await joinDesk(tools, { ...opened, signingKey: link.signingKey }, chosen)
      if (made.kind !== 'made') throw new Error(made.kind)
      return start(made.open.id, made.open.vault, store, alone)
    },
    async device(office, index, options = {}) {
      const store = options.store ?? createMemoryStore()
      const exclusive = options.exclusive ?? alone
      const tools = { primitives: p, random, argon2id: quickArgon2id }
      const made = await createVault(tools, 'a passphrase long enough', await contentsOf(office, index))
      const id = `${present(office.listed.names['en'])}-${index}`
      await store.saveVault(id, 'desk', encodeSealedVault(made.sealed))
      return start(id, made.vault, store, exclusive)
    },
    phone,
    async report(words, changes, office) {
      const made = await phone(office)
      await made.send('report', reportBody(made.ticket, words, changes))
      return made
    },
    async changeCode(old) {
      const next = await phone()
      const { followUp, address, reply } = next.ticket
      const named = { followUp, reply: { address, key: reply.publicKey } }
      const event = await createCodeChange(p, { random, at: eventTime(nowMs()) }, old.ticket.followUp, named)
      await old.send('code-change', event.body)
      return next
    },
    async slip(overseer, agency) {
      const made = await phone(overseer)
      const common = { random, case: made.case }
      const body = { agency: agency.id, day: today, promisedDay: addDays(today, 3) }
      await toOverseer(made, overseer, createWatchSlip(common, body))
      return made
    },
    async feedback(overseer, body, about) {
      const made = await phone(overseer)
      const common = { random, case: about ?? made.case }
      await toOverseer(made, overseer, createOverseerFeedback(common, today, body))
      return made
    },
    close: () => setting.close(),
  }
}
