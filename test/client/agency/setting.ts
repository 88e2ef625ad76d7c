/** A new agency's first desk beside a relay in memory. */
import { expect } from 'vitest'
import type { AgencyContext } from '../../../client/agency/context.ts'
import { foundAgency } from '../../../client/agency/found-agency.ts'
import { inviteMember, type InviteOutcome } from '../../../client/agency/invite-member.ts'
import { type AdministratorKeys, createAgencyKeys } from '../../../client/agency/member-keys.ts'
import { fetchSheets } from '../../../client/agency/member-sheet.ts'
import { NOTHING_SEEN, type SeenVersions } from '../../../shared/trust/area.ts'
import type { MemberSheet } from '../../../shared/trust/member-sheet.ts'
import { TODAY, p } from '../../shared/trust/world.ts'
import { contextWith, createFakeRelay, type FakeRelay, issueToken } from './fake-relay.ts'

export const DESCRIPTION = { area: 'lamphun', kind: 'agency', type: 'hospital', names: { en: 'Hospital' } } as const

export interface Setting {
  readonly fake: FakeRelay
  /** `today` may be set. */
  readonly clock: { today: typeof TODAY }
  readonly context: AgencyContext
  readonly keys: AdministratorKeys
  found(): ReturnType<typeof foundAgency>
  /** Under what this desk has seen of the relay right now. */
  invite(...roles: readonly string[]): Promise<Extract<InviteOutcome, { kind: 'invited' }>>
  /** What the relay shows. */
  sheetNow(): Promise<MemberSheet>
  seenNow(): Promise<SeenVersions>
}

/** The outcome, which must be of this kind. */
export function expectKind<O extends { readonly kind: string }, K extends O['kind']>(
  outcome: O,
  kind: K,
): Extract<O, { kind: K }> {
  expect(outcome.kind).toBe(kind)
  return outcome as Extract<O, { kind: K }>
}

export async function openSetting(): Promise<Setting> {
  const fake = createFakeRelay()
  const clock = { today: TODAY }
  const context = contextWith(fake, clock)
  const keys = await createAgencyKeys(p, context.random, TODAY)
  const sheets = async (): Promise<Extract<Awaited<ReturnType<typeof fetchSheets>>, { kind: 'sheets' }>> =>
    expectKind(await fetchSheets(context, keys.agency, keys.signing.publicKey, NOTHING_SEEN), 'sheets')
  return {
    fake,
    clock,
    context,
    keys,
    found: () =>
      foundAgency(context, keys, { token: issueToken(fake, DESCRIPTION), label: 'Desk 1', roles: ['administrator'] }),
    invite: async (...roles) =>
      expectKind(await inviteMember(context, keys, { roles, label: 'Desk 2' }, (await sheets()).seen), 'invited'),
    sheetNow: async () => (await sheets()).memberSheet,
    seenNow: async () => (await sheets()).seen,
  }
}
