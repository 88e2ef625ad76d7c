/** Section 3: keys are told apart by role when compiling, and parsed strictly when running. */
import { expect, expectTypeOf, test } from 'vitest'
import {
  generateSigningKey,
  generateXWingSeed,
  parseSigningSeed,
  parseVerifyKey,
  parseXWingPublicKey,
  parseXWingSeed,
  type IntakePublicKey,
  type SigningKey,
  type SigningSeed,
  type TeamPublicKey,
  type VerifyKey,
  type XWingSeed,
} from '../../../shared/crypto/keys.ts'
import type { XWingSecret } from '../../../shared/crypto/kem.ts'
import type { Destination } from '../../../shared/crypto/seal.ts'
import type { Source } from '../../../shared/crypto/open.ts'
import type { InboxAddress, LogAddress } from '../../../shared/wire/address.ts'
import { p, random, secretFor } from './world.ts'

test('swapping keys or addresses of two roles does not compile', () => {
  expectTypeOf<SigningSeed<'device'>>().not.toExtend<SigningSeed<'agency'>>()
  expectTypeOf<VerifyKey<'root'>>().not.toExtend<VerifyKey<'device'>>()
  expectTypeOf<SigningSeed<'device'>>().not.toExtend<VerifyKey<'device'>>()
  expectTypeOf<IntakePublicKey>().not.toExtend<TeamPublicKey>()
  expectTypeOf<XWingSeed<'reply'>>().not.toExtend<XWingSeed<'team'>>()
  expectTypeOf<XWingSecret<'intake'>>().not.toExtend<XWingSecret<'team'>>()
  expectTypeOf<VerifyKey<'device'>>().toExtend<VerifyKey>()
  expectTypeOf<{ kind: 'inbox'; address: LogAddress; hint: number; key: IntakePublicKey }>().not.toExtend<Destination>()
  expectTypeOf<{ kind: 'inbox'; address: InboxAddress; hint: number; key: TeamPublicKey }>().not.toExtend<Destination>()
  expectTypeOf<{ kind: 'inbox'; address: InboxAddress; secret: XWingSecret<'reply'> }>().not.toExtend<Source>()
  expectTypeOf<SigningKey<'reading'>>().toExtend<SigningKey>()
})

test('keys of another length are refused', async () => {
  const { publicKey } = await secretFor<'team'>(1)
  expect([31, 33].map((length) => parseSigningSeed(new Uint8Array(length)))).toEqual([null, null])
  expect([31, 33].map((length) => parseXWingSeed(new Uint8Array(length)))).toEqual([null, null])
  expect([31, 33].map((length) => parseVerifyKey(new Uint8Array(length).fill(7)))).toEqual([null, null])
  expect(parseXWingPublicKey(publicKey.slice(1))).toBeNull()
  expect(parseXWingPublicKey(new Uint8Array([...publicKey, 0]))).toBeNull()
})

test('what is generated is parsed', async () => {
  for (let i = 0; i < 20; i++) {
    const { seed, publicKey } = await generateSigningKey<'device'>(p, random)
    expect(parseSigningSeed(seed)).toBe(seed)
    expect(parseVerifyKey(publicKey)).toBe(publicKey)
    expect(parseXWingSeed(generateXWingSeed(random))).not.toBeNull()
    const { publicKey: xwing } = await secretFor<'team'>(i)
    expect(parseXWingPublicKey(xwing)).toBe(xwing)
  }
})
