import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDraftBook, type DraftBook } from '../../../../client/desk/drafts/draft-book.ts'
import {
  draftName,
  EMPTY_DRAFT,
  encodeWritten,
  NOTHING_WRITTEN,
  parseWritten,
  PROMISES,
  type Draft,
  type Place,
} from '../../../../client/desk/drafts/draft.ts'
import { createDraftKeeper, type DraftKeeper } from '../../../../client/desk/drafts/keep-drafts.ts'
import { createTurns } from '../../../../client/desk/in-turn.ts'
import { CASE_STATUSES, CLOSURE_REASONS } from '../../../../shared/case/codes.ts'
import { pseudonymName } from '../../../../shared/case/names.ts'
import { createMemoryStore } from '../memory-store.ts'
import { type Bench, type Device, openBench } from '../desk-fixture.ts'

const pseudonym = pseudonymName(new Uint8Array(32))
const name = draftName(pseudonym, 'message')
/** As the bench names the first device's. */
const ID = 'Office front-0'
const words = (text: string): Draft => ({ ...EMPTY_DRAFT, words: text })
const place: Place = { kind: 'case', pseudonym, writing: 'message' }

describe('what is being written', () => {
  const draft = fc.record({
    words: fc.string({ unit: 'binary' }),
    status: fc.option(fc.constantFrom(...CASE_STATUSES)),
    promise: fc.constantFrom(...PROMISES),
    reason: fc.option(fc.constantFrom(...CLOSURE_REASONS)),
  })
  const anyPlace = fc.constantFrom<Place | null>(null, { kind: 'team' }, place, { ...place, writing: null })

  it('is read as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), draft), anyPlace, (drafts, at) => {
        const written = { drafts: new Map(Object.entries(drafts)), place: at }
        expect(parseWritten(encodeWritten(written))).toEqual(written)
      }),
    )
  })

  it('has a size that tells little of it', () => {
    const sizes = ['', 'No', 'x'.repeat(3000)].map(
      (text) => encodeWritten({ drafts: new Map([[name, words(text)]]), place }).length,
    )
    expect(new Set(sizes)).toEqual(new Set([4096]))
  })

  it('is nothing, and no error, when it is damaged', () => {
    const bytes = encodeWritten({ drafts: new Map([[name, words('x')]]), place })
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        parseWritten(bytes.with(at, bytes[at]! ^ change))
      }),
    )
    expect(parseWritten(bytes.subarray(0, 100))).toBeNull()
    expect(parseWritten(new Uint8Array())).toBeNull()
  })
})

