/** P2.2: one verdict on every platform, also where libraries disagree. */
import { isStrictEdwardsPoint } from '../../../../shared/crypto/edwards.ts'
import { parseVerifyKey, type VerifyKey } from '../../../../shared/crypto/keys.ts'
import { isPrimeOrder } from '../../../../shared/crypto/prime-order.ts'
import type { Primitives } from '../../../../shared/crypto/primitives.ts'
import { verify } from '../../../../shared/crypto/sign.ts'
import edwards from '../../../vectors/edwards.json' with { type: 'json' }
import made from '../../../vectors/primitives.json' with { type: 'json' }
import published from '../../../vectors/published.json' with { type: 'json' }
import { assert, check, fromHex, given, type Check } from './check.ts'

interface Case {
  readonly publicKey: string
  readonly message: string
  readonly signature: string
}

/** Also past the parser: whoever casts a key gets the same verdict. */
async function verdict(p: Primitives, { publicKey, message, signature }: Case): Promise<boolean> {
  const unparsed = fromHex(publicKey) as VerifyKey
  const answer = await verify(p, unparsed, fromHex(message), fromHex(signature))
  if (parseVerifyKey(fromHex(publicKey)) === null) assert(!answer, 'a key that the parser refuses verifies')
  return answer
}

const { ed25519SpecialValues: special } = published

export const signatureChecks: readonly Check[] = [
  ...published.ed25519Verify.map((v) =>
    check(`a signature is ${v.valid ? 'valid' : 'refused'}: ${v.source}`, async (p) => {
      assert((await verdict(p, v)) === v.valid, 'the other verdict')
    }),
  ),
  check(`signatures are refused: ${special.source}`, async (p) => {
    for (const r of special.r)
      for (const s of special.s) assert(!(await verdict(p, { ...special, signature: r + s })), r + s)
  }),
  ...edwards.refusedSignatures.map((v) =>
    check(`a signature is refused: ${v.name}${v.lenient ? ' (tweetnacl alone accepts it)' : ''}`, async (p) => {
      assert(!(await verdict(p, v)), 'accepted')
      assert(!(await verdict(p, v)), 'accepted the second time, from the remembered verdict')
    }),
  ),
  check('keys of mixed order are told from keys of prime order as libsodium does', async () => {
    for (const { point, primeOrder } of edwards.points) {
      const bytes = fromHex(point)
      assert((isStrictEdwardsPoint(bytes) && isPrimeOrder(bytes)) === primeOrder, point)
    }
  }),
  check('no flipped bit of a signature, a message or a key verifies', async (p) => {
    const v = given(made.ed25519[2], 'vector')
    const parts = [fromHex(v.publicKey), fromHex(v.message), fromHex(v.signature)] as const
    assert(await verify(p, parts[0] as VerifyKey, parts[1], parts[2]), 'the good one')
    for (const part of parts) {
      for (let bit = 0; bit < part.length * 8; bit += 5) {
        part[bit >> 3] = (part[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        assert(!(await verify(p, parts[0] as VerifyKey, parts[1], parts[2])), `bit ${bit}`)
        part[bit >> 3] = (part[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      }
    }
  }),
  check('a signature of another length is refused', async (p) => {
    const v = given(made.ed25519[1], 'vector')
    const key = given(parseVerifyKey(fromHex(v.publicKey)), 'key')
    for (const signature of ['', v.signature.slice(0, 126), `${v.signature}00`]) {
      assert(!(await verify(p, key, fromHex(v.message), fromHex(signature))), `${signature.length / 2} bytes`)
    }
  }),
]
