/**
 * Whether an implementation of one algorithm gives the known answer. Promises never to throw: whatever goes wrong is "no".
 * The answers come from @noble/post-quantum, tweetnacl and libsodium alike (test/vectors). Source: docs/protocol.md P2.1.
 */
import { parseBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/cursor.ts'
import { equalBytes } from '../bytes/equal.ts'
import { sha256 } from './hmac.ts'
import { MLKEM_CIPHERTEXT_BYTES, MLKEM_SEED_BYTES, X25519_BYTES } from './kem-sizes.ts'
import type { Primitives } from './primitives.ts'

/** Every input is one repeated byte, so that a test costs the download nothing. */
const sevens = (lengthBytes: number): Bytes => new Uint8Array(lengthBytes).fill(7)

const X25519_PUBLIC = 'E75P6uryBMf9M1j8nAByGIHRdCeBKCJ-xnTzf3_pe20'
const X25519_SHARED = '4NS6j7iRpjisYJ0AqlKp-lNepRBMSsmdMAYzBUzRNS8'
const ED25519_PUBLIC = '6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw'
const ED25519_SIGNATURE = 'A1TC-uhGVUleRIGjLyX0iqCRaChfq7Q3LxG_tJ5KNa-NU3esTThrSOQ9LXa1t8VCUdgoYIOCNirP4mhghKfkCQ'
/** By the same key, with an R of mixed order: holds only when everything is multiplied by the cofactor (P2.2). */
const ED25519_COFACTORED = '6bL-mBWH765kePSLofpgzsYSbQ4m3ecqCiT2QNzXg-XRiy306NMMpeZEEgHh3k0gZ-As00WvlXscMf65SkHvBg'
const MLKEM_PUBLIC_HASH = 'wS6eOdtnWPwrpjpjh4WwT47-PX3yO6CYA7Tjm6L7xwc'
/** FIPS 203 section 7.3: a ciphertext that nobody made gives a secret that the seed determines. */
const MLKEM_REJECTED = 'aTxfUChdLXVvZQgWdYGNplgHyfQ6KZDrkX45RkWMAJs'
const SHA256_HASH = '0o_gWifulEk9lzVOkr108c6EZIrQv7j3RLA4xA209bY'

const is = (bytes: Uint8Array | null, answer: string): boolean =>
  bytes !== null && equalBytes(bytes, parseBase64url(answer) ?? sevens(1))

const orFalse = (answer: Promise<boolean>): Promise<boolean> => answer.catch(() => false)

async function x25519(p: Pick<Primitives, 'x25519Key'>): Promise<boolean> {
  const key = await p.x25519Key(sevens(X25519_BYTES))
  const order2 = await key.agree(new Uint8Array(X25519_BYTES)).catch(() => null)
  return is(key.publicKey, X25519_PUBLIC) && is(await key.agree(key.publicKey), X25519_SHARED) && order2 === null
}

async function ed25519(p: Pick<Primitives, 'ed25519PublicKey' | 'ed25519Sign' | 'ed25519Verify'>): Promise<boolean> {
  const seed = sevens(32)
  const message = new Uint8Array(3)
  const publicKey = await p.ed25519PublicKey(seed)
  const signature = await p.ed25519Sign(seed, message)
  if (!is(publicKey, ED25519_PUBLIC) || !is(signature, ED25519_SIGNATURE)) return false
  const cofactored = parseBase64url(ED25519_COFACTORED) ?? signature
  const verdicts = [
    await p.ed25519Verify(publicKey, message, signature),
    await p.ed25519Verify(publicKey, sevens(3), signature),
    await p.ed25519Verify(publicKey, message, cofactored),
  ]
  return verdicts.join() === 'true,false,false'
}

async function mlkem(p: Pick<Primitives, 'mlkemKey' | 'mlkemPublicKey'>): Promise<boolean> {
  const key = await p.mlkemKey(sevens(MLKEM_SEED_BYTES))
  if (!is(sha256(key.publicKey), MLKEM_PUBLIC_HASH)) return false
  if (!is(await key.decapsulate(sevens(MLKEM_CIPHERTEXT_BYTES)), MLKEM_REJECTED)) return false
  const encapsulation = await (await p.mlkemPublicKey(key.publicKey))?.encapsulate(sevens)
  return (
    encapsulation !== undefined && equalBytes(await key.decapsulate(encapsulation.ciphertext), encapsulation.shared)
  )
}

export const answersX25519 = (p: Pick<Primitives, 'x25519Key'>): Promise<boolean> => orFalse(x25519(p))
export const answersEd25519 = (
  p: Pick<Primitives, 'ed25519PublicKey' | 'ed25519Sign' | 'ed25519Verify'>,
): Promise<boolean> => orFalse(ed25519(p))
export const answersMlkem = (p: Pick<Primitives, 'mlkemKey' | 'mlkemPublicKey'>): Promise<boolean> => orFalse(mlkem(p))
export const answersSha256 = (hash: (data: Bytes) => Promise<Bytes>): Promise<boolean> =>
  orFalse(hash(sevens(2000)).then((bytes) => is(bytes, SHA256_HASH)))
