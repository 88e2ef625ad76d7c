import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoreError } from '../../../server/store-error.ts'
import { createCommitQueue, type CommitQueue } from '../../../server/sqlite/commit-queue.ts'
import { openDatabase, type Sqlite } from '../../../server/sqlite/database.ts'

describe('the commit queue', () => {
  let sqlite: Sqlite
  let queue: CommitQueue
  let commits: number
  beforeEach(() => {
    sqlite = openDatabase(':memory:')
    sqlite.exec('create table seen (value integer) strict')
    commits = 0
    queue = createCommitQueue(sqlite, {
      schedule: (flush) =>
        setImmediate(() => {
          commits += 1
          flush()
        }),
    })
  })
  afterEach(() => {
    sqlite.close()
  })

  const insert = (value: number): Promise<number> =>
    queue.run(() => {
      sqlite.prepare('insert into seen values (?)').run(value)
      return value
    })
  const seen = (): unknown => sqlite.prepare('select value from seen order by value').pluck().all()

  it('commits what arrived in one turn together', async () => {
    expect(await Promise.all([insert(1), insert(2), insert(3)])).toEqual([1, 2, 3])
    expect(seen()).toEqual([1, 2, 3])
    expect(commits).toBe(1)
  })

  it('answers nothing before it is committed', async () => {
    let answered = false
    const promise = insert(1).then(() => {
      answered = true
    })
    await Promise.resolve()
    expect([answered, seen()]).toEqual([false, []])
    await promise
    expect([answered, seen()]).toEqual([true, [1]])
  })

  it('keeps the others when one job throws, and leaves nothing of that one', async () => {
    const broken = queue.run(() => {
      sqlite.prepare('insert into seen values (99)').run()
      throw new Error('a bug')
    })
    const results = await Promise.allSettled([insert(1), broken, insert(2)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expect(broken).rejects.toThrow('a bug')
    expect(seen()).toEqual([1, 2])
  })

  it('says that the disk is full, and works again when there is room', async () => {
    const pages = Number(sqlite.pragma('page_count', { simple: true }))
    sqlite.pragma(`max_page_count = ${pages}`)
    const big = queue.run(() => sqlite.exec('create table big (x); insert into big values (zeroblob(1000000))'))
    await expect(Promise.race([big, insert(1)])).rejects.toMatchObject({ code: 'disk' })
    sqlite.pragma(`max_page_count = ${pages + 1000}`)
    expect(await insert(2)).toBe(2)
    await expect(big).rejects.toBeInstanceOf(StoreError)
  })

  it('commits at once when it is told to', async () => {
    const promise = insert(1)
    queue.flush()
    expect(seen()).toEqual([1])
    await promise
  })
})
