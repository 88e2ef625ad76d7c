/** P2.1: an algorithm of WebCrypto is used only after it gave a known answer; else JavaScript, loaded when it is needed. */
import { describe, expect, test } from 'vitest'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { createJsPrimitives } from '../../../shared/crypto/js-primitives.ts'
import type { Primitives } from '../../../shared/crypto/primitives.ts'
import { createWebPrimitives, nativeAlgorithms } from '../../../shared/crypto/web-primitives.ts'
import { flipped, random } from './world.ts'

const { subtle } = globalThis.crypto
const js = createJsPrimitives(subtle)

/** The platform's, but one method answers as told. */
function subtleWith(changed: Record<string, unknown>): SubtleCrypto {
  return new Proxy(subtle, {
    get: (target, name) => {
      if (name in changed) return changed[name.toString()]
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
    has: (target, name) => (name in changed ? changed[name.toString()] !== undefined : name in target),
  })
}

function counted(): { readonly load: () => Promise<Primitives>; loads: number } {
  const counter = { loads: 0, load: async () => (counter.loads++, js) }
  return counter
}

const refuse = (): Promise<never> => Promise.reject(new DOMException('no such algorithm', 'NotSupportedError'))
const refusing = (algorithm: string) => ({
  importKey: (...args: Parameters<SubtleCrypto['importKey']>) =>
    args[2] === algorithm ? refuse() : subtle.importKey(...args),
})

async function useEverything(p: Primitives): Promise<void> {
  const seed = random(32)
  const signature = await p.ed25519Sign(seed, seed)
  expect(signature).toEqual(await js.ed25519Sign(seed, seed))
  expect(await p.ed25519Verify(await p.ed25519PublicKey(seed), seed, signature)).toBe(true)
  expect((await p.x25519Key(seed)).publicKey).toEqual((await js.x25519Key(seed)).publicKey)
  const long = random(64)
  const key = await p.mlkemKey(long)
  expect(key.publicKey).toEqual((await js.mlkemKey(long)).publicKey)
  const encapsulation = await (await p.mlkemPublicKey(key.publicKey))!.encapsulate(random)
  expect(await key.decapsulate(encapsulation.ciphertext)).toEqual(encapsulation.shared)
  const data = random(5000)
  expect(await p.sha256(data)).toEqual(await js.sha256(data))
}

describe('where WebCrypto has everything', () => {
  test('no JavaScript stand-in is loaded', async () => {
    const counter = counted()
    await useEverything(createWebPrimitives(subtle, counter.load))
    expect(counter.loads).toBe(0)
  })

  test('nothing is asked before its first use', () => {
    const untouchable = subtleWith({
      importKey: refuse,
      digest: refuse,
      sign: refuse,
      verify: refuse,
      deriveBits: refuse,
    })
    expect(createWebPrimitives(untouchable, () => Promise.reject(new Error('not needed'))).name).toBe('web')
  })
})

describe('where WebCrypto lacks an algorithm, or errs', () => {
  const broken: Record<string, Record<string, unknown>> = {
    'no X25519': refusing('X25519'),
    'no Ed25519': refusing('Ed25519'),
    'no ML-KEM methods': { encapsulateBits: undefined },
    'ML-KEM methods that refuse': { encapsulateBits: refuse },
    'an ML-KEM that encapsulates to another secret': {
      encapsulateBits: async () => ({ ciphertext: new ArrayBuffer(1088), sharedKey: new ArrayBuffer(32) }),
    },
    'an X25519 that derives one wrong bit': {
      deriveBits: async (...args: Parameters<SubtleCrypto['deriveBits']>) =>
        flipped(new Uint8Array(await subtle.deriveBits(...args)), 200).buffer,
    },
    'an Ed25519 that verifies everything': { verify: async () => true },
    'an Ed25519 that verifies nothing': { verify: async () => false },
    'an Ed25519 that signs with randomness': {
      sign: async (...args: Parameters<SubtleCrypto['sign']>) =>
        flipped(new Uint8Array(await subtle.sign(...args)), 3).buffer,
    },
    'an export without the public key': { exportKey: async () => ({}) },
  }

  test.each(Object.entries(broken))('%s: JavaScript answers, loaded once', async (_what, changed) => {
    const counter = counted()
    await useEverything(createWebPrimitives(subtleWith(changed), counter.load))
    expect(counter.loads).toBe(1)
  })

  test('a digest that errs is replaced without loading anything', async () => {
    const wrong = subtleWith({ digest: async () => new ArrayBuffer(32) })
    const counter = counted()
    await useEverything(createWebPrimitives(wrong, counter.load))
    expect(counter.loads).toBe(0)
    expect(await nativeAlgorithms(wrong)).toMatchObject({ sha256: false, ed25519: true })
  })

  test('a stand-in that did not load is asked for again', async () => {
    let loads = 0
    const load = async (): Promise<Primitives> => {
      if (loads++ === 0) throw new Error('offline')
      return js
    }
    const p = createWebPrimitives(subtleWith(refusing('X25519')), load)
    await expect(p.x25519Key(random(32))).rejects.toThrow('offline')
    expect((await p.x25519Key(new Uint8Array(32))).publicKey).toEqual(
      (await js.x25519Key(new Uint8Array(32))).publicKey,
    )
  })
})

describe('a key imported once', () => {
  test('is not used for bytes that were written to since', async () => {
    const p = createWebPrimitives(subtle, () => Promise.resolve(js))
    const seed: Bytes = random(32)
    const before = await p.ed25519Sign(seed, seed)
    seed.fill(9)
    expect(await p.ed25519Sign(seed, seed)).toEqual(await js.ed25519Sign(seed, seed))
    expect(await p.ed25519Sign(seed, seed)).not.toEqual(before)
  })
})
