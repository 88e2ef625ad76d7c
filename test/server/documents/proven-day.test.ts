import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../shared/day.ts'
import { MEMBER_SHEET_DAYS } from '../../../shared/protocol.ts'
import { documentHash, nextHead } from '../../../shared/trust/document.ts'
import { openSetting, publish, type Setting } from '../relay-fixture.ts'
import { p, signMemberSheet, TODAY, type Office } from '../../shared/trust/world.ts'

let setting: Setting
beforeAll(async () => {
  setting = await openSetting()
})
afterAll(() => setting.close())

describe('the day that documents prove', () => {
  it('is none before two have issued one, and then the latest that a second one names', async () => {
    const { registry, world } = setting
    expect(registry.provenDay()).toBeNull()
    await publish(setting)
    expect(registry.provenDay()).toBe(TODAY)
    const renew = async ({ id, signing, memberSheet }: Office, day: Day): Promise<void> => {
      setting.setToday(day)
      const { payload } = await signMemberSheet(memberSheet, signing)
      const before = { version: 1, hash: await documentHash(p, 'member-sheet', payload) }
      const document = await signMemberSheet({ ...memberSheet, ...nextHead(before, day, MEMBER_SHEET_DAYS) }, signing)
      const stored = await setting.client().putDocument({ kind: 'member-sheet', agency: id, document })
      expect(stored.kind).toBe('stored')
    }
    await renew(world.front, addDays(TODAY, 9))
    expect(registry.provenDay()).toBe(TODAY)
    await renew(world.second, addDays(TODAY, 7))
    expect(registry.provenDay()).toBe(addDays(TODAY, 7))
  })
})
