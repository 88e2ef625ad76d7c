/**
 * A voice of the longest kind on its way into the outbox: what it says beside the sound taken out, cut, padded, sealed, named.
 * Held against bare AES-256-GCM of the same platform on the same chunks, its key imported once. The recording is a real one,
 * its sound repeated.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createChunk } from '../../client/outbox/chunk.ts'
import { cleanVoice } from '../../client/reporter/voice/clean.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { chunkCountFor, sealChunks } from '../../shared/crypto/stream.ts'
import { CHUNK_BYTES, VOICE_BITS_PER_SECOND, VOICE_SECONDS } from '../../shared/protocol.ts'
import { interleaved, type BenchResult } from './measure.ts'

const ROUNDS = 7
const VOICES_PER_ROUND = 20
const SIMPLE_BLOCK = 0xa3

/** The head of a recording, then its blocks over and over. */
function longest(): Bytes {
  const path = join(import.meta.dirname, '../client/reporter/voice/recorded/chromium.webm')
  const short = new Uint8Array(readFileSync(path))
  const blocks = short.subarray(short.indexOf(SIMPLE_BLOCK, 0x9f))
  const whole = new Uint8Array((VOICE_SECONDS * VOICE_BITS_PER_SECOND) / 8)
  whole.set(short)
  for (let at = short.length; at < whole.length; at += blocks.length) {
    whole.set(blocks.subarray(0, whole.length - at), at)
  }
  return whole
}

export async function run(): Promise<BenchResult> {
  const p = await detectPrimitives(globalThis.crypto)
  const random = (lengthBytes: number): Bytes => crypto.getRandomValues(new Uint8Array(lengthBytes))
  const recorded = longest()
  const count = chunkCountFor(recorded.length) ?? 0

  const ours = async (): Promise<void> => {
    const clean = cleanVoice(recorded)
    const sealed = clean === null ? null : sealChunks(p, random, clean.bytes)
    if (sealed === null) throw new Error('no voice')
    for await (const chunk of sealed.chunks) createChunk(random, chunk)
  }
  const key = await crypto.subtle.importKey('raw', random(32), 'AES-GCM', false, ['encrypt'])
  const chunk = random(CHUNK_BYTES)
  const bare = async (): Promise<void> => {
    for (let index = 0; index < count; index++) {
      await crypto.subtle.encrypt({ name: 'AES-GCM', iv: random(12), tagLength: 128 }, key, chunk)
    }
  }
  const times = async (work: () => Promise<void>): Promise<void> => {
    for (let voice = 0; voice < VOICES_PER_ROUND; voice++) await work()
  }
  const { perSecond, ratios } = await interleaved(ROUNDS, VOICES_PER_ROUND, {
    ours: () => times(ours),
    'bare AES-GCM': () => times(bare),
  })
  return {
    name: 'attachments',
    value: perSecond.ours,
    unit: 'voices of ten minutes per second',
    baseline: { 'bare AES-GCM': perSecond['bare AES-GCM'] },
    ratio: ratios['bare AES-GCM'],
  }
}
