/** The commands about backups, their options and their help. */
import { join } from 'node:path'
import type { Command } from '../command.ts'
import { one } from '../options.ts'
import { misuse } from '../outcome.ts'
import { makeBackup } from './backup.ts'
import { exportAll } from './export-all.ts'
import { KEEP_DAYS, MOST_KEEP_DAYS, PROMISED_DAYS } from './keep.ts'
import { makeBackupKey } from './make-backup-key.ts'
import { printOnPaper } from './paper-command.ts'
import { restoreBackup } from './restore.ts'

const DATA_HELP = `  --data DIR        the relay's data folder (default SOSAFE_DATA, or ./data)`

export const backup: Command = {
  name: 'backup',
  summary: 'seal a copy of everything the relay holds, while it runs',
  help: `--to DIR [--keep-days N] [--data DIR]

  --to DIR          folder of the backups, apart from the data folder
  --keep-days N     removes those that are N days old or older (default ${KEEP_DAYS}, at most ${MOST_KEEP_DAYS}: people are promised
                    that what they erase is gone from backups too within ${PROMISED_DAYS} days)
${DATA_HELP}`,
  options: { to: { type: 'string' }, 'keep-days': { type: 'string' }, data: { type: 'string' } },
  async run(values, { p, random, today, dataFolder, pepperFile }) {
    const [to, days] = [one(values, 'to'), one(values, 'keep-days') ?? String(KEEP_DAYS)]
    if (to === undefined) return misuse('--to is needed.')
    const keepDays = /^\d{1,3}$/.test(days) ? Number(days) : 0
    if (keepDays < 1 || keepDays > MOST_KEEP_DAYS) return misuse(`--keep-days is a number from 1 to ${MOST_KEEP_DAYS}.`)
    return makeBackup(p, random, { data: one(values, 'data') ?? dataFolder, pepperFile, to, keepDays, today: today() })
  },
}

export const restore: Command = {
  name: 'restore',
  summary: 'make a data folder of a backup; the relay must stand still',
  help: `--from FILE --key FILE --pepper FILE [--replace] [--data DIR]

  --from FILE       the backup
  --key FILE        the backup key: the file that "init" made, or a file with its digits from paper
  --pepper FILE     the pepper: its 32 bytes, or a file with its digits from paper (default: SOSAFE_PEPPER_FILE, which
                    stays where it is, or the pepper of the folder that is replaced)
  --replace         what lies in the data folder is moved aside, not destroyed
${DATA_HELP}`,
  options: {
    from: { type: 'string' },
    key: { type: 'string' },
    pepper: { type: 'string' },
    replace: { type: 'boolean' },
    data: { type: 'string' },
  },
  async run(values, { p, dataFolder, pepperFile }) {
    const [file, key] = [one(values, 'from'), one(values, 'key')]
    if (file === undefined || key === undefined) return misuse('--from and --key are needed.')
    return restoreBackup(p, {
      file,
      key,
      data: one(values, 'data') ?? dataFolder,
      pepper: one(values, 'pepper') ?? pepperFile,
      pepperStays: pepperFile !== null,
      replace: values['replace'] === true,
    })
  },
}

export const exportEverything: Command = {
  name: 'export-all',
  summary: 'write everything the relay holds into one documented archive',
  help: `--to FILE [--plain] [--data DIR]

  --to FILE         the archive to be made, outside of the data folder
  --plain           a tar that anybody can open, instead of one sealed to the backup key
${DATA_HELP}

What was ciphertext stays ciphertext. The archive's README.txt says what is in it.`,
  options: { to: { type: 'string' }, plain: { type: 'boolean' }, data: { type: 'string' } },
  async run(values, { p, random, today, dataFolder, pepperFile }) {
    const to = one(values, 'to')
    if (to === undefined) return misuse('--to is needed.')
    const data = one(values, 'data') ?? dataFolder
    return exportAll(p, random, { data, pepperFile, to, plain: values['plain'] === true, today: today() })
  },
}

export const backupKey: Command = {
  name: 'backup-key',
  summary: 'make the key of the backups, for a deployment without one or instead of a lost one',
  help: `--keys DIR [--replace] [--data DIR]

  --keys DIR        folder apart from the data folder; gets backup.key
  --replace         the deployment has a key already: from now on backups are sealed to the new one
${DATA_HELP}`,
  options: { keys: { type: 'string' }, replace: { type: 'boolean' }, data: { type: 'string' } },
  async run(values, { p, random, dataFolder }) {
    const keys = one(values, 'keys')
    if (keys === undefined) return misuse('--keys is needed.')
    const data = one(values, 'data') ?? dataFolder
    return makeBackupKey(p, random, { data, keys, replace: values['replace'] === true })
  },
}

export const paper: Command = {
  name: 'paper',
  summary: 'print the pepper or the backup key as digits that can be checked, for paper',
  help: `[--key FILE] [--data DIR]

  --key FILE        the backup key instead of the pepper
${DATA_HELP}, for the pepper

"restore" takes a file with these digits in the place of the pepper or of the key.`,
  options: { key: { type: 'string' }, data: { type: 'string' } },
  async run(values, { p, dataFolder, pepperFile }) {
    const key = one(values, 'key')
    return key === undefined
      ? printOnPaper(p, { kind: 'pepper', file: pepperFile ?? join(one(values, 'data') ?? dataFolder, 'pepper') })
      : printOnPaper(p, { kind: 'backup-key', file: key })
  },
}
