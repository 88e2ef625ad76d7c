/** X-Wing and HPKE against the draft, libsodium and two HPKE libraries. */
import { exportReceiver, exportSender } from '../../../../shared/crypto/hpke.ts'
import { decapsulate, encapsulate, expandXWing } from '../../../../shared/crypto/kem.ts'
import { MLKEM_CIPHERTEXT_BYTES, MLKEM_PUBLIC_BYTES } from '../../../../shared/crypto/kem-sizes.ts'
import { parseXWingPublicKey, parseXWingSeed, type XWingPublicKey } from '../../../../shared/crypto/keys.ts'
import hpke from '../../../vectors/hpke.json' with { type: 'json' }
import published from '../../../vectors/published.json' with { type: 'json' }
import { assert, check, fromHex, given, same, scripted, toHex, type Check } from './check.ts'

const seedOf = (hex: string) => given(parseXWingSeed<'team'>(fromHex(hex)), 'seed')

export const kemChecks: readonly Check[] = [
  ...published.xwing.map((v) =>
    check(`X-Wing: ${v.source}`, async (p) => {
      const secret = await expandXWing(p, seedOf(v.seed))
      const publicKey = toHex(secret.publicKey)
      assert(publicKey.startsWith(v.publicKeyStart) && publicKey.endsWith(v.publicKeyEnd), 'public key')
      // Native implementations take no randomness: there the way back and forth must do (next check).
      if (p.name !== 'js') return
      const { ciphertext, shared } = given(
        await encapsulate(p, scripted(fromHex(v.randomness)), secret.publicKey),
        'key',
      )
      assert(
        toHex(ciphertext).startsWith(v.ciphertextStart) && toHex(ciphertext).endsWith(v.ciphertextEnd),
        'ciphertext',
      )
      same(shared, v.shared, 'shared secret')
      same(await decapsulate(secret, ciphertext), v.shared, 'shared secret back')
    }),
  ),
  ...hpke.vectors.map((v, i) =>
    check(`X-Wing and HPKE agree with libsodium, @hpke/core and panva's hpke (${i})`, async (p) => {
      const secret = await expandXWing(p, seedOf(v.seed))
      same(secret.publicKey, v.publicKey, 'public key')
      same(await decapsulate(secret, fromHex(v.ciphertext)), v.shared, 'shared secret')
      const receiver = given(await exportReceiver(p, secret, fromHex(v.ciphertext), fromHex(v.info)), 'enc')
      for (const { context, out } of v.exports)
        same(await receiver.export(fromHex(context), 32), out, 'exported secret')
      if (p.name !== 'js') return
      const sender = given(
        await exportSender(p, scripted(fromHex(v.randomness)), secret.publicKey, fromHex(v.info)),
        'key',
      )
      same(sender.enc, v.ciphertext, 'ciphertext')
      for (const { context, out } of v.exports) same(await sender.export(fromHex(context), 32), out, 'exported secret')
    }),
  ),
  check('a sender and a receiver export the same secrets of any length', async (p) => {
    const secret = await expandXWing(p, seedOf('01'.repeat(32)))
    const random = (n: number) => new Uint8Array(n).fill(n)
    const info = fromHex('abcd')
    const sender = given(await exportSender(p, random, secret.publicKey, info), 'key')
    const receiver = given(await exportReceiver(p, secret, sender.enc, info), 'enc')
    for (const length of [1, 31, 32, 33, 64, 100]) {
      same(await receiver.export(info, length), toHex(await sender.export(info, length)), `${length} bytes`)
    }
    const other = given(await exportReceiver(p, secret, sender.enc, fromHex('abce')), 'enc')
    assert(
      toHex(await other.export(info, 32)) !== toHex(await sender.export(info, 32)),
      'another info, the same secret',
    )
  }),
  check('an X-Wing public key is refused when a lattice coefficient is 3329 or more (FIPS 203 7.2)', async (p) => {
    const good = fromHex(given(hpke.vectors[0], 'vector').publicKey)
    assert(parseXWingPublicKey(good) !== null, 'a good key is refused')
    // Two coefficients of 12 bits in three bytes; 3329 in either of them, then 3328 in both.
    for (const at of [0, 3, 381, 1149]) {
      for (const bad of [
        [0x01, 0x0d, 0x00],
        [0x00, 0x10, 0xd0],
        [0xff, 0xff, 0xff],
      ]) {
        const key = good.slice()
        key.set(bad, at)
        assert(parseXWingPublicKey(key) === null, `accepted at ${at}`)
        assert(
          (await encapsulate(p, (n) => new Uint8Array(n), key as XWingPublicKey)) === null,
          `encapsulated at ${at}`,
        )
      }
      const key = good.slice()
      key.set([0x00, 0x0d, 0xd0], at)
      assert(parseXWingPublicKey(key) !== null, `3328 refused at ${at}`)
    }
  }),
  check('an X-Wing public key is refused when its point is of low order or not canonical', async (p) => {
    for (const point of published.x25519Refused.points) {
      const key = fromHex(given(hpke.vectors[0], 'vector').publicKey)
      key.set(fromHex(point), MLKEM_PUBLIC_BYTES)
      assert(parseXWingPublicKey(key) === null, `accepted ${point}`)
      assert((await encapsulate(p, (n) => new Uint8Array(n).fill(3), key as XWingPublicKey)) === null, point)
    }
  }),
  check(
    'a ciphertext is refused when its point is of low order or not canonical, or its length is another',
    async (p) => {
      const v = given(hpke.vectors[0], 'vector')
      const secret = await expandXWing(p, seedOf(v.seed))
      for (const point of published.x25519Refused.points) {
        const ciphertext = fromHex(v.ciphertext)
        ciphertext.set(fromHex(point), MLKEM_CIPHERTEXT_BYTES)
        assert((await decapsulate(secret, ciphertext)) === null, `accepted ${point}`)
      }
      assert((await decapsulate(secret, fromHex(v.ciphertext).slice(1))) === null, 'one byte short')
      assert((await decapsulate(secret, fromHex(`${v.ciphertext}00`))) === null, 'one byte long')
    },
  ),
  check('a key whose bytes were written to after its first use is looked at again', async (p) => {
    const key = given(parseXWingPublicKey(fromHex(given(hpke.vectors[0], 'vector').publicKey)), 'key')
    const random = (n: number) => new Uint8Array(n).fill(3)
    assert((await encapsulate(p, random, key)) !== null, 'a good key is refused')
    key.fill(0xff)
    assert((await encapsulate(p, random, key)) === null, 'the old verdict stands')
  }),
]
