/** A voice at the desk: fetched, kept, opened, and nothing else played. The real relay and desks, in one process. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Attachment } from '../../../../shared/case/bodies.ts'
import type { Bytes } from '../../../../shared/bytes/cursor.ts'
import { sealChunks } from '../../../../shared/crypto/stream.ts'
import { solveWork } from '../../../../shared/crypto/work.ts'
import { addDays } from '../../../../shared/day.ts'
import {
  CHUNK_BYTES,
  INBOX_EXPIRY_DAYS,
  SEALED_CHUNK_BYTES,
  VOICE_CHUNKS,
  WORK_MIN_BITS,
} from '../../../../shared/protocol.ts'
import { type BlobId, parseBlobId } from '../../../../shared/wire/blob.ts'
import { present } from '../../../present.ts'
import { p, TODAY } from '../../../shared/trust/world.ts'
import { type Bench, type Device, openBench, type Phone, random } from '../desk-fixture.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

/** As WebM begins; what follows is noise. */
function recording(lengthBytes: number): Bytes {
  const bytes = random(Math.min(lengthBytes, 65_536))
  const whole = new Uint8Array(lengthBytes)
  for (let at = 0; at < lengthBytes; at += bytes.length) whole.set(bytes.subarray(0, lengthBytes - at), at)
  whole.set([0x1a, 0x45, 0xdf, 0xa3])
  return whole
}

async function sealed(plain: Bytes): Promise<{ attachment: Attachment; chunks: [BlobId, Bytes][] }> {
  const stream = present(sealChunks(p, random, plain))
  const chunks: [BlobId, Bytes][] = []
  for await (const chunk of stream.chunks) chunks.push([present(parseBlobId(random(32))), chunk])
  const { key, prefix, lengthBytes: length } = stream.key
  return { attachment: { key, prefix, length, mediaType: 'audio/webm', blobs: chunks.map(([id]) => id) }, chunks }
}

async function put(chunks: readonly (readonly [BlobId, Bytes])[]): Promise<void> {
  for (const [id, chunk] of chunks) {
    const nonce = await solveWork({ address: null, id }, WORK_MIN_BITS)
    expect(await bench.setting.client().putBlob({ id, nonce, chunk })).toEqual({ kind: 'stored' })
  }
}

/** A report, and behind it a voice. */
async function tell(attachment: Attachment): Promise<Phone> {
  const phone = await bench.report('')
  await phone.send('follow-up', { words: '', attachments: [attachment] })
  return phone
}

async function hear(device: Device, phone: Phone): ReturnType<Device['session']['hear']> {
  const of = present(device.session.state().fold.cases.get(phone.case))
  const said = present(of.said.find(({ attachments }) => attachments.length > 0))
  return device.session.hear(phone.case, said.hash, 0)
}

const asked = (device: Device, path: string): number => device.network.asked.filter((one) => one === path).length
/** Names of the chunks that lie on its disk. */
async function keptBy({ store }: Device): Promise<{ id: string; names: string[] }> {
  const { id } = present((await store.listVaults())[0])
  return { id, names: [...(await store.listChunks(id)).keys()] }
}
const desk = (index = 0): Promise<Device> => bench.device(bench.world.front, index)

