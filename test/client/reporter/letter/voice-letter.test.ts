/** A voice, sealed and kept: docs/protocol.md section 4 (voice), P9.8. */
import { describe, expect, test } from 'vitest'
import { keepReport, keepSealed } from '../../../../client/reporter/letter/keep-letter.ts'
import { nothingSaid, saysSomething, sealSaid } from '../../../../client/reporter/letter/said-more.ts'
import { sealVoice } from '../../../../client/reporter/letter/voice-letter.ts'
import type { System } from '../../../../client/reporter/system.ts'
import type { ChunkItem } from '../../../../client/outbox/chunk.ts'
import { type OutboxItem, encodeItem } from '../../../../client/outbox/item.ts'
import type { Attachment } from '../../../../shared/case/bodies.ts'
import { openChunks } from '../../../../shared/crypto/stream.ts'
import { CHUNK_BYTES, VOICE_CHUNKS } from '../../../../shared/protocol.ts'
import { p } from '../../../shared/trust/world.ts'
import { door, eventIn, letter, system, ticket, to, withoutGetters } from './letter-fixture.ts'

describe('a voice', () => {
  const recorded = (
    lengthBytes: number,
  ): { bytes: Uint8Array<ArrayBuffer>; mediaType: 'audio/webm'; seconds: number } => ({
    bytes: new Uint8Array(lengthBytes).map((_, at) => at % 251),
    mediaType: 'audio/webm',
    seconds: 1,
  })
  const attachmentIn = async (item: OutboxItem | undefined): Promise<Attachment> => {
    const event = await eventIn(item)
    const [attachment] = event.type === 'follow-up' ? (event.body.attachments ?? []) : []
    if (attachment === undefined) throw new Error('no attachment')
    return attachment
  }
  /** An outbox that notes what it was given, in its order. */
  const noting = (): {
    readonly added: (readonly [OutboxItem[], ChunkItem[]])[]
    readonly outbox: System['outbox']
  } => {
    const added: (readonly [OutboxItem[], ChunkItem[]])[] = []
    const add: System['outbox']['add'] = async (items, chunks = []) => void added.push([[...items], [...chunks]])
    return { added, outbox: { ...({} as System['outbox']), add } }
  }

  test('opens with what its letter says, and with nothing else: no words, and where to answer', async () => {
    const voice = recorded(2 * CHUNK_BYTES + 5)
    const { letters, chunks } = await sealVoice(system(), ticket.keys, [door], voice)
    const { key, prefix, length, mediaType, blobs } = await attachmentIn(letters[0])
    expect(blobs).toEqual(chunks.map(({ id }) => id))
    expect(letters[0]?.chunks).toEqual(chunks.map(({ slot }) => slot))
    const lying = chunks.map(({ chunk }) => chunk)
    expect(await openChunks(p, { key, prefix, lengthBytes: length }, lying)).toEqual(voice.bytes)
    expect(mediaType).toBe('audio/webm')
    const { body } = await eventIn(letters[0])
    expect(body).toMatchObject({ words: '', reply: { address: ticket.keys.address } })
  })

  test('of the longest kind finds room in the outbox with the names of all its chunks', async () => {
    const { letters, chunks } = await sealVoice(system(), ticket.keys, [door], recorded(VOICE_CHUNKS * CHUNK_BYTES))
    expect(chunks).toHaveLength(VOICE_CHUNKS)
    expect(letters.map((one) => encodeItem(one).length)).toEqual([encodeItem({ ...letters[0]!, chunks: [] }).length])
  })

  test('is kept behind the report, in a write of its own with all its chunks', async () => {
    const { added, outbox } = noting()
    const parts = { ...withoutGetters(), outbox }
    const kept = await keepReport(parts, ticket, letter, to, recorded(10))
    expect(added.map(([items, chunks]) => [items.length, chunks.length])).toEqual([
      [2, 0],
      [1, 1],
    ])
    // what was written is handed over when it is, whatever becomes of the voice
    expect(kept.ids).toEqual([added[0]?.[0][0]?.id])
    expect(kept.voices).toEqual([added[1]?.[0][0]?.id])
  })

  test('goes to every office that has the report, its chunks once', async () => {
    const { letters, chunks } = await sealVoice(system(), ticket.keys, [door, door], recorded(10))
    expect(letters.map((one) => one.chunks)).toEqual(Array(2).fill(chunks.map(({ slot }) => slot)))
  })

  test('can be said later, with words or without, and is gone from memory once it is sealed', async () => {
    const { added, outbox } = noting()
    const parts = { ...withoutGetters(), outbox }
    const said = { ...nothingSaid(), voice: recorded(10) }
    expect([saysSomething(nothingSaid()), saysSomething(said)]).toEqual([false, true])
    const alone = await keepSealed(parts, await sealSaid(parts, ticket.keys, [door], said))
    expect([alone.ids.length, alone.voices?.length]).toEqual([0, 1])
    expect(said).toEqual(nothingSaid())
    const both = { words: 'อีกเรื่อง', voice: recorded(10), running: null }
    const kept = await keepSealed(parts, await sealSaid(parts, ticket.keys, [door], both))
    expect([kept.ids.length, kept.voices?.length]).toEqual([1, 1])
    expect(added.map(([items]) => items.length)).toEqual([1, 1, 1])
  })

  test('that is still being recorded ends, and is sealed to its last word', async () => {
    const parts = withoutGetters()
    const said = nothingSaid()
    let stop = (): void => undefined
    const ended = new Promise<void>((done) => {
      stop = () => {
        said.voice = recorded(10)
        done()
      }
    })
    said.running = { stop: () => stop(), ended }
    expect(saysSomething(said)).toBe(true)
    expect((await sealSaid(parts, ticket.keys, [door], said)).voice?.chunks).toHaveLength(1)
  })
})
