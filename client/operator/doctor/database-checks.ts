/** The databases, and the days that stand in them against the calendar of this machine. */
import { addDays, type Day } from '../../../shared/day.ts'
import { dateOf } from '../date.ts'
import type { Contents, DatabaseCondition, Examined } from './examined.ts'
import { type Finding, look, ok, wrong } from './finding.ts'

const NAMES = { relay: 'relay.db', blobs: 'blobs.db' } as const
const KINDS = ['relay', 'blobs'] as const
/** A relay empties its journal every minute: so much is left only when it does not come to it. */
const LONG_JOURNAL_BYTES = 256 * 1024 * 1024
const RESTORE = 'stop the relay, copy the folder away as it is, then "restore" from the newest backup'

function conditionFindings(name: string, found: DatabaseCondition, served: boolean): readonly Finding[] {
  const { whole, steps, knownSteps, asMade, journalBytes, deletedBytes } = found
  if (whole !== 'ok') return [wrong('database', `${name} is damaged: ${whole}.`, RESTORE)]
  const findings = [ok('database', `${name} is whole.`)]
  if (steps > knownSteps)
    findings.push(wrong('schema', `${name} belongs to a newer SoSafe than this one.`, 'git pull, then start the relay'))
  if (steps < knownSteps)
    findings.push(
      look('schema', `${name} is of an older SoSafe than this one.`, 'restart the relay: it migrates by itself'),
    )
  if (!asMade) {
    const says = `${name} has another page size, vacuum or journal than a relay makes.`
    findings.push(wrong('geometry', says, 'backup, then restore --replace: that builds it anew'))
  }
  if (deletedBytes) {
    const says = `${name} still holds bytes of what was deleted: a tool other than the relay has changed it.`
    findings.push(wrong('erasure', says, 'backup, then restore --replace, then destroy before-restore-*'))
  }
  if (journalBytes > LONG_JOURNAL_BYTES && served) {
    const says = `The journal of ${name} has ${Math.round(journalBytes / 1e6)} MB: it is not being emptied, and holds what was deleted.`
    findings.push(
      wrong('journal', says, 'end whatever else reads the database (a backup that hangs?), else restart the relay'),
    )
  }
  return findings
}

export function databaseFindings({ databases, served }: Examined): readonly Finding[] {
  return KINDS.flatMap((kind) => {
    const found = databases[kind]
    const name = NAMES[kind]
    return found === null
      ? [look('database', `There is no ${name}.`, 'it is made when the relay starts for the first time')]
      : conditionFindings(name, found, served)
  })
}

export function pepperFitFindings({ pepperFit }: Contents): readonly Finding[] {
  switch (pepperFit) {
    case 'other': {
      const says = 'The pepper is not the one of this database: no mailbox would be found.'
      return [wrong('pepper', says, 'bring back the right one; the relay does not start with this one')]
    }
    case 'unknown':
      return [look('pepper', 'The database does not know its pepper yet.', 'start the relay once with this version')]
    case 'fits':
      return [ok('pepper', 'The pepper is there and is the one of this database.')]
    default:
      return []
  }
}

/** A day of tolerance: the relay's day may end while this runs. */
export function dayFindings(contents: Contents, served: boolean, today: Day, tookIn: number): readonly Finding[] {
  const { newest, earliestExpiry, waitingSince } = contents
  const findings: Finding[] = []
  if (newest !== null && newest > addDays(today, 1)) {
    const says = `This machine’s clock says ${dateOf(today)}, but the relay has received something on ${dateOf(newest)}.`
    findings.push(wrong('clock', says, 'set the clock (timedatectl set-ntp true): everything expires by it'))
  } else findings.push(ok('clock', `This machine’s clock says ${dateOf(today)}, and nothing in the database is later.`))
  if (earliestExpiry !== null && earliestExpiry < addDays(today, -1)) {
    const says = `Mail that was to be deleted after ${dateOf(earliestExpiry)} is still there.`
    const advice = served ? 'restart the relay and read its log: it deletes once a day' : 'start the relay'
    findings.push(wrong('expiry', says, advice))
  }
  if (waitingSince !== null && today - waitingSince > tookIn) {
    const says = `Mail waits since ${dateOf(waitingSince)} that no desk has taken in; it may be junk that nobody can open.`
    findings.push(look('waiting', says, 'telephone the agencies whose desk was not opened lately (below)'))
  }
  return findings
}
