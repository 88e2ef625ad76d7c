/**
 * A world for the model of a case: people with tickets, two agencies with devices, inboxes and logs that lose nothing and
 * deliver when they like. Frames are really written, signed and read; only sealing is left out.
 */
import { detectPrimitives } from '../../../shared/crypto/detect-primitives.ts'
import { logAddressOf, pseudonymOf } from '../../../shared/crypto/addresses.ts'
import { generateSigningKey, type SigningKey } from '../../../shared/crypto/keys.ts'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import type { EmbeddedReply, ReplyTo } from '../../../shared/case/bodies.ts'
import type { Fold, Standing } from '../../../shared/case/case.ts'
import { createCodeChange } from '../../../shared/case/code-change.ts'
import type { EventBase } from '../../../shared/case/event.ts'
import { foldCases } from '../../../shared/case/fold.ts'
import { signFrame, splitFrame, type FrameParts } from '../../../shared/case/frame.ts'
import { createTaken } from '../../../shared/case/log-create.ts'
import { LOG } from '../../../shared/case/log-event.ts'
import { readLogRecord, type LogRecord } from '../../../shared/case/log-record.ts'
import { authorName, envelopeName, pseudonymName, type Author, type Pseudonym } from '../../../shared/case/names.ts'
import { TO_AGENCY, type KnownReporterEvent } from '../../../shared/case/reporter-event.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { parseInboxAddress, parseReplyAddress } from '../../../shared/wire/address.ts'
import type { InboxAddress, LogAddress } from '../../../shared/wire/address.ts'
import { AT, envelopeOf, hashFrom, repeatable, sampleReplyKey } from './samples.ts'
import { present } from '../../present.ts'

const p: Primitives = await detectPrimitives(globalThis.crypto)
const DEVICES = 4

export interface Ticket {
  readonly key: SigningKey<'follow-up'>
  readonly author: Author
  readonly case: Pseudonym
  readonly reply: ReplyTo
  /** The ticket that passed on to it; null for the first of a person. */
  readonly before: number | null
}

/** A piece in an agency's inbox: anybody may take it in, also twice. */
export interface Mail {
  readonly ticket: number
  readonly event: KnownReporterEvent
  readonly parts: FrameParts
  /** Ticket that this code change names. */
  readonly successor: number | null
}

export interface Device {
  readonly key: SigningKey<'device'>
  readonly author: Author
  /** As they arrived, repeats included. */
  readonly known: LogRecord[]
}

/** A line of the log; `about` what the reference model needs of it. */
export interface Entry {
  readonly record: LogRecord
  readonly mail: Mail | null
  /** Whose case a member's event names; null of the log's own kinds and of mail. */
  readonly ticket: number | null
}

export interface Agency {
  readonly inbox: InboxAddress
  readonly log: LogAddress
  readonly devices: readonly Device[]
  /** On no member sheet. */
  readonly stranger: SigningKey<'device'>
  readonly mail: Mail[]
  readonly entries: Entry[]
}

export interface World {
  readonly random: Random
  readonly tickets: Ticket[]
  readonly agencies: readonly [Agency, Agency]
}

// Keys are dear, and nothing hangs on whose they are: the same ones in every world.
const made = repeatable(7)
const keys = await Promise.all(Array.from({ length: 2 * (DEVICES + 1) }, () => generateSigningKey<'device'>(p, made)))
const ticketKeys = await Promise.all(Array.from({ length: 24 }, () => generateSigningKey<'follow-up'>(p, made)))

/** The last device is a former member's: what it has said still counts. */
function standingIn({ devices }: Agency): (author: Author) => Standing {
  return (author) => {
    const at = devices.findIndex((device) => device.author === author)
    if (at === -1) return 'unknown'
    return at === DEVICES - 1 ? 'former' : 'current'
  }
}

