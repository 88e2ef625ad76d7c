import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { decodeText } from '../../../shared/bytes/cursor.ts'
import { addDays } from '../../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, DIRECTORY_DAYS } from '../../../shared/protocol.ts'
import { encodeDirectory, rootHashOf, verifyDirectory } from '../../../shared/trust/directory.ts'
import { nextHead } from '../../../shared/trust/document.ts'
import { signDocument } from '../../../shared/trust/sign-document.ts'
import { TODAY, makeWorld, p, pair, signDirectory, signMemberSheet, tamper } from './world.ts'

const world = await makeWorld()
const { roots, rootHash, directory } = world
const [a, b, c] = roots as [(typeof roots)[0], (typeof roots)[0], (typeof roots)[0]]
const options = { rootHash, today: TODAY }
const signed = await signDirectory(directory, [a, b])
const json = (): Record<string, unknown> =>
  JSON.parse(decodeText(encodeDirectory(directory)) ?? '') as Record<string, unknown>

/** What the check says of a payload that two real roots signed. */
async function reasonFor(change: Record<string, unknown>): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify({ ...json(), ...change }))
  const outcome = await verifyDirectory(p, await signDocument(p, 'directory', payload, [a.seed, b.seed]), options)
  return outcome.ok ? 'accepted' : outcome.reason
}

describe('a directory (P7.3)', () => {
  it('is accepted when two different roots signed it, and reads back what was written', async () => {
    for (const signers of [
      [a, b],
      [b, c],
      [c, a],
      [a, b, c],
    ]) {
      const outcome = await verifyDirectory(p, await signDirectory(directory, signers), options)
      expect(outcome).toMatchObject({ ok: true, value: { version: 1, previous: null, deployment: { demo: true } } })
      if (!outcome.ok) throw new Error(outcome.reason)
      expect(encodeDirectory(outcome.value)).toEqual(encodeDirectory(directory))
    }
  })

  it('is refused below the threshold: one root, one root twice, one root and a stranger', async () => {
    const stranger = await pair('root', 'stranger')
    const once = await signDirectory(directory, [a])
    const twice = { ...once, signatures: [...once.signatures, ...once.signatures] }
    for (const document of [once, twice, await signDirectory(directory, [a, stranger])]) {
      expect(await verifyDirectory(p, document, options)).toEqual({ ok: false, reason: 'threshold' })
    }
    const none = { ...once, signatures: [] }
    expect(await verifyDirectory(p, none, options)).toEqual({ ok: false, reason: 'signature' })
  })

  it('is refused when signed by three other roots, however well', async () => {
    const others = await Promise.all(['x', 'y', 'z'].map((name) => pair('root', name)))
    const forged = { ...directory, roots: others.map(({ publicKey }) => publicKey) }
    const outcome = await verifyDirectory(p, await signDirectory(forged, others), options)
    expect(outcome).toEqual({ ok: false, reason: 'signature' })
  })

  it('has a root hash that does not depend on the order of the roots', async () => {
    expect(
      await rootHashOf(
        p,
        [c, a, b].map(({ publicKey }) => publicKey),
      ),
    ).toEqual(rootHash)
  })

  it('is refused with any byte of its payload changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.payload.length - 1), async (at) => {
        const outcome = await verifyDirectory(p, tamper(signed, at), options)
        expect(outcome.ok ? 'accepted' : outcome.reason).toMatch(/^(malformed|signature)$/)
      }),
      { numRuns: 40 },
    )
  })

  it('is refused when the signatures were made for another kind of document', async () => {
    const payload = encodeDirectory(directory)
    const asSheet = await signDocument(p, 'member-sheet', payload, [a.seed, b.seed])
    expect(await verifyDirectory(p, asSheet, options)).toEqual({ ok: false, reason: 'signature' })
    const sheet = await signMemberSheet(world.front.memberSheet, world.front.signing)
    expect(await verifyDirectory(p, sheet, options)).toEqual({ ok: false, reason: 'malformed' })
  })

  it('ignores fields that it does not know', async () => {
    expect(await reasonFor({ later: { more: 1 } })).toBe('accepted')
  })

  it.each([
    ['another kind', { kind: 'member-sheet' }],
    ['version 0', { version: 0 }],
    ['a fractional version', { version: 1.5 }],
    ['a first version with a predecessor', { previous: encodeBase64url(rootHash) }],
    ['a later version without one', { version: 2 }],
    ['a life longer than allowed', { expiresDay: TODAY + DIRECTORY_DAYS + 1 }],
    ['an expiry before its issue', { expiresDay: TODAY - 1 }],
    ['two roots', { roots: roots.slice(1).map(({ publicKey }) => encodeBase64url(publicKey)) }],
    ['one root named twice', { roots: [a, a, b].map(({ publicKey }) => encodeBase64url(publicKey)) }],
    ['no deployment', { deployment: null }],
    ['a door to an agency that it does not name', { agencies: [] }],
    ['padded base64', { roots: roots.map(({ publicKey }) => `${encodeBase64url(publicKey)}=`) }],
  ])('is malformed with %s', async (_what, change) => {
    expect(await reasonFor(change)).toBe('malformed')
  })

  it.each([
    ['the second door the same as the first', { secondDoor: world.front.id }],
    ['an overseer as a door', { secondDoor: world.overseer.id }],
    ['an agency as overseer', { overseer: world.second.id }],
    ['a door that is not among its agencies', { agencies: [world.front.id] }],
    ['an agency named twice', { agencies: [world.front.id, world.second.id, world.front.id] }],
    ['an id that is no path segment', { id: '../lamphun' }],
    ['no names', { names: {} }],
  ])('is malformed with an area that has %s', async (_what, change) => {
    expect(await reasonFor({ areas: [{ ...directory.areas[0], ...change }] })).toBe('malformed')
  })

  it('is never more than refused, whatever the payload is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        async (bytes) => {
          const outcome = await verifyDirectory(p, { ...signed, payload: new Uint8Array(bytes) }, options)
          expect(outcome).toEqual({ ok: false, reason: 'malformed' })
        },
      ),
    )
  })
})

