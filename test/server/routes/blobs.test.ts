import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { solveWork } from '../../../shared/crypto/work.ts'
import { SEALED_CHUNK_BYTES, WORK_MIN_BITS, WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { parseBlobId, type BlobId } from '../../../shared/wire/blob.ts'
import { envelope, filled } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { openSetting, type Setting } from '../relay-fixture.ts'

let setting: Setting
beforeEach(async () => {
  setting = await openSetting()
})
afterEach(() => setting.close())

const id = (value: number): BlobId => present(parseBlobId(filled(32, value)))
const chunk = (value: number): ReturnType<typeof filled> => filled(SEALED_CHUNK_BYTES, value)
const put = async (name: BlobId, body: ReturnType<typeof filled>): Promise<unknown> =>
  setting
    .client()
    .putBlob({ id: name, nonce: await solveWork({ address: null, id: name }, WORK_MIN_BITS), chunk: body })

describe('a blob', () => {
  it('is given back as it was put, among many', async () => {
    for (let value = 1; value <= 20; value++) expect(await put(id(value), chunk(value))).toEqual({ kind: 'stored' })
    for (let value = 1; value <= 20; value++)
      expect(await setting.client().getBlob(id(value))).toEqual({ kind: 'blob', chunk: chunk(value) })
  })

  it('is written once: the same again is the same, other bytes are refused', async () => {
    await put(id(1), chunk(1))
    expect(await put(id(1), chunk(1))).toEqual({ kind: 'stored' })
    expect(await put(id(1), chunk(2))).toEqual({ kind: 'exists' })
    expect(await setting.client().getBlob(id(1))).toEqual({ kind: 'blob', chunk: chunk(1) })
  })

  it('that nobody put is absent', async () => {
    expect(await setting.client().getBlob(id(9))).toEqual({ kind: 'absent' })
  })

  it('costs work and has one size', async () => {
    const nonce = filled(WORK_NONCE_BYTES, 1)
    expect(await setting.client().putBlob({ id: id(1), nonce, chunk: chunk(1) })).toEqual({
      kind: 'price',
      bits: WORK_MIN_BITS,
    })
    expect(await put(id(1), filled(SEALED_CHUNK_BYTES - 1, 1))).toEqual({ kind: 'refused', code: 'malformed' })
    expect(await put(id(1), filled(SEALED_CHUNK_BYTES + 1, 1))).toEqual({ kind: 'refused', code: 'too-large' })
  })

  it('leaves the last of the disk to text', async () => {
    setting.setDisk({ freeBytes: 1e9, totalBytes: 1e11 })
    await Promise.resolve()
    expect(await put(id(1), chunk(1))).toEqual({ kind: 'disk-full' })
    expect(await setting.post(filled(32, 1), envelope(1))).toEqual({ kind: 'stored' })
  })
})
