/**
 * Opening reports as desks do: decapsulate, compare the commitment, open, inflate, verify the reporter's signature under a key
 * never seen before, name the envelope. Held against the bare primitives of the same platform on the same bytes, nothing
 * checked, nothing parsed; once with the import of the point and the key that each message brings, which no program is
 * spared, and once with even those imported beforehand.
 */
import process from 'node:process'
import { shake256 } from '@noble/hashes/sha3.js'
import { concat, lp, type Bytes } from '../../shared/bytes/cursor.ts'
import { deflate } from '../../shared/crypto/deflate.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { envelopeIdOf } from '../../shared/crypto/envelope-id.ts'
import { hkdfSha256 } from '../../shared/crypto/hmac.ts'
import { inflate } from '../../shared/crypto/inflate.ts'
import { createJsPrimitives } from '../../shared/crypto/js-primitives.ts'
import { expandXWing, type XWingSecret } from '../../shared/crypto/kem.ts'
import { MLKEM_CIPHERTEXT_BYTES } from '../../shared/crypto/kem-sizes.ts'
import { generateSigningKey, generateXWingSeed, parseVerifyKey } from '../../shared/crypto/keys.ts'
import { open } from '../../shared/crypto/open.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { seal } from '../../shared/crypto/seal.ts'
import { secretboxOpen, secretboxSeal } from '../../shared/crypto/secretbox.ts'
import { sign, verify } from '../../shared/crypto/sign.ts'
import { HEADER_BYTES, MAX_CONTENT_BYTES, XWING_CIPHERTEXT_BYTES } from '../../shared/protocol.ts'
import { parseInboxAddress, type InboxAddress } from '../../shared/wire/address.ts'
import { bareKeys } from './bare.ts'
import { concurrently, interleaved, progress, type BenchResult } from './measure.ts'
import { createPseudoRandom, makeReport } from './reports.ts'

const ROUNDS = 5
const REPORTS_PER_ROUND = 2000
const JS_REPORTS_PER_ROUND = 60
const IN_FLIGHT = 32

const random = (lengthBytes: number): Bytes => crypto.getRandomValues(new Uint8Array(lengthBytes))

const preimageOf = (address: InboxAddress, report: Bytes): Bytes =>
  concat(lp('sosafe/v1/event'), lp(address), lp(report))

async function openReport(
  p: Primitives,
  address: InboxAddress,
  secret: XWingSecret<'intake'>,
  envelope: Bytes,
): Promise<void> {
  const frame = await open(p, { kind: 'inbox', address, secret }, envelope)
  const author = frame === null ? null : parseVerifyKey<'follow-up'>(frame.slice(0, 32))
  if (frame === null || author === null) throw new Error('an envelope does not open')
  const report = frame.slice(96)
  if (!(await verify(p, author, preimageOf(address, report), frame.slice(32, 96))))
    throw new Error('a signature does not verify')
  await envelopeIdOf(p, envelope)
}

export async function run(): Promise<BenchResult> {
  process.removeAllListeners('warning')
  const p = await detectPrimitives(globalThis.crypto)
  const js = createJsPrimitives(globalThis.crypto.subtle)
  const address = parseInboxAddress(createPseudoRandom(1)(32))
  if (address === null) throw new Error('an address has 32 bytes')
  const seed = generateXWingSeed<'intake'>(createPseudoRandom(2))
  const secret = await expandXWing(p, seed)
  const bare = await bareKeys(secret.publicKey, new Uint8Array(shake256(seed, { dkLen: 96 })))
  const bodyKey = random(32)

  const sealed = async (index: number) => {
    const report = makeReport(index)
    const { seed: authorSeed, publicKey } = await generateSigningKey<'follow-up'>(p, random)
    const preimage = preimageOf(address, report)
    const signature = await sign(p, authorSeed, preimage)
    const frame = concat(publicKey, signature, report)
    const envelope = await seal(p, random, { kind: 'inbox', address, hint: 3, key: secret.publicKey }, frame)
    const enc = envelope.slice(HEADER_BYTES, HEADER_BYTES + XWING_CIPHERTEXT_BYTES)
    return {
      envelope,
      preimage,
      signature,
      publicKey,
      pointBytes: enc.slice(MLKEM_CIPHERTEXT_BYTES),
      verifyKey: await bare.importVerifyKey(publicKey),
      lattice: enc.slice(0, MLKEM_CIPHERTEXT_BYTES),
      point: await bare.importPoint(enc.slice(MLKEM_CIPHERTEXT_BYTES)),
      box: secretboxSeal(deflate(frame), bodyKey),
    }
  }
  type Sealed = Awaited<ReturnType<typeof sealed>>
  const primitivesAlone = async (one: Sealed, point: CryptoKey, verifyKey: CryptoKey): Promise<void> => {
    const shared = await bare.decapsulate(one.lattice, point)
    hkdfSha256(bare.salt, shared, bare.salt, 64)
    inflate(secretboxOpen(one.box, bodyKey)!, MAX_CONTENT_BYTES)
    await bare.verify(verifyKey, one.preimage, one.signature)
    await bare.digest(one.envelope)
  }
  const onTheseBytes = async (one: Sealed): Promise<void> =>
    primitivesAlone(one, await bare.importPoint(one.pointBytes), await bare.importVerifyKey(one.publicKey))

  // Fresh reports for every round: a key that was verified once is remembered.
  const all: Sealed[] = Array.from({ length: (ROUNDS + 1) * REPORTS_PER_ROUND })
  progress(`  sealing ${all.length} reports`)
  await concurrently(all.length, IN_FLIGHT, async (index) => void (all[index] = await sealed(index)))
  const of = (round: number, index: number): Sealed => all[round * REPORTS_PER_ROUND + index]!

  const { perSecond, ratios } = await interleaved(ROUNDS, REPORTS_PER_ROUND, {
    ours: (round) =>
      concurrently(REPORTS_PER_ROUND, IN_FLIGHT, (i) => openReport(p, address, secret, of(round, i).envelope)),
    'bare primitives': (round) => concurrently(REPORTS_PER_ROUND, IN_FLIGHT, (i) => onTheseBytes(of(round, i))),
    'bare primitives, all imported beforehand': (round) =>
      concurrently(REPORTS_PER_ROUND, IN_FLIGHT, (i) => {
        const one = of(round, i)
        return primitivesAlone(one, one.point, one.verifyKey)
      }),
  })
  const jsSecret = await expandXWing(js, seed)
  const inJs = await interleaved(1, JS_REPORTS_PER_ROUND, {
    'JavaScript only': (round) =>
      concurrently(JS_REPORTS_PER_ROUND, 1, (i) => openReport(js, address, jsSecret, of(round, i).envelope)),
  })
  return {
    name: 'open',
    value: perSecond.ours,
    unit: 'reports per second',
    baseline: {
      'bare primitives': perSecond['bare primitives'],
      'bare primitives, all imported beforehand': perSecond['bare primitives, all imported beforehand'],
      'ours in JavaScript only': inJs.perSecond['JavaScript only'],
    },
    ratio: ratios['bare primitives'],
  }
}
