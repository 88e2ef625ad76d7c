/** The two days of the calendar in the relay's SQLite file: `reached` and `written`, each a u32. */
import { concat, parseBytes, u32 } from '../../shared/bytes/cursor.ts'
import { parseDay, type Day } from '../../shared/day.ts'
import type { CalendarState } from '../calendar.ts'
import type { CommitQueue } from './commit-queue.ts'
import type { Sqlite } from './database.ts'

/** Null in a store that has had no calendar yet. */
export function readCalendar(sqlite: Sqlite): CalendarState | null {
  const row = sqlite.prepare<[], { value: Uint8Array }>("select value from setting where name = 'calendar'").get()
  if (row === undefined) return null
  return parseBytes(row.value, (cursor) => {
    const [reached, written] = [parseDay(cursor.u32()), parseDay(cursor.u32())]
    return reached === null || written === null ? null : { reached, written }
  })
}

export function saveCalendar(sqlite: Sqlite, queue: CommitQueue): (state: CalendarState) => Promise<void> {
  const write = sqlite.prepare<[Uint8Array]>("insert or replace into setting (name, value) values ('calendar', ?)")
  return ({ reached, written }: { readonly reached: Day; readonly written: Day }) =>
    queue.run(() => {
      write.run(concat(u32(reached), u32(written)))
    })
}
