/** Hashes, chains, tickets, requests, frames: everything that is a formula of docs/protocol.md, by OpenSSL and libsodium. */
import { createCipheriv, createPublicKey, verify } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { H, base64url, bytesFor, hex, hkdf, lp, sha256, sodium, unsigned, utf8, xwingPair } from './independent.ts'

const ed25519 = (seed: Uint8Array): Buffer => Buffer.from(sodium.crypto_sign_seed_keypair(seed).publicKey)

function signed(seed: Uint8Array, message: Buffer): Buffer {
  const signature = Buffer.from(sodium.crypto_sign_detached(message, sodium.crypto_sign_seed_keypair(seed).privateKey))
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), ed25519(seed)])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  if (!verify(null, message, publicKey, signature)) throw new Error('OpenSSL disagrees with libsodium')
  return signature
}

function fingerprint(key: Buffer): string {
  const digits = hkdf(H('sosafe/v1/fingerprint', key), lp('sosafe/v1/fingerprint-digits'), 48)
  const groups = [0, 1, 2, 3, 4, 5].map((i) => (digits.readBigUInt64BE(i * 8) % 100_000n).toString().padStart(5, '0'))
  return groups.join(' ')
}

function names() {
  return [0, 1, 2].map((i) => {
    const key = ed25519(bytesFor(`named key ${i}`, 32))
    const inbox = bytesFor(`inbox ${i}`, 32)
    const team = [0, 1, 65_535][i] ?? 0
    return {
      key: hex(key),
      replyAddress: hex(H('sosafe/v1/reply-address', key)),
      pseudonym: hex(H('sosafe/v1/pseudonym', key)),
      fingerprint: fingerprint(key),
      inbox: hex(inbox),
      team,
      logAddress: hex(H('sosafe/v1/log-address', inbox, unsigned(team, 2))),
    }
  })
}

function chain() {
  let seed = bytesFor('chain seed', 32)
  return Array.from({ length: 6 }, (_, i) => {
    const keySeed = hkdf(seed, lp('sosafe/v1/intake-key'), 32)
    const step = {
      epoch: 100 + i,
      seed: hex(seed),
      keySeed: hex(keySeed),
      publicKey: hex(xwingPair(keySeed).publicKey),
    }
    seed = hkdf(seed, lp('sosafe/v1/intake-next'), 32)
    return step
  })
}

/** What the member sheet says of keys that are handed over: a chain by the seed of its last epoch, a team key by its hash. */
function keyChecks() {
  const first = 100
  let seed = bytesFor('chain seed', 32)
  for (let epoch = first; epoch < first + 520; epoch++) seed = hkdf(seed, lp('sosafe/v1/intake-next'), 32)
  const { publicKey } = xwingPair(bytesFor('team seed', 32))
  return {
    chain: { number: 7, epoch: first, check: hex(H('sosafe/v1/chain-check', unsigned(7, 2), unsigned(first, 2), seed)) },
    team: {
      team: 3,
      version: 258,
      key: hex(publicKey),
      check: hex(H('sosafe/v1/team-check', unsigned(3, 2), unsigned(258, 2), publicKey)),
    },
  }
}

/** Damm's table in two digits: rows of the quasigroup. The check digit makes the interim digit zero. */
function damm(digits: string): string {
  const rows =
    '0317598642 7092154863 4206871359 1750983426 6123045978 3674209581 5869720134 8945362017 9438617205 2581436790'.split(
      ' ',
    )
  return [...digits].reduce((interim, digit) => rows[Number(interim)]![Number(digit)]!, '0')
}