async function createAgency(random: Random, of: readonly SigningKey<'device'>[]): Promise<Agency> {
  const inbox = present(parseInboxAddress(random(32)))
  const devices = of.slice(0, DEVICES).map((key) => ({ key, author: authorName(key.publicKey), known: [] }))
  return { inbox, log: await logAddressOf(p, inbox, 0), devices, stranger: present(of[DEVICES]), mail: [], entries: [] }
}

export async function createWorld(seed: number): Promise<World> {
  const random = repeatable(seed)
  const agencies = [
    await createAgency(random, keys.slice(0, DEVICES + 1)),
    await createAgency(random, keys.slice(DEVICES + 1)),
  ] as const
  return { random, tickets: [], agencies }
}

/** Null when the world has no more of them. */
export async function addTicket(world: World, before: number | null): Promise<number | null> {
  const key = ticketKeys[world.tickets.length]
  if (key === undefined) return null
  const address = present(parseReplyAddress(world.random(32)))
  world.tickets.push({
    key,
    author: authorName(key.publicKey),
    case: pseudonymName(await pseudonymOf(p, key.publicKey)),
    reply: { address, key: sampleReplyKey },
    before,
  })
  return world.tickets.length - 1
}

/** The same event to each of the agencies, signed for each by itself. */
export async function say(
  world: World,
  ticket: number,
  event: KnownReporterEvent,
  to: readonly number[],
  successor: number | null = null,
): Promise<void> {
  const { key } = present(world.tickets[ticket])
  for (const index of to) {
    const agency = present(world.agencies[index])
    const { frame } = await signFrame(p, key, TO_AGENCY, agency.inbox, event)
    agency.mail.push({ ticket, event, parts: present(splitFrame(frame)), successor })
  }
}

/** Names a new ticket as the person's; said twice by one ticket, it makes it contested. */
export async function passOn(world: World, ticket: number, to: readonly number[]): Promise<void> {
  const next = await addTicket(world, ticket)
  if (next === null) return
  const { key, reply } = present(world.tickets[next])
  const common = { random: world.random, at: AT }
  const event = await createCodeChange(p, common, present(world.tickets[ticket]).key, { followUp: key, reply })
  await say(world, ticket, event, to, next)
}

/** What a device makes of what has reached it. */
export const foldOf = (agency: Agency, known: readonly LogRecord[]): Fold => foldCases(known, standingIn(agency))

async function appendFrame(agency: Agency, frame: Bytes, about: Omit<Entry, 'record'>): Promise<LogRecord> {
  const record = present(await readLogRecord(p, frame, agency))
  agency.entries.push({ record, ...about })
  return record
}

/** Signs, appends to the log, and keeps it like any device that has written: it knows its own words. */
export async function append(agency: Agency, device: Device, event: EventBase, ticket: number | null): Promise<void> {
  const { frame } = await signFrame(p, device.key, LOG, agency.log, event as never)
  device.known.push(await appendFrame(agency, frame, { mail: null, ticket }))
}

export async function appendStranger(agency: Agency, event: EventBase): Promise<void> {
  const { frame } = await signFrame(p, agency.stranger, LOG, agency.log, event as never)
  await appendFrame(agency, frame, { mail: null, ticket: null })
}

export function replyTo(world: World, reply: ReplyTo | null): { readonly reply?: EmbeddedReply } {
  if (reply === null) return {}
  return { reply: { address: reply.address, envelope: envelopeOf(world.random), event: hashFrom(world.random) } }
}

export async function takeIn(world: World, agency: Agency, device: Device, mail: Mail): Promise<void> {
  const { cases } = foldOf(agency, device.known)
  const { case: name, reply } = present(world.tickets[mail.ticket])
  const before = [...cases.values()].find(({ names }) => names.includes(name))
  const answer = mail.event.type === 'report' ? replyTo(world, reply) : {}
  const body = { envelope: envelopeName(world.random(32)), epoch: 1, ...mail.parts, ...answer }
  const event = createTaken({ random: world.random, at: AT, heads: before?.heads ?? [] }, body)
  const { frame } = await signFrame(p, device.key, LOG, agency.log, event)
  device.known.push(await appendFrame(agency, frame, { mail, ticket: null }))
}
