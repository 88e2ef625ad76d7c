/**
 * A relay in memory that stores what it is told and verifies nothing: clients must find out by themselves. Its answers can
 * be lost on the way, and somebody can be faster.
 */
import type { AgencyContext } from '../../../client/agency/context.ts'
import type { MemberRelay } from '../../../client/relay/member.ts'
import type { Relay } from '../../../client/relay/relay.ts'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { decodeText, type Bytes } from '../../../shared/bytes/cursor.ts'
import type { Random } from '../../../shared/crypto/primitives.ts'
import type { Day } from '../../../shared/day.ts'
import type { AgencyId, EnvelopeId } from '../../../shared/wire/address.ts'
import { parseEnvelopeId } from '../../../shared/wire/address.ts'
import type { PutDocumentRequest, UnverifiedDocument } from '../../../shared/wire/documents.ts'
import type { AgencyDescription, IntroducedAgency } from '../../../shared/wire/introduction.ts'
import type { LogEntry } from '../../../shared/wire/log.ts'
import { p } from '../../shared/trust/world.ts'

const NOWHERE = parseEnvelopeId(new Uint8Array(32)) as EnvelopeId
const UNREACHABLE = { kind: 'unreachable' } as const

export interface FakeRelay {
  readonly relay: Relay
  readonly documents: Map<string, UnverifiedDocument>
  readonly log: LogEntry[]
  readonly introduced: IntroducedAgency[]
  /** Tokens that were made and what they introduce. */
  readonly tokens: Map<string, AgencyDescription>
  /** Verbs whose next answer gets lost, after the relay has done what it was asked. */
  readonly lost: Set<string>
  /** Called before a document is stored: a chance to be faster. */
  beforePut: ((request: PutDocumentRequest) => void) | null
  /** Takes any higher version: else only the next one. */
  takesJumps: boolean
}

interface Head {
  readonly version: number
  readonly chain: number
}

export const headOf = ({ payload }: UnverifiedDocument): Head => JSON.parse(decodeText(payload) ?? '') as Head

export function createFakeRelay(): FakeRelay {
  const documents = new Map<string, UnverifiedDocument>()
  const log: LogEntry[] = []
  const introduced: IntroducedAgency[] = []
  const tokens = new Map<string, AgencyDescription>()
  const lost = new Set<string>()
  const sheets = (kind: string, id: AgencyId): ReadonlyMap<AgencyId, UnverifiedDocument> => {
    const document = documents.get(`${kind}/${id}`)
    return new Map(document === undefined ? [] : [[id, document]])
  }
  const answer = <T>(verb: string, value: T): T | typeof UNREACHABLE => (lost.delete(verb) ? UNREACHABLE : value)
  const never = (): never => {
    throw new Error('not asked for here')
  }
  const member: MemberRelay = {
    listInbox: never,
    take: never,
    async append({ entry }) {
      log.push({ kind: 'entry', number: log.length + 1, from: NOWHERE, bytes: entry })
      return answer('append', { kind: 'appended', number: log.length })
    },
    async tombstone({ replaces, tombstone }) {
      if (log[replaces - 1]?.kind !== 'entry') return { kind: 'already-erased' }
      log[replaces - 1] = { kind: 'tombstone', number: replaces, from: NOWHERE, bytes: tombstone }
      return answer('tombstone', { kind: 'replaced', number: replaces })
    },
    async sync({ after, incarnation }) {
      const current = new Uint8Array(16).fill(7)
      const from = encodeBase64url(incarnation) === encodeBase64url(current) ? after : 0
      // Pages of two, so that paging is always part of the test.
      return { kind: 'page', incarnation: current, head: log.length, entries: log.slice(from, from + 2) }
    },
  }
  const fake: FakeRelay = {
    documents,
    log,
    introduced,
    tokens,
    lost,
    beforePut: null,
    takesJumps: false,
    relay: {
      post: never,
      putBlob: never,
      getBlob: never,
      directory: never,
      area: never,
      asReader: never,
      asKit: never,
      asMember: () => ({ ...member, keepCopy: never, putDocument: never }),
      introduced: async () => ({ kind: 'list', agencies: introduced }),
      async agency(id) {
        const memberSheets = sheets('member-sheet', id)
        if (memberSheets.size === 0) return { kind: 'absent' }
        const directory = { payload: new Uint8Array(), signatures: [] }
        return { kind: 'bundle', bundle: { directory, memberSheets, intakeSheets: sheets('intake-sheet', id) } }
      },
      async introduce({ token, agency, signingKey }) {
        const description = tokens.get(encodeBase64url(token))
        if (description === undefined) return { kind: 'refused', code: 'token' }
        tokens.delete(encodeBase64url(token))
        introduced.push({ ...description, id: agency, signingKey })
        return answer('introduce', { kind: 'introduced', description })
      },
      async putDocument(request) {
        const hook = fake.beforePut
        fake.beforePut = null
        hook?.(request)
        if (request.kind === 'directory') return never()
        const name = `${request.kind}/${request.agency}`
        const stored = documents.get(name)
        const { version, chain } = stored === undefined ? { version: 0, chain: 1 } : headOf(stored)
        const next = headOf(request.document)
        const isAnew = request.kind === 'intake-sheet' && next.chain > chain
        const isTaken = fake.takesJumps ? next.version > version : next.version === version + 1
        if (!isTaken && !isAnew) return { kind: 'superseded', version }
        documents.set(name, request.document)
        return answer(request.kind, { kind: 'stored', version: next.version })
      },
    },
  }
  return fake
}

const random: Random = (length) => globalThis.crypto.getRandomValues(new Uint8Array(length))

/** `clock.today` may be set. */
export function contextWith(fake: FakeRelay, clock: { today: Day }): AgencyContext {
  return { p, random, relay: fake.relay, today: () => clock.today, now: () => clock.today * 86_400_000 }
}

export function issueToken(fake: FakeRelay, description: AgencyDescription): Bytes {
  const token = random(32)
  fake.tokens.set(encodeBase64url(token), description)
  return token
}
