/** The keys of the story, found out as whoever holds the ticket or the invitation would: none of them may lie anywhere. */
import { openInvitation } from '../../client/agency/accept-invitation.ts'
import { parseDeskFragment } from '../../client/agency/link.ts'
import { createRelay } from '../../client/relay/relay.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { dayOf } from '../../shared/day.ts'
import { readDeployment } from '../../server/data-folder.ts'
import { keysOf } from '../e2e/harness/member-answer.ts'
import type { Invitation } from '../e2e/harness/invitations.ts'
import { formsOfKey, type Needle } from './needles.ts'

const p = await detectPrimitives(globalThis.crypto)

/** What an invitation gives to a desk; to be asked before the desk takes it. */
export async function deskKeys(origin: string, { link }: Invitation): Promise<Needle[]> {
  const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())
  const relay = createRelay({ fetch: (url, init) => fetch(url, init), origin, today, p })
  const random = (bytes: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(bytes))
  const parsed = parseDeskFragment(new URL(link).hash)
  if (parsed?.kind !== 'join') throw new Error('not an invitation')
  const opened = await openInvitation({ p, random, relay, today, now: () => Date.now() }, parsed)
  if (opened.kind !== 'opened') throw new Error(`the invitation is ${opened.kind}`)
  const { device, chains, teams, signing } = opened.keys
  return [
    ...formsOfKey('device seed', device.seed),
    ...chains.flatMap(({ number, seed }) => formsOfKey(`seed of chain ${number}`, seed)),
    ...teams.flatMap(({ team, seed }) => formsOfKey(`seed of team ${team}`, seed)),
    ...(signing === null ? [] : formsOfKey('signing seed of the agency', signing.seed)),
  ]
}

export interface TicketNeedles {
  /** Never leave the memory of the phone. */
  readonly secret: Needle[]
  /** What the conversation is known by: never in a file of the relay. */
  readonly names: Needle[]
}

export async function ticketKeys(ticket: string, dataFolder: string): Promise<TicketNeedles> {
  const deployment = readDeployment(dataFolder)
  if (deployment === null) throw new Error('no deployment')
  const { reading, reply, followUp, address, pseudonym } = await keysOf(ticket, deployment.rootHash)
  return {
    secret: [
      ...formsOfKey('reading seed', reading.seed),
      ...formsOfKey('reply seed', reply.seed),
      ...formsOfKey('follow-up seed', followUp.seed),
    ],
    names: [
      ...formsOfKey('reply address', address),
      ...formsOfKey('pseudonym', pseudonym),
      ...formsOfKey('follow-up key', followUp.publicKey),
      ...formsOfKey('reading key', reading.publicKey),
    ],
  }
}
