/** Primitives against published vectors and against libsodium and OpenSSL. */
import { encodeBase64url, parseBase64url } from '../../../../shared/bytes/base64url.ts'
import { dammDigit } from '../../../../shared/crypto/damm.ts'
import { inflate } from '../../../../shared/crypto/inflate.ts'
import { isStrictCoordinate } from '../../../../shared/crypto/kem-checks.ts'
import inflating from '../../../vectors/inflate.json' with { type: 'json' }
import made from '../../../vectors/primitives.json' with { type: 'json' }
import published from '../../../vectors/published.json' with { type: 'json' }
import { assert, check, fromHex, given, same, scripted, type Check } from './check.ts'

const hashes: readonly Check[] = [
  ...published.sha256.map((v) =>
    check(`SHA-256: ${v.source}`, async (p) => same(await p.sha256(fromHex(v.data)), v.hash, 'hash')),
  ),
  ...published.hmacSha256.map((v) =>
    check(`HMAC-SHA-256: ${v.source}`, async (p) =>
      same(await p.hmacSha256(fromHex(v.key), fromHex(v.data)), v.mac, 'mac'),
    ),
  ),
  ...published.hkdfSha256.map((v) =>
    check(`HKDF-SHA-256: ${v.source}`, async (p) => {
      same(await p.hkdfSha256(fromHex(v.salt), fromHex(v.ikm), fromHex(v.info), v.out.length / 2), v.out, 'key')
    }),
  ),
  ...made.hashes.map((v) =>
    check(`SHA-256, HMAC and HKDF of ${v.data.length / 2} bytes agree with OpenSSL`, async (p) => {
      const [data, key] = [fromHex(v.data), fromHex(v.key)]
      same(await p.sha256(data), v.sha256, 'hash')
      same(await p.hmacSha256(key, data), v.hmac, 'mac')
      same(await p.hkdfSha256(new Uint8Array(0), data, key, 42), v.hkdf42, 'key')
    }),
  ),
]

const ed25519: readonly Check[] = [...published.ed25519Sign, ...made.ed25519].map((v) =>
  check(
    `Ed25519 signs as ${'source' in v ? String(v.source) : 'libsodium and OpenSSL'} (${v.message.length / 2} bytes)`,
    async (p) => {
      const seed = fromHex(v.seed)
      same(await p.ed25519PublicKey(seed), v.publicKey, 'public key')
      same(await p.ed25519Sign(seed, fromHex(v.message)), v.signature, 'signature')
      assert(await p.ed25519Verify(fromHex(v.publicKey), fromHex(v.message), fromHex(v.signature)), 'does not verify')
    },
  ),
)

const x25519: readonly Check[] = [
  ...published.x25519.map((v) =>
    check(`X25519: ${v.source}`, async (p) => {
      assert(isStrictCoordinate(fromHex(v.public)), 'a good point is refused')
      same(await (await p.x25519Key(fromHex(v.private))).agree(fromHex(v.public)), v.shared, 'shared secret')
    }),
  ),
  ...made.x25519.map((v) =>
    check('X25519 agrees with libsodium and OpenSSL', async (p) => {
      const key = await p.x25519Key(fromHex(v.private))
      same(key.publicKey, v.ownPublic, 'public key')
      same(await key.agree(fromHex(v.public)), v.shared, 'shared secret')
    }),
  ),
  check('X25519 refuses every point of low order and every encoding that is not canonical (P2.3)', async () => {
    for (const point of published.x25519Refused.points) assert(!isStrictCoordinate(fromHex(point)), `accepted ${point}`)
  }),
  check('X25519 gives no shared secret of zeros, even where nobody looked at the point (P2.3)', async (p) => {
    const key = await p.x25519Key(fromHex(published.x25519Refused.private))
    for (const point of published.x25519Refused.points.slice(0, 5)) {
      assert((await key.agree(fromHex(point))) === null, `a shared secret from ${point}`)
    }
  }),
]

