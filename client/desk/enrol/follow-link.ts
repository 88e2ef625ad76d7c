/**
 * Following a link that a person was given: what it says, and the desk that is made by it. The link's secret and the keys that
 * it opens stay in here. Source: docs/protocol.md 9.25 to 9.27.
 */
import { findMember } from '../../../shared/trust/member-sheet.ts'
import type { Names } from '../../../shared/wire/introduction.ts'
import { openInvitation, type OpenInvitationOutcome } from '../../agency/accept-invitation.ts'
import { type FoundLink, type JoinLink, parseDeskFragment } from '../../agency/link.ts'
import { verifyAgency } from '../agency/agency-view.ts'
import type { DeskTools } from '../tools.ts'
import { foundDesk, joinDesk, type Chosen, type MakeOutcome } from './make-desk.ts'

/** What a link is good for, as a person is told. */
export type LinkState =
  /** Not whole, or no link of a desk. */
  | { readonly kind: 'bad' }
  | { readonly kind: 'found' }
  /** `label`: what the administrator calls the device. `names`: null when no verified directory lists the agency. */
  | { readonly kind: 'join'; readonly label: string; readonly names: Names | null }
  | { readonly kind: 'refused'; readonly why: Exclude<OpenInvitationOutcome['kind'], 'opened'> }

export interface Enrolment {
  /** May be asked again. Changes nothing anywhere. */
  check(): Promise<LinkState>
  /** `label`: of the device, where the agency is founded. RangeError before a link that joins was checked. */
  make(chosen: Chosen, label: string): Promise<MakeOutcome>
}

/** What a verified directory calls the agency of the link; null: it does not list it, or there is none yet. */
async function agencyNames(tools: DeskTools, { agency, signingKey }: JoinLink): Promise<Names | null> {
  const answer = await tools.relay.agency(agency)
  const memberSheet = answer.kind === 'bundle' ? answer.bundle.memberSheets.get(agency) : undefined
  if (answer.kind !== 'bundle' || memberSheet === undefined) return null
  const options = { p: tools.primitives, rootHash: tools.rootHash, today: tools.today() }
  const documents = { directory: answer.bundle.directory, memberSheet, intakeSheet: null }
  const { view } = await verifyAgency(options, { agency, agencyKey: signingKey, seen: [] }, documents)
  return view?.listing === 'listed' ? (view.directory?.agencies.get(agency)?.names ?? null) : null
}

function founding(tools: DeskTools, { token }: FoundLink): Enrolment {
  return {
    check: () => Promise.resolve({ kind: 'found' }),
    make: (chosen, label) => foundDesk(tools, { token, label }, chosen),
  }
}

function joining(tools: DeskTools, link: JoinLink): Enrolment {
  const { primitives: p, random, relay, today, nowMs: now } = tools
  let opened: Extract<OpenInvitationOutcome, { kind: 'opened' }> | null = null
  return {
    async check() {
      const [outcome, names] = await Promise.all([
        openInvitation({ p, random, relay, today, now }, link),
        agencyNames(tools, link),
      ])
      if (outcome.kind !== 'opened') return { kind: 'refused', why: outcome.kind }
      opened = outcome
      return { kind: 'join', label: findMember(outcome.memberSheet, outcome.keys.device.publicKey)?.label ?? '', names }
    },
    async make(chosen) {
      if (opened === null) throw new RangeError('the link was not checked')
      const { keys, handovers, seen } = opened
      return joinDesk(tools, { keys, handovers, seen, signingKey: link.signingKey }, chosen)
    },
  }
}

/** Of a page's fragment; null for what is no link of a desk. */
export function followLink(tools: DeskTools, fragment: string): Enrolment | null {
  const link = parseDeskFragment(fragment)
  if (link === null) return null
  return link.kind === 'found' ? founding(tools, link) : joining(tools, link)
}
