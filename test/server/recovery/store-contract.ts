/** What every adapter of RecoveryStore must do. A second adapter is tested by one line: `describeRecoveryStore(name, open)`. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parsePepper } from '../../../server/mailboxes/mailbox-key.ts'
import { copyKeyOf, keeperTagOf, type KeptCopy, type RecoveryStore } from '../../../server/recovery/store.ts'
import { envelope, filled } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'

export interface OpenRecoveryStore {
  readonly store: RecoveryStore
  /** Closes and opens again on the same data, as after a restart. */
  reopen(): Promise<RecoveryStore>
  /** Closes and removes everything. */
  end(): Promise<void>
}

const pepper = present(parsePepper(filled(32, 1)))
const place = (number: number): KeptCopy['address'] => copyKeyOf(pepper, filled(32, number))
const device = (number: number): KeptCopy['keeper'] => keeperTagOf(pepper, filled(32, number))
const copy = (serial: number, number = serial): Omit<KeptCopy, 'address' | 'keeper'> => ({
  serial,
  signature: filled(64, number),
  envelope: envelope(number),
})

export function describeRecoveryStore(name: string, open: () => Promise<OpenRecoveryStore>): void {
  describe(`the recovery store on ${name}`, () => {
    let opened: OpenRecoveryStore
    let store: RecoveryStore
    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(() => opened.end())
    const keep = (address: number, keeper: number, of: ReturnType<typeof copy>): ReturnType<RecoveryStore['keep']> =>
      store.keep({ address: place(address), keeper: device(keeper), ...of })
    const find = (address: number): ReturnType<RecoveryStore['find']> => store.find(place(address))

    it('gives back what was kept, also after a restart, and nothing at another address', async () => {
      expect(await keep(1, 1, copy(1))).toEqual({ kind: 'kept' })
      store = await opened.reopen()
      expect(await find(1)).toEqual(copy(1))
      expect(await find(2)).toBeNull()
    })

    it('keeps the same copy again as before, and a later one in its place', async () => {
      await keep(1, 1, copy(1))
      expect(await keep(1, 1, copy(1))).toEqual({ kind: 'kept' })
      expect(await keep(1, 1, copy(7))).toEqual({ kind: 'kept' })
      expect(await find(1)).toEqual(copy(7))
    })

    it('keeps no copy over a later one, nor another over one of the same serial', async () => {
      await keep(1, 1, copy(7))
      expect(await keep(1, 1, copy(6))).toEqual({ kind: 'superseded', serial: 7 })
      expect(await keep(1, 2, copy(7, 8))).toEqual({ kind: 'superseded', serial: 7 })
      expect(await find(1)).toEqual(copy(7))
    })

    it('keeps one copy for a device: that of an older kit goes', async () => {
      await keep(1, 1, copy(9))
      await keep(2, 1, copy(1))
      expect(await find(1)).toBeNull()
      expect(await find(2)).toEqual(copy(1))
    })

    it('keeps the copies of many devices apart', async () => {
      for (const number of [1, 2, 3]) await keep(number, number, copy(number))
      for (const number of [1, 2, 3]) expect(await find(number)).toEqual(copy(number))
    })

    it('forgets the copies of the devices named and no other, twice alike', async () => {
      for (const number of [1, 2, 3]) await keep(number, number, copy(number))
      for (const _ of [1, 2]) await store.forget([device(1), device(3), device(4)])
      expect(await Promise.all([find(1), find(2), find(3)])).toEqual([null, copy(2), null])
    })

    it('leaves a copy to the device that took it over when the one before is forgotten', async () => {
      await keep(1, 1, copy(1))
      await keep(1, 2, copy(2))
      await store.forget([device(1)])
      expect(await find(1)).toEqual(copy(2))
      await store.forget([device(2)])
      expect(await find(1)).toBeNull()
    })
  })
}
