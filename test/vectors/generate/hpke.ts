/** X-Wing by libsodium, and what two HPKE libraries export from it with the protocol's info. */
import {
  bytesFor,
  exportByHand,
  exportByLibraries,
  hex,
  lp,
  sodium,
  unsigned,
  utf8,
  xwingEncapsulate,
  xwingPair,
} from './independent.ts'

async function vector(i: number) {
  const seed = bytesFor(`xwing seed ${i}`, 32)
  const { publicKey } = xwingPair(seed)
  const randomness = bytesFor(`xwing randomness ${i}`, 64)
  const { ciphertext, shared } = xwingEncapsulate(publicKey, randomness)
  if (!Buffer.from(sodium.crypto_kem_xwing_dec(ciphertext, seed)).equals(shared))
    throw new Error('libsodium disagrees with itself')
  const kind = ['inbox', 'log', 'reply', 'recovery'][i % 4] ?? 'inbox'
  const header = Buffer.concat([Buffer.of(1, 1), unsigned(i * 1000, 2)])
  const address = bytesFor(`address ${i}`, 32)
  const info = Buffer.concat([lp('sosafe/v1'), lp(kind), lp(header), lp(address)])
  const exports = await Promise.all(
    [lp('sosafe/v1/body'), lp('sosafe/v1/commitment'), utf8(''), bytesFor('context', 300)].map(async (context) => {
      const out = await exportByLibraries(seed, ciphertext, info, context)
      if (!out.equals(exportByHand(shared, info, context))) throw new Error('the schedule by hand disagrees')
      return { context: hex(context), out: hex(out) }
    }),
  )
  return {
    seed: hex(seed),
    publicKey: hex(publicKey),
    randomness: hex(randomness),
    ciphertext: hex(ciphertext),
    shared: hex(shared),
    info: hex(info),
    exports,
  }
}

export async function hpke(): Promise<object> {
  return {
    made: 'X-Wing: libsodium-wrappers-sumo 0.8.4 (deterministic). Exports: @hpke/core 1.9.0 with @hpke/hybridkem-x-wing 0.7.0, and hpke 1.1.7 (panva), which agree',
    vectors: await Promise.all([0, 1, 2, 3].map(vector)),
  }
}