async function tickets() {
  return Promise.all(
    [0, 1].map(async (i) => {
      const random = [...bytesFor(`ticket ${i}`, 60)].filter((byte) => byte < 250).slice(0, 23)
      const digits = `1${random.map((byte) => byte % 10).join('')}`
      const code = digits + damm(digits)
      const deploymentId = bytesFor(`deployment ${i}`, 32)
      const salt = H('sosafe/v1/ticket-salt', deploymentId).subarray(0, 16)
      const settings = { memorySize: 65_536, iterations: 3, parallelism: 1, hashLength: 32 }
      const root = await argon2id({ password: utf8(code), salt, ...settings, outputType: 'binary' })
      const [reading, reply, followUp] = ['reading', 'reply', 'follow-up'].map((use) =>
        hkdf(root, lp(`sosafe/v1/ticket/${use}`), 32),
      )
      return {
        code,
        deploymentId: hex(deploymentId),
        root: hex(root),
        readingSeed: hex(reading!),
        readingKey: hex(ed25519(reading!)),
        replySeed: hex(reply!),
        replyKey: hex(xwingPair(reply!).publicKey),
        followUpSeed: hex(followUp!),
        followUpKey: hex(ed25519(followUp!)),
        address: hex(H('sosafe/v1/reply-address', ed25519(reading!))),
        pseudonym: hex(H('sosafe/v1/pseudonym', ed25519(followUp!))),
      }
    }),
  )
}

function kits() {
  return [0, 1].map((i) => {
    const kit = bytesFor(`kit ${i}`, 16)
    const key = (use: string): Buffer => hkdf(kit, lp(`sosafe/v1/kit/${use}`), 32)
    const address = H('sosafe/v1/recovery-address', ed25519(key('reading')))
    const envelope = bytesFor(`copy of kit ${i}`, 32)
    const serial = [1, 4_294_967_295][i] ?? 0
    const copy = [lp('sosafe/v1/recovery-copy'), lp(address), lp(unsigned(serial, 4)), lp(envelope)]
    return {
      kit: hex(kit),
      vaultKey: hex(key('vault')),
      readingKey: hex(ed25519(key('reading'))),
      recoveryKey: hex(xwingPair(key('recovery')).publicKey),
      address: hex(address),
      envelope: hex(envelope),
      serial,
      signature: hex(signed(key('reading'), Buffer.concat(copy))),
    }
  })
}

function requests() {
  return [0, 1].map((i) => {
    const seed = bytesFor(`request seed ${i}`, 32)
    const body = bytesFor(`request body ${i}`, i * 3000)
    const request = {
      method: 'POST',
      path: ['/v1/inbox', '/v1/sync'][i] ?? '',
      origin: 'https://relay.example',
      day: 20_779 + i,
    }
    const message = Buffer.concat([
      lp('sosafe/v1/request'),
      lp(request.method),
      lp(request.path),
      lp(sha256(body)),
      lp(request.origin),
      lp(unsigned(request.day, 4)),
    ])
    return {
      seed: hex(seed),
      body: hex(body),
      ...request,
      headers: {
        'sosafe-key': base64url(ed25519(seed)),
        'sosafe-day': request.day.toString(),
        'sosafe-signature': base64url(signed(seed, message)),
      },
    }
  })
}

/** Event frames with their hash: a reporter's and one of the log. The JSON is read by nobody here. */
function frames() {
  const seed = bytesFor('frame seed', 32)
  const author = ed25519(seed)
  const event = {
    type: 'withdrawal',
    id: base64url(bytesFor('event id', 16)),
    case: base64url(H('sosafe/v1/pseudonym', author)),
    at: '2026-11-22T09:30:00Z',
    body: { scope: 'all', words: 'ขอยกเลิก' },
  }
  return ['to-agency', 'log', 'to-reporter', 'to-overseer'].map((purpose) => {
    const receiver = bytesFor(`receiver of ${purpose}`, 32)
    const json = utf8(JSON.stringify(event))
    const signature = signed(seed, Buffer.concat([lp('sosafe/v1/event'), lp(purpose), lp(receiver), lp(json)]))
    const frame = Buffer.concat([author, signature, json])
    return {
      purpose,
      receiver: hex(receiver),
      author: hex(author),
      frame: hex(frame),
      hash: hex(H('sosafe/v1/event-hash', frame)),
    }
  })
}