describe('a voice', () => {
  it('is opened at the desk as it was recorded', async () => {
    const plain = recording(3 * CHUNK_BYTES + 100)
    const { attachment, chunks } = await sealed(plain)
    await put(chunks)
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    expect(await hear(a, phone)).toEqual({ kind: 'voice', bytes: plain, mediaType: 'audio/webm' })
    expect(a.session.state().problems).toEqual([])
  })

  it('is here without a network once the desk has taken it in, also after a restart', async () => {
    const { attachment, chunks } = await sealed(recording(1000))
    await put(chunks)
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    await a.session.refresh()
    expect(asked(a, '/v1/get')).toBe(1)
    const again = await a.restart()
    again.network.down = true
    expect(await hear(again, phone)).toMatchObject({ kind: 'voice' })
  })

  it('outlives its time at the relay: the desk has it, puts it again, and a colleague who comes later hears it', async () => {
    const { attachment, chunks } = await sealed(recording(2 * CHUNK_BYTES))
    await put(chunks)
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    const later = addDays(TODAY, INBOX_EXPIRY_DAYS + 3)
    await bench.setting.blobs.expire(later)
    const b = await desk(1)
    await b.session.refresh()
    expect(await hear(b, phone)).toEqual({ kind: 'missing', missing: 2, total: 2 })
    expect(await hear(a, phone)).toMatchObject({ kind: 'voice' })
    bench.setToday(later)
    await a.session.refresh()
    expect(asked(a, '/v1/put')).toBe(2)
    await a.session.refresh()
    expect(asked(a, '/v1/put')).toBe(2)
    expect(await hear(b, phone)).toMatchObject({ kind: 'voice' })
  })

  it('goes when its time is over and nothing in the log names it any more, and not before', async () => {
    const a = await desk()
    await a.session.refresh()
    const { id } = present((await a.store.listVaults())[0])
    await a.store.saveChunk(id, 'of an erased case', TODAY, new Uint8Array(SEALED_CHUNK_BYTES))
    const again = await a.restart()
    await again.session.refresh()
    expect((await keptBy(again)).names).toHaveLength(1)
    bench.setToday(addDays(TODAY, INBOX_EXPIRY_DAYS + 3))
    await again.session.refresh()
    expect((await keptBy(again)).names).toEqual([])
  })

  it('that is not all there is said to be missing, and is heard when the rest has come', async () => {
    const { attachment, chunks } = await sealed(recording(2 * CHUNK_BYTES))
    await put(chunks.slice(0, 1))
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    expect(await hear(a, phone)).toEqual({ kind: 'missing', missing: 1, total: 2 })
    const before = asked(a, '/v1/get')
    // asks for it once a day by itself, and whenever somebody wants to hear it
    await a.session.refresh()
    expect(asked(a, '/v1/get')).toBe(before)
    await put(chunks.slice(1))
    expect(await hear(a, phone)).toMatchObject({ kind: 'voice' })
  })

  it('says that there is no network where it is not here yet', async () => {
    const { attachment, chunks } = await sealed(recording(1000))
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    await put(chunks)
    a.network.down = true
    expect(await hear(a, phone)).toEqual({ kind: 'offline' })
  })

  it('is not played, and not kept, where the relay gives other bytes', async () => {
    const { attachment, chunks } = await sealed(recording(2 * CHUNK_BYTES))
    const [first, second] = [present(chunks[0]), present(chunks[1])]
    // under each other's name
    await put([
      [first[0], second[1]],
      [second[0], first[1]],
    ])
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    expect(await hear(a, phone)).toEqual({ kind: 'damaged' })
    expect((await keptBy(a)).names).toEqual([])
  })

  it('that is damaged on the disk of the desk is fetched again', async () => {
    const plain = recording(1000)
    const { attachment, chunks } = await sealed(plain)
    await put(chunks)
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    const { id, names } = await keptBy(a)
    await a.store.saveChunk(id, present(names[0]), TODAY, new Uint8Array(SEALED_CHUNK_BYTES))
    expect(await hear(a, phone)).toEqual({ kind: 'voice', bytes: plain, mediaType: 'audio/webm' })
  })

  it('is heard where the disk has no room for it', async () => {
    const { attachment, chunks } = await sealed(recording(1000))
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    await put(chunks)
    a.store.fault = 'full'
    expect(await hear(a, phone)).toMatchObject({ kind: 'voice' })
  })

  it('is nothing else: what does not begin as a recording is not given to the page', async () => {
    const { attachment, chunks } = await sealed(new Uint8Array(Buffer.from('<svg onload="alert(1)"/>')))
    await put(chunks)
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    expect(await hear(a, phone)).toEqual({ kind: 'no-voice' })
  })

  it('that names more chunks than any voice has is not asked for', async () => {
    const blobs = Array.from({ length: 2 * VOICE_CHUNKS }, () => random(32))
    const length = 2 * VOICE_CHUNKS * CHUNK_BYTES
    const phone = await tell({ key: random(32), prefix: random(7), length, mediaType: 'audio/webm', blobs })
    const a = await desk()
    await a.session.refresh()
    expect(asked(a, '/v1/get')).toBe(0)
    expect(await hear(a, phone)).toEqual({ kind: 'no-voice' })
  })

  it('that is listed and never comes costs one question, and keeps no desk from the voices of others', async () => {
    const attachments = Array.from({ length: 3 }, () => ({
      key: random(32),
      prefix: random(7),
      length: VOICE_CHUNKS * CHUNK_BYTES,
      mediaType: 'audio/webm',
      blobs: Array.from({ length: VOICE_CHUNKS }, () => random(32)),
    }))
    const phone = await bench.report('')
    for (const one of attachments) await phone.send('follow-up', { words: '', attachments: [one] })
    const { attachment, chunks } = await sealed(recording(1000))
    await put(chunks)
    await phone.send('follow-up', { words: '', attachments: [attachment] })
    const a = await desk()
    await a.session.refresh()
    expect(asked(a, '/v1/get')).toBe(attachments.length + chunks.length)
    expect((await keptBy(a)).names).toHaveLength(chunks.length)
    await a.session.refresh()
    expect(asked(a, '/v1/get')).toBe(attachments.length + chunks.length)
  })

  it('is not given by a desk that is locked', async () => {
    const { attachment, chunks } = await sealed(recording(1000))
    await put(chunks)
    const phone = await tell(attachment)
    const a = await desk()
    await a.session.refresh()
    const said = present(a.session.state().fold.cases.get(phone.case)?.said.at(-1))
    a.session.lock()
    expect(await a.session.hear(phone.case, said.hash, 0)).toEqual({ kind: 'locked' })
  })
})