describe('drafts of a vault', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench()
  })
  afterEach(() => bench.close())

  const keeperOf = ({ tools, vault }: Device, id = ID): DraftKeeper =>
    createDraftKeeper(tools, { id, label: '', vault })

  it('come back, and lie in storage as nothing that could be read', async () => {
    const device = await bench.device(bench.world.front, 0)
    await keeperOf(device).change(new Map([[name, words('Half a sentence')]]), place)
    expect(await keeperOf(device).load()).toEqual({ drafts: new Map([[name, words('Half a sentence')]]), place })
    const stored = Buffer.from((await device.store.loadDrafts(ID))!)
    expect(stored.includes('Half')).toBe(false)
    expect(stored.includes(pseudonym)).toBe(false)
  })

  it('are opened by no other vault', async () => {
    const store = createMemoryStore()
    const own = await bench.device(bench.world.front, 0, { store })
    const colleague = await bench.device(bench.world.front, 1, { store })
    await keeperOf(own).change(new Map([[name, words('Mine')]]), place)
    expect(await keeperOf(colleague).load()).toEqual(NOTHING_WRITTEN)
    expect(await keeperOf(colleague, 'Office front-1').load()).toEqual(NOTHING_WRITTEN)
  })

  it('of two tabs are all kept, whichever writes last', async () => {
    const exclusive = createTurns()
    const device = await bench.device(bench.world.front, 0, { exclusive: (_name, work) => exclusive(work) })
    const [one, two] = [keeperOf(device), keeperOf(device)]
    const note = draftName(pseudonym, 'note')
    await Promise.all([
      one.change(new Map([[name, words('One')]]), place),
      two.change(new Map([[note, words('Two')]]), null),
      one.change(new Map([[name, words('One and more')]]), place),
    ])
    expect((await two.load()).drafts).toEqual(
      new Map([
        [name, words('One and more')],
        [note, words('Two')],
      ]),
    )
  })

  it('are gone when they were handed over, and leave nothing in storage when none is left', async () => {
    const device = await bench.device(bench.world.front, 0)
    const keeper = keeperOf(device)
    await keeper.change(new Map([[name, words('x')]]), place)
    await keeper.remove(name)
    expect(await keeper.load()).toEqual({ drafts: new Map(), place })
    await keeper.change(new Map(), null)
    expect(await device.store.loadDrafts(ID)).toBeNull()
  })

  it('are kept no more when the vault was taken away, by another tab too', async () => {
    const device = await bench.device(bench.world.front, 0)
    const keeper = keeperOf(device)
    await keeper.change(new Map([[name, words('x')]]), place)
    await device.store.removeVault(ID)
    await keeper.change(new Map([[name, words('x and more')]]), place)
    expect(await device.store.loadDrafts(ID)).toBeNull()
  })

  it('say it when storage fails', async () => {
    const device = await bench.device(bench.world.front, 0)
    device.store.fault = 'full'
    await expect(keeperOf(device).change(new Map([[name, words('x')]]), place)).rejects.toMatchObject({ code: 'full' })
  })
})

describe('the book of drafts of a page', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  interface OpenBook {
    readonly book: DraftBook
    readonly written: [Map<string, Draft | null>, Place | null][]
    works: boolean
    readonly safe: boolean[]
  }
  function openBook(): OpenBook {
    const bench: OpenBook = {
      works: true,
      safe: [],
      written: [],
      book: createDraftBook(
        NOTHING_WRITTEN,
        async (changes, at) => {
          await Promise.resolve()
          if (bench.works) bench.written.push([new Map(changes), at])
          return bench.works
        },
        () => bench.safe.push(bench.book.isSafe()),
      ),
    }
    return bench
  }

  it('hands over what was typed within a second, in one piece', async () => {
    const { book, written } = openBook()
    for (const text of ['H', 'He', 'Hel']) book.set(name, words(text))
    book.goTo(place)
    await vi.advanceTimersByTimeAsync(999)
    expect(written).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(written).toEqual([[new Map([[name, words('Hel')]]), place]])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(written).toHaveLength(1)
  })

  it('hands it over at once when the desk locks', async () => {
    const { book, written } = openBook()
    book.set(name, words('x'))
    expect(await book.flush()).toBe('kept')
    expect(written).toHaveLength(1)
    expect(await book.flush()).toBe('kept')
    expect(written).toHaveLength(1)
  })

  it('says that it is not safe while it cannot be kept, and tries again with the next change', async () => {
    const bench = openBook()
    bench.works = false
    bench.book.set(name, words('x'))
    expect(await bench.book.flush()).toBe('lost')
    expect([bench.book.isSafe(), bench.safe]).toEqual([false, [false]])
    bench.works = true
    bench.book.goTo(place)
    await bench.book.flush()
    expect([bench.book.isSafe(), bench.safe]).toEqual([true, [false, true]])
    expect(bench.written).toEqual([[new Map([[name, words('x')]]), place]])
  })

  it('forgets what was handed over to the person', async () => {
    const { book, written } = openBook()
    book.set(name, words('x'))
    await book.flush()
    book.delete(name)
    await book.flush()
    expect(book.has(name)).toBe(false)
    expect(await book.flush()).toBeNull()
    expect(written[1]).toEqual([new Map([[name, null]]), null])
  })
})
