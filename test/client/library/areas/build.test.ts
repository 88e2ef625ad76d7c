/** The folder of packs that the app is built with. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { areaPacks, readPacks } from '../../../../client/area-packs-plugin.ts'
import { DEMO_OFFICES } from '../../../../client/operator/demo/offices.ts'
import { officeJson, packJson } from './office.ts'

const demoFolder = join(import.meta.dirname, '../../../../client/library/areas/demo')
let folder = ''
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'packs-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the demonstration has a pack for each of its areas, which speaks of each of its offices that take mail', () => {
  const packs = readPacks(demoFolder, true)
  expect([...packs.keys()]).toEqual(readdirSync(demoFolder).map((name) => name.replace('.json', '')))
  for (const pack of packs.values()) {
    expect(pack.demonstration).toBe(true)
    const described = pack.offices.map(({ of }) => ('type' in of ? of.type : of.id))
    const made = DEMO_OFFICES.filter(({ part, description }) => part !== 'overseer' && description.area === pack.area)
    expect(described).toEqual(made.map(({ description }) => description.type))
  }
})

test('a real deployment tells nothing made up', () => {
  expect(() => readPacks(demoFolder, false)).toThrow(/lamphun\.json .*demonstration/)
})

test('a mistake stops the build, and names the file and the place', () => {
  write('lamphun.json', JSON.stringify(packJson))
  expect([...readPacks(folder, false).keys()]).toEqual(['lamphun'])
  write('phayao.json', JSON.stringify({ ...packJson, area: 'phayao', offices: [{ ...officeJson, takes: ['x'] }] }))
  expect(() => areaPacks(folder, false)).toThrow(`${join(folder, 'phayao.json')} cannot be used. offices[0].takes[0]: `)
  write('phayao.json', '{')
  expect(() => areaPacks(folder, false)).toThrow(/phayao\.json cannot be used\. It is not JSON/)
  write('phayao.json', JSON.stringify(packJson))
  expect(() => areaPacks(folder, false)).toThrow(/must be called lamphun\.json/)
  expect(() => areaPacks(join(folder, 'nowhere'), false)).toThrow(/There is no folder/)
})