const mlkem: readonly Check[] = made.mlkem.map((v, i) =>
  check(`ML-KEM-768 agrees with libsodium, implicit rejection too (${i})`, async (p) => {
    const key = await p.mlkemKey(fromHex(v.seed))
    same(key.publicKey, v.publicKey, 'public key')
    const ciphertext = fromHex(v.ciphertext)
    same(await key.decapsulate(ciphertext), v.shared, 'shared secret')
    ciphertext[v.flippedByte] = (ciphertext[v.flippedByte] ?? 0) ^ 1
    same(await key.decapsulate(ciphertext), v.rejected, 'rejected secret')
    const publicKey = given(await p.mlkemPublicKey(fromHex(v.publicKey)), 'public key')
    const random = p.name === 'js' ? scripted(fromHex(v.randomness)) : (n: number) => new Uint8Array(n)
    const made2 = await publicKey.encapsulate(random)
    if (p.name === 'js') same(made2.ciphertext, v.ciphertext, 'ciphertext')
    same(
      await key.decapsulate(made2.ciphertext),
      [...made2.shared].map((b) => b.toString(16).padStart(2, '0')).join(''),
      'own',
    )
  }),
)

const secretbox: readonly Check[] = made.secretbox.map((v) =>
  check(`secretbox of ${v.plain.length / 2} bytes agrees with libsodium`, async (p) => {
    same(p.secretboxSeal(fromHex(v.plain), fromHex(v.key)), v.box, 'box')
    same(p.secretboxOpen(fromHex(v.box), fromHex(v.key)), v.plain, 'plain')
    const box = fromHex(v.box)
    for (let i = 0; i < box.length; i++) {
      box[i] = (box[i] ?? 0) ^ 128
      assert(p.secretboxOpen(box, fromHex(v.key)) === null, `opens with byte ${i} flipped`)
      box[i] = (box[i] ?? 0) ^ 128
    }
  }),
)

const aesGcm: readonly Check[] = made.aesGcm.map((v) =>
  check(`AES-256-GCM of ${v.plain.length / 2} bytes agrees with OpenSSL`, async (p) => {
    const [key, nonce, associated] = [fromHex(v.key), fromHex(v.nonce), fromHex(v.associated)]
    same(await p.aesGcmSeal(key, nonce, fromHex(v.plain), associated), v.box, 'box')
    same(await p.aesGcmOpen(key, nonce, fromHex(v.box), associated), v.plain, 'plain')
    assert((await p.aesGcmOpen(key, nonce, fromHex(v.box), new Uint8Array(41))) === null, 'opens with other data')
    assert((await p.aesGcmOpen(key, nonce, new Uint8Array(3), associated)) === null, 'opens three bytes')
  }),
)

const encodings: readonly Check[] = [
  check('base64url without padding: RFC 4648 section 10', async () => {
    for (const v of published.base64url) {
      assert(encodeBase64url(fromHex(v.bytes)) === v.text, v.text)
      same(parseBase64url(v.text), v.bytes, v.text)
    }
  }),
  check("Damm's check digit: the example of the thesis", async () => {
    for (const v of published.damm) assert(dammDigit(v.digits) === v.check, v.digits)
  }),
  ...inflating.cases.map((v) =>
    check(`inflating says what zlib says: ${v.name}`, async (p) => {
      for (const out of [
        inflate(fromHex(v.data), inflating.maxBytes),
        await p.inflate(fromHex(v.data), inflating.maxBytes),
      ]) {
        if (v.out === null) assert(out === null, 'accepted')
        else {
          assert(given(out, v.name).length === (v.bytes ?? v.out.length / 2), 'length')
          same(given(out, v.name).slice(0, v.out.length / 2), v.out, 'text')
        }
      }
    }),
  ),
]

export const primitiveChecks: readonly Check[] = [
  ...hashes,
  ...ed25519,
  ...x25519,
  ...mlkem,
  ...secretbox,
  ...aesGcm,
  ...encodings,
]
