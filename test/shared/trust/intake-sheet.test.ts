import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { decodeText } from '../../../shared/bytes/cursor.ts'
import { addDays, epochOf, lastDayOf } from '../../../shared/day.ts'
import {
  EPOCH_DAYS,
  MAX_INTAKE_SHEET_BYTES,
  MEMBER_SHEET_DAYS,
  SHEET_EPOCHS,
  SHEET_FRESH_DAYS,
} from '../../../shared/protocol.ts'
import { nextHead } from '../../../shared/trust/document.ts'
import { chooseIntakeKey, encodeIntakeSheet, verifyIntakeSheet } from '../../../shared/trust/intake-sheet.ts'
import { type MemberSheet, type MemberSheetContent, verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import { signDocument } from '../../../shared/trust/sign-document.ts'
import { TODAY, day, makeOffice, p, pair, signIntakeSheet, signMemberSheet, tamper, withSecondChain } from './world.ts'

const office = await makeOffice('front', 'agency')
const foreign = await makeOffice('second', 'agency')
const { intakeSheet, id, devices } = office
const [one, two] = devices as [(typeof devices)[0], (typeof devices)[0]]

async function memberSheetWith(change: Partial<MemberSheetContent>): Promise<MemberSheet> {
  const document = await signMemberSheet({ ...office.memberSheet, ...change }, office.signing)
  const outcome = await verifyMemberSheet(p, document, {
    agency: id,
    signingKey: office.signing.publicKey,
    today: TODAY,
  })
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

const memberSheet = await memberSheetWith({})
const options = { agency: id, memberSheet, today: TODAY, online: true }
const signed = await signIntakeSheet(intakeSheet, two)
const epochs = intakeSheet.epochs.map(({ epoch, key }) => ({ epoch, key: encodeBase64url(key) }))

async function reasonFor(change: Record<string, unknown>): Promise<string> {
  const json = JSON.parse(decodeText(encodeIntakeSheet(intakeSheet)) ?? '') as Record<string, unknown>
  const payload = new TextEncoder().encode(JSON.stringify({ ...json, ...change }))
  const outcome = await verifyIntakeSheet(p, await signDocument(p, 'intake-sheet', payload, [one.seed]), options)
  return outcome.ok ? 'accepted' : outcome.reason
}

describe('an intake sheet (P7.5)', () => {
  it('is accepted from any current member, and reads back what was written', async () => {
    for (const device of devices) {
      const outcome = await verifyIntakeSheet(p, await signIntakeSheet(intakeSheet, device), options)
      if (!outcome.ok) throw new Error(outcome.reason)
      expect(encodeIntakeSheet(outcome.value)).toEqual(encodeIntakeSheet(intakeSheet))
    }
  })

  it('is refused where it is much longer than its keys: any one member could make every phone fetch megabytes', async () => {
    expect(
      await reasonFor({ later: 'x'.repeat(MAX_INTAKE_SHEET_BYTES - 2 * encodeIntakeSheet(intakeSheet).length) }),
    ).toBe('accepted')
    expect(await reasonFor({ later: 'x'.repeat(MAX_INTAKE_SHEET_BYTES) })).toBe('malformed')
  })

  it('is refused from a stranger, a foreign member and a removed member', async () => {
    for (const signer of [await pair('device', 'stranger'), foreign.devices[0]!]) {
      const outcome = await verifyIntakeSheet(p, await signIntakeSheet(intakeSheet, signer), options)
      expect(outcome).toEqual({ ok: false, reason: 'not-a-member' })
    }
    const members = office.memberSheet.members.map((member, index) => (index === 1 ? { ...member, to: 2 } : member))
    const removed = await memberSheetWith({ ...nextHead(memberSheet, TODAY, MEMBER_SHEET_DAYS), members })
    const outcome = await verifyIntakeSheet(p, signed, { ...options, memberSheet: removed })
    expect(outcome).toEqual({ ok: false, reason: 'not-a-member' })
    expect(
      (await verifyIntakeSheet(p, await signIntakeSheet(intakeSheet, one), { ...options, memberSheet: removed })).ok,
    ).toBe(true)
  })

  it('is refused with any byte of its payload changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.payload.length - 1), async (at) => {
        const outcome = await verifyIntakeSheet(p, tamper(signed, at), options)
        expect(outcome.ok ? 'accepted' : outcome.reason).toMatch(/^(malformed|signature|foreign)$/)
      }),
      { numRuns: 40 },
    )
  })

  it('is refused in the place of another agency’s sheet', async () => {
    const outcome = await verifyIntakeSheet(p, signed, { ...options, agency: foreign.id })
    expect(outcome).toEqual({ ok: false, reason: 'foreign' })
  })

  it('is refused beside an older member sheet than the one it was made under', async () => {
    expect(await reasonFor({ memberSheetVersion: 2 })).toBe('rolled-back')
    expect(await reasonFor({ chain: 2 })).toBe('rolled-back')
  })

  it('is stale once its chain was replaced', async () => {
    const replaced = await memberSheetWith({
      ...nextHead(memberSheet, TODAY, MEMBER_SHEET_DAYS),
      ...withSecondChain(memberSheet),
    })
    expect(await verifyIntakeSheet(p, signed, { ...options, memberSheet: replaced })).toEqual({
      ok: false,
      reason: 'stale',
    })
  })

  it('is stale online after two weeks, and good offline until its last epoch ends', async () => {
    const check = async (days: number, online: boolean): Promise<string> => {
      const outcome = await verifyIntakeSheet(p, signed, { ...options, today: addDays(TODAY, days), online })
      return outcome.ok ? 'accepted' : outcome.reason
    }
    expect(await check(SHEET_FRESH_DAYS, true)).toBe('accepted')
    expect(await check(SHEET_FRESH_DAYS + 1, true)).toBe('stale')
    expect(await check(SHEET_FRESH_DAYS + 1, false)).toBe('accepted')
    expect(await check(SHEET_EPOCHS * EPOCH_DAYS - 1, false)).toBe('accepted')
    expect(await check(SHEET_EPOCHS * EPOCH_DAYS, false)).toBe('expired')
  })

  it('is refused when rolled back or forked', async () => {
    const first = await verifyIntakeSheet(p, signed, options)
    if (!first.ok) throw new Error(first.reason)
    const seen = { ...options, lastVersion: { version: 2, hash: first.value.hash } }
    expect(await verifyIntakeSheet(p, signed, seen)).toEqual({ ok: false, reason: 'rolled-back' })
    const other = await signIntakeSheet({ ...intakeSheet, expiresDay: addDays(TODAY, 1) }, one)
    expect(await verifyIntakeSheet(p, other, { ...options, lastVersion: first.value })).toEqual({
      ok: false,
      reason: 'fork',
    })
  })

  it.each([
    ['four epochs', { epochs: epochs.slice(0, 4) }],
    ['a gap', { epochs: epochs.map((entry, index) => ({ ...entry, epoch: entry.epoch + (index === 4 ? 1 : 0) })) }],
    ['epochs that begin later than it was issued', { epochs: epochs.map((e) => ({ ...e, epoch: e.epoch + 1 })) }],
    ['a life beyond its last epoch', { expiresDay: TODAY + SHEET_EPOCHS * EPOCH_DAYS }],
    ['a key that is too short', { epochs: epochs.map((entry) => ({ ...entry, key: 'AAAA' })) }],
  ])('is malformed with %s', async (_what, change) => {
    expect(await reasonFor(change)).toBe('malformed')
  })
})

describe('the key to seal to (9.3)', () => {
  const sheet = async (): Promise<Parameters<typeof chooseIntakeKey>[0]> => {
    const outcome = await verifyIntakeSheet(p, signed, options)
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.value
  }

  it('is that of the phone’s epoch inside the sheet’s span', async () => {
    const verified = await sheet()
    for (let days = 0; days < SHEET_EPOCHS * EPOCH_DAYS; days++) {
      const today = addDays(TODAY, days)
      expect(chooseIntakeKey(verified, today)?.epoch).toBe(epochOf(today))
    }
  })

  it('is the last one when the phone’s clock lies before the span: it lives longest', async () => {
    const verified = await sheet()
    const last = verified.epochs[SHEET_EPOCHS - 1]
    for (const today of [day(0), day(TODAY - 1)]) expect(chooseIntakeKey(verified, today)).toEqual(last)
  })

  it('is none after the last epoch’s end', async () => {
    const verified = await sheet()
    const last = verified.epochs[SHEET_EPOCHS - 1]!.epoch
    expect(chooseIntakeKey(verified, lastDayOf(last))?.epoch).toBe(last)
    expect(chooseIntakeKey(verified, addDays(lastDayOf(last), 1))).toBeNull()
  })
})