describe('the age of a directory (P7.3, P7.6)', () => {
  const verifyOn = async (days: number): Promise<string> => {
    const outcome = await verifyDirectory(p, signed, { rootHash, today: addDays(TODAY, days) })
    return outcome.ok ? 'accepted' : outcome.reason
  }

  it('may be wrong by the tolerance of clocks, on both ends, and not a day more', async () => {
    expect(await verifyOn(DIRECTORY_DAYS + CLOCK_TOLERANCE_DAYS)).toBe('accepted')
    expect(await verifyOn(DIRECTORY_DAYS + CLOCK_TOLERANCE_DAYS + 1)).toBe('expired')
    expect(await verifyOn(-CLOCK_TOLERANCE_DAYS)).toBe('accepted')
    expect(await verifyOn(-CLOCK_TOLERANCE_DAYS - 1)).toBe('not-yet')
  })

  it('may lie in the future for a phone whose clock was reset', async () => {
    const outcome = await verifyDirectory(p, signed, { rootHash, today: addDays(TODAY, -5000), mayBeSlow: true })
    expect(outcome.ok).toBe(true)
  })

  it('is refused when rolled back, forked, or grown on another branch', async () => {
    const first = await verifyDirectory(p, signed, options)
    if (!first.ok) throw new Error(first.reason)
    const second = { ...directory, ...nextHead(first.value, TODAY, DIRECTORY_DAYS) }
    const secondSigned = await signDirectory(second, [a, c])
    const seen = await verifyDirectory(p, secondSigned, { ...options, lastVersion: first.value })
    if (!seen.ok) throw new Error(seen.reason)

    const lastVersion = { version: seen.value.version, hash: seen.value.hash }
    const check = async (content: typeof directory): Promise<unknown> =>
      await verifyDirectory(p, await signDirectory(content, [a, b]), { ...options, lastVersion })
    expect(await verifyDirectory(p, secondSigned, { ...options, lastVersion })).toMatchObject({ ok: true })
    expect(await verifyDirectory(p, signed, { ...options, lastVersion })).toEqual({ ok: false, reason: 'rolled-back' })
    const other = { ...second, deployment: { name: 'Other', demo: true } }
    expect(await check(other)).toEqual({ ok: false, reason: 'fork' })
    const branch = { ...directory, ...nextHead({ version: 2, hash: first.value.hash }, TODAY, DIRECTORY_DAYS) }
    expect(await check(branch)).toEqual({ ok: false, reason: 'fork' })
    const third = { ...directory, ...nextHead(lastVersion, TODAY, DIRECTORY_DAYS) }
    expect(await check(third)).toMatchObject({ ok: true })
  })
})
