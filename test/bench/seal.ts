/**
 * Sealing reports as phones do: sign, deflate, pad, encapsulate, seal, name. Held against the bare primitives of the same
 * platform on the same bytes: their keys imported, nothing checked, nothing framed, nothing padded.
 */
import process from 'node:process'
import { shake256 } from '@noble/hashes/sha3.js'
import { concat, lp, type Bytes } from '../../shared/bytes/cursor.ts'
import { deflate } from '../../shared/crypto/deflate.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { envelopeIdOf } from '../../shared/crypto/envelope-id.ts'
import { hkdfSha256 } from '../../shared/crypto/hmac.ts'
import { createJsPrimitives } from '../../shared/crypto/js-primitives.ts'
import { expandXWing } from '../../shared/crypto/kem.ts'
import { generateSigningKey, generateXWingSeed } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { seal } from '../../shared/crypto/seal.ts'
import { secretboxSeal } from '../../shared/crypto/secretbox.ts'
import { sign } from '../../shared/crypto/sign.ts'
import { parseInboxAddress } from '../../shared/wire/address.ts'
import { bareKeys } from './bare.ts'
import { concurrently, interleaved, type BenchResult } from './measure.ts'
import { createPseudoRandom, makeReport } from './reports.ts'

const ROUNDS = 5
const REPORTS_PER_ROUND = 2000
const JS_REPORTS_PER_ROUND = 100
const IN_FLIGHT = 32

export async function run(): Promise<BenchResult> {
  process.removeAllListeners('warning')
  const p = await detectPrimitives(globalThis.crypto)
  const js = createJsPrimitives(globalThis.crypto.subtle)
  const random = (lengthBytes: number): Bytes => crypto.getRandomValues(new Uint8Array(lengthBytes))
  const address = parseInboxAddress(createPseudoRandom(1)(32))
  if (address === null) throw new Error('an address has 32 bytes')
  const seed = generateXWingSeed<'intake'>(createPseudoRandom(2))
  const { publicKey } = await expandXWing(p, seed)
  const reports = Array.from({ length: REPORTS_PER_ROUND }, (_, index) => makeReport(index))
  // Every report has a ticket of its own; making it is not sealing.
  const authors = await Promise.all(reports.map(() => generateSigningKey<'follow-up'>(p, random)))

  const ours = async (primitives: Primitives, index: number): Promise<void> => {
    const report = reports[index]!
    const author = authors[index]!
    const signature = await sign(primitives, author.seed, concat(lp('sosafe/v1/event'), lp(address), lp(report)))
    const frame = concat(author.publicKey, signature, report)
    await envelopeIdOf(
      primitives,
      await seal(primitives, random, { kind: 'inbox', address, hint: 3, key: publicKey }, frame),
    )
  }
  const bare = await bareKeys(publicKey, new Uint8Array(shake256(seed, { dkLen: 96 })))
  const primitivesAlone = async (report: Bytes): Promise<void> => {
    await bare.sign(report)
    const deflated = deflate(report)
    const [shared] = await Promise.all([bare.encapsulate(), bare.ephemeralAgreement()])
    const box = secretboxSeal(deflated, hkdfSha256(bare.salt, shared, bare.salt, 64).slice(0, 32))
    await bare.digest(box)
  }

  const { perSecond, ratios } = await interleaved(ROUNDS, REPORTS_PER_ROUND, {
    ours: () => concurrently(REPORTS_PER_ROUND, IN_FLIGHT, (index) => ours(p, index)),
    'bare primitives': () => concurrently(REPORTS_PER_ROUND, IN_FLIGHT, (index) => primitivesAlone(reports[index]!)),
  })
  const inJs = await interleaved(1, JS_REPORTS_PER_ROUND, {
    'JavaScript only': () => concurrently(JS_REPORTS_PER_ROUND, 1, (index) => ours(js, index)),
  })
  return {
    name: 'seal',
    value: perSecond.ours,
    unit: 'reports per second',
    baseline: {
      'bare primitives': perSecond['bare primitives'],
      'ours in JavaScript only': inJs.perSecond['JavaScript only'],
    },
    ratio: ratios['bare primitives'],
  }
}
