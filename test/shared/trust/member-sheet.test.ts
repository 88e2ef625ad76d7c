import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { decodeText } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, MAX_MEMBER_SHEET_BYTES, MEMBER_SHEET_DAYS } from '../../../shared/protocol.ts'
import { nextHead } from '../../../shared/trust/document.ts'
import { encodeMemberSheet, memberState, verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import { signDocument } from '../../../shared/trust/sign-document.ts'
import { TODAY, day, makeOffice, p, pair, signMemberSheet, tamper } from './world.ts'

const office = await makeOffice('front', 'agency')
const foreign = await makeOffice('second', 'agency')
const { memberSheet, signing } = office
const options = { agency: office.id, signingKey: signing.publicKey, today: TODAY }
const signed = await signMemberSheet(memberSheet, signing)
const members = memberSheet.members.map((member) => ({ ...member, device: encodeBase64url(member.device) }))
const teams = memberSheet.teams.map((team) => ({ ...team, key: encodeBase64url(team.key) }))
const chains = memberSheet.chains.map((chain) => ({ ...chain, check: encodeBase64url(chain.check) }))
const [chain] = chains
const replaced = { ...chain, replacedDay: TODAY }
const HASH = encodeBase64url(new Uint8Array(32))

async function reasonFor(change: Record<string, unknown>): Promise<string> {
  const json = JSON.parse(decodeText(encodeMemberSheet(memberSheet)) ?? '') as Record<string, unknown>
  const payload = new TextEncoder().encode(JSON.stringify({ ...json, ...change }))
  const outcome = await verifyMemberSheet(p, await signDocument(p, 'member-sheet', payload, [signing.seed]), options)
  return outcome.ok ? 'accepted' : outcome.reason
}

describe('a member sheet (P7.4)', () => {
  it('is accepted when the signing key of the directory signed it, and reads back what was written', async () => {
    const outcome = await verifyMemberSheet(p, signed, options)
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(encodeMemberSheet(outcome.value)).toEqual(encodeMemberSheet(memberSheet))
    expect(outcome.value.members.map(({ label }) => label)).toEqual(['Desk 1', 'Desk 2'])
  })

  it('has room for a thousand devices, and is refused where it is longer than any agency needs', async () => {
    const [member] = memberSheet.members
    const label = 'คอมพิวเตอร์ตั้งโต๊ะ 1'
    const many = Array.from({ length: 1_000 }, () => ({
      ...member!,
      label,
      from: 1_000_000,
      to: 1_000_001,
      leftDay: TODAY,
    }))
    expect(encodeMemberSheet({ ...memberSheet, members: many }).length).toBeLessThan(MAX_MEMBER_SHEET_BYTES)
    expect(await reasonFor({ later: 'x'.repeat(MAX_MEMBER_SHEET_BYTES) })).toBe('malformed')
  })

  it('is refused when another agency, or one of its own devices, signed it', async () => {
    const byDevice = await signDocument(p, 'member-sheet', encodeMemberSheet(memberSheet), [office.devices[0]!.seed])
    for (const document of [
      await signMemberSheet(memberSheet, foreign.signing),
      byDevice,
      { ...signed, signatures: [] },
    ]) {
      expect(await verifyMemberSheet(p, document, options)).toEqual({ ok: false, reason: 'signature' })
    }
  })

  it('is refused in the place of another agency’s sheet, even under a key of one’s own', async () => {
    const other = { agency: foreign.id, signingKey: signing.publicKey, today: TODAY }
    expect(await verifyMemberSheet(p, signed, other)).toEqual({ ok: false, reason: 'foreign' })
  })

  it('is refused with any byte of its payload changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.payload.length - 1), async (at) => {
        const outcome = await verifyMemberSheet(p, tamper(signed, at), options)
        expect(outcome.ok ? 'accepted' : outcome.reason).toMatch(/^(malformed|signature|foreign)$/)
      }),
      { numRuns: 40 },
    )
  })

  it('is refused when expired, rolled back or forked', async () => {
    const first = await verifyMemberSheet(p, signed, options)
    if (!first.ok) throw new Error(first.reason)
    const late = { ...options, today: addDays(TODAY, MEMBER_SHEET_DAYS + CLOCK_TOLERANCE_DAYS + 1) }
    expect(await verifyMemberSheet(p, signed, late)).toEqual({ ok: false, reason: 'expired' })
    const seen = { ...options, lastVersion: { version: 2, hash: first.value.hash } }
    expect(await verifyMemberSheet(p, signed, seen)).toEqual({ ok: false, reason: 'rolled-back' })
    const other = await signMemberSheet({ ...memberSheet, expiresDay: TODAY }, signing)
    expect(await verifyMemberSheet(p, other, { ...options, lastVersion: first.value })).toEqual({
      ok: false,
      reason: 'fork',
    })
  })

  it.each([
    ['a life longer than allowed', { expiresDay: TODAY + MEMBER_SHEET_DAYS + 1 }],
    ['chain 0', { chain: 0 }],
    ['a chain above those that it names', { chain: 2 }],
    ['a chain that nothing is said of', { chain: 2, chains: [replaced] }],
    ['a chain named twice', { chains: [chain, chain] }],
    ['a current chain that was replaced', { chains: [replaced] }],
    ['an older chain that was not replaced', { chain: 2, chains: [chain, { ...chain, number: 2 }] }],
    [
      'a chain that was replaced after the sheet was issued',
      {
        chain: 2,
        chains: [
          { ...replaced, replacedDay: TODAY + 1 },
          { ...chain, number: 2 },
        ],
      },
    ],
    ['a chain without its check', { chains: [{ ...chain, check: null }] }],
    ['a check too many of a team key', { teams: teams.map((team) => ({ ...team, past: [HASH] })) }],
    ['a check of a team key missing', { teams: teams.map((team) => ({ ...team, version: 3, past: [HASH] })) }],
    ['no team of everybody', { teams: teams.map((team) => ({ ...team, team: 1 })) }],
    ['a team named twice', { teams: [...teams, ...teams] }],
    ['a team version that is no key hint', { teams: teams.map((team) => ({ ...team, version: 65_536 })) }],
    ['a team key that is too short', { teams: teams.map((team) => ({ ...team, key: members[0]?.device })) }],
    ['a device named twice', { members: [...members, ...members] }],
    ['a member of a later version', { members: members.map((member) => ({ ...member, from: 2 })) }],
    ['a member who left before coming', { members: members.map((member) => ({ ...member, to: 1 })) }],
    ['a role that is no code', { members: members.map((member) => ({ ...member, roles: ['Administrator!'] })) }],
    ['no agency', { agency: '' }],
  ])('is malformed with %s', async (_what, change) => {
    expect(await reasonFor(change)).toBe('malformed')
  })

  it('names the chains that were replaced and the versions of team keys before', async () => {
    const after = {
      chain: 2,
      chains: [replaced, { ...chain, number: 2 }],
      teams: teams.map((team) => ({ ...team, version: 2, past: [HASH] })),
    }
    expect(await reasonFor(after)).toBe('accepted')
  })

  it('keeps roles that it does not know and ignores unknown fields', async () => {
    expect(await reasonFor({ later: 1, members: members.map((m) => ({ ...m, roles: ['new_role'], more: 1 })) })).toBe(
      'accepted',
    )
  })

  it('tells current, former and unknown devices apart', async () => {
    const first = await verifyMemberSheet(p, signed, options)
    if (!first.ok) throw new Error(first.reason)
    const [one, two] = office.devices
    const left = memberSheet.members.map((member, index) => (index === 0 ? { ...member, to: 2 } : member))
    const content = { ...memberSheet, ...nextHead(first.value, TODAY, MEMBER_SHEET_DAYS), members: left }
    const second = await verifyMemberSheet(p, await signMemberSheet(content, signing), options)
    if (!second.ok) throw new Error(second.reason)
    expect(memberState(first.value, one!.publicKey)).toBe('current')
    expect(memberState(second.value, one!.publicKey)).toBe('former')
    expect(memberState(second.value, two!.publicKey)).toBe('current')
    expect(memberState(second.value, (await pair('device', 'stranger')).publicKey)).toBe('unknown')
  })

  it('is not taken from the future by the relay', async () => {
    const early = { ...options, today: day(TODAY - CLOCK_TOLERANCE_DAYS - 1) }
    expect(await verifyMemberSheet(p, signed, early)).toEqual({ ok: false, reason: 'not-yet' })
  })
})
