/** The backups: how old the next restore would be, and whether they are kept longer than was promised. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '../../../shared/day.ts'
import { findBackups, MOST_KEEP_DAYS, PROMISED_DAYS } from '../backup/keep.ts'
import { dateOf } from '../date.ts'
import { type Deployment, hexOf } from '../deployment.ts'
import { type Finding, look, ok, wrong } from './finding.ts'

/** A timer may miss a night. */
const FRESH_DAYS = 2
const OLD_DAYS = 7
const TIMER = 'systemctl status sosafe-backup.timer sosafe-backup.service'

function ageFinding(newest: Day, today: Day): Finding {
  const age = today - newest
  const says = `The newest backup is of ${dateOf(newest)}, ${age} days old.`
  if (age > OLD_DAYS) return wrong('backup', `${says} A broken disk would lose as much.`, TIMER)
  return age > FRESH_DAYS ? look('backup', says, TIMER) : ok('backup', says)
}

function pepperBeside(folder: string, pepperFile: string): readonly Finding[] {
  const pepper = existsSync(pepperFile) ? readFileSync(pepperFile) : null
  const files = readdirSync(folder).map((name) => join(folder, name))
  const beside = files.filter((path) => {
    const { size } = statSync(path)
    return pepper !== null && size === pepper.length && readFileSync(path).equals(pepper)
  })
  return beside.map((path) =>
    wrong('pepper', `The pepper lies beside the backups: ${path}.`, 'move it to paper ("paper") or another medium'),
  )
}

export async function backupFindings(
  folder: string | null,
  data: string,
  pepperFile: string,
  deployment: Deployment,
  today: Day,
): Promise<readonly Finding[]> {
  if (folder === null) return [look('backup', 'Where the backups lie is not known.', 'doctor --backups DIR')]
  const advice = `backup --to ${folder}, and a timer: docs/operations.md section 5`
  if (!existsSync(folder)) return [wrong('backup', `There is no folder ${folder}.`, advice)]
  const rootHash = hexOf(deployment.rootHash)
  const [newest, ...older] = (await findBackups(folder)).filter((backup) => backup.rootHash === rootHash)
  if (newest === undefined) return [wrong('backup', `There is no backup of this deployment in ${folder}.`, advice)]
  const over = [newest, ...older].filter(({ day }) => today - day > MOST_KEEP_DAYS)
  const sameDisk = statSync(folder).dev === statSync(data).dev
  return [
    ageFinding(newest.day, today),
    ...over.map(({ path }) =>
      wrong(
        'backup',
        `${path} is older than ${MOST_KEEP_DAYS} days; people are promised that what they erase is gone after ${PROMISED_DAYS}.`,
        `rm ${path}`,
      ),
    ),
    ...(sameDisk
      ? [look('backup', `The backups lie on the same disk as the data.`, 'keep them on another machine or medium')]
      : []),
    ...pepperBeside(folder, pepperFile),
  ]
}