/** A signed document, its hash, and a tombstone: signatures over the preimages of sections 7 and 8. */
function preimages() {
  const seed = bytesFor('document seed', 32)
  const payload = utf8('{"kind":"member-sheet","version":1}')
  const log = bytesFor('tombstone log', 32)
  const erased = bytesFor('erased entry', 32)
  return {
    key: hex(ed25519(seed)),
    document: {
      kind: 'member-sheet',
      payload: hex(payload),
      signature: hex(signed(seed, Buffer.concat([lp('sosafe/v1/document'), lp('member-sheet'), lp(payload)]))),
      hash: hex(H('sosafe/v1/document-hash', 'member-sheet', payload)),
    },
    tombstone: {
      log: hex(log),
      number: 4_294_967_297,
      hash: hex(erased),
      signature: hex(
        signed(seed, Buffer.concat([lp('sosafe/v1/tombstone'), lp(log), lp(unsigned(4_294_967_297, 8)), lp(erased)])),
      ),
    },
  }
}

/** Of each of the sixteen parts the first number that does, for 12 bits and for 14: every hash has 8, or 10, zero bits. */
function work() {
  return [0, 1].map((i) => {
    const id = bytesFor(`work ${i}`, 32)
    // The second is a blob: it goes to no address.
    const address = i === 0 ? bytesFor('work address', 32) : Buffer.alloc(0)
    const zeroBits = (part: number, tried: number): number => {
      const hash = H('sosafe/v1/work', address, id, Buffer.concat([unsigned(part, 4), unsigned(tried, 4)]))
      return Math.clz32(hash.readUInt32BE(0))
    }
    const solved = [12, 14].map((bits) => {
      const numbers = Array.from({ length: 16 }, (_, part) => {
        let tried = 0
        while (zeroBits(part, tried) < bits - 4) tried++
        return tried
      })
      const least = Math.min(...numbers.map((tried, part) => zeroBits(part, tried)))
      return { bits, nonce: hex(Buffer.concat(numbers.map((tried) => unsigned(tried, 4)))), most: least + 4 }
    })
    return { address: hex(address), id: hex(id), solved }
  })
}

/** Attachments in STREAM form; the plaintext is `i * 31 mod 256`, a sealed chunk is named by its hash. */
function attachments() {
  const chunkBytes = 65_536
  return [5, 65_536, 140_000].map((length) => {
    const key = bytesFor(`attachment key ${length}`, 32)
    const prefix = bytesFor(`attachment prefix ${length}`, 7)
    const needed = Math.max(1, Math.ceil(length / chunkBytes))
    const count = 2 ** Math.ceil(Math.log2(needed))
    const plain = Buffer.alloc(count * chunkBytes)
    for (let i = 0; i < length; i++) plain[i] = (i * 31) & 255
    const associated = Buffer.concat([lp('sosafe/v1/chunk'), lp(unsigned(length, 8)), lp(unsigned(count, 4))])
    const hashes = Array.from({ length: count }, (_, i) => {
      const nonce = Buffer.concat([prefix, unsigned(i, 4), Buffer.of(i === count - 1 ? 1 : 0)])
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated)
      const sealed = Buffer.concat([
        cipher.update(plain.subarray(i * chunkBytes, (i + 1) * chunkBytes)),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      return hex(sha256(sealed))
    })
    return { length, key: hex(key), prefix: hex(prefix), hashes }
  })
}

export async function formulas(): Promise<object> {
  return {
    made: 'node:crypto (OpenSSL), libsodium-wrappers-sumo 0.8.4, hash-wasm 4.13.0; signatures made by libsodium and verified by OpenSSL',
    names: names(),
    chain: chain(),
    keyChecks: keyChecks(),
    tickets: await tickets(),
    kits: kits(),
    requests: requests(),
    frames: frames(),
    preimages: preimages(),
    work: work(),
    attachments: attachments(),
  }
}
