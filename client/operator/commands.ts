/** The commands of `npm run sosafe`, their options and their help. No option takes a secret: those lie in files. */
import { addAgency } from './agency-add.ts'
import { backup, backupKey, exportEverything, paper, restore } from './backup/commands.ts'
import type { Command } from './command.ts'
import { destroyAllCommand } from './destroy-all.ts'
import { showDirectory, signNextDirectory } from './directory-sign.ts'
import { doctor } from './doctor/doctor.ts'
import { initialise } from './init.ts'
import { allChoices, DEFAULT_RELAY, many, one, originOf } from './options.ts'
import { isRefused, misuse } from './outcome.ts'

const RELAY_HELP = `  --relay URL       address of the relay (default ${DEFAULT_RELAY})`

const init: Command = {
  name: 'init',
  summary: 'make the root keys, the pepper and the deployment of a relay',
  help: `--data DIR --keys DIR [--name NAME]

  --data DIR        the relay's data folder; gets deployment.json and the pepper
  --keys DIR        an empty folder apart from it; gets three root key files, two of which must sign
  --name NAME       name of the deployment (default SoSafe)`,
  options: { data: { type: 'string' }, keys: { type: 'string' }, name: { type: 'string' } },
  async run(values, { p, random }) {
    const [data, keys] = [one(values, 'data'), one(values, 'keys')]
    if (data === undefined || keys === undefined) return misuse('--data and --keys are needed.')
    const name = one(values, 'name')?.trim() ?? 'SoSafe'
    return name === '' || name.length > 200
      ? misuse('--name has 1 to 200 characters.')
      : initialise(p, random, { data, keys, name })
  },
}

const agencyAdd: Command = {
  name: 'agency add',
  summary: 'print a one-time link with which an agency founds itself at its own desk',
  help: `--area ID --type TYPE [--kind agency|overseer] [--name-th NAME] [--name-en NAME] [--data DIR] [--relay URL]
                   [--area-name-th NAME --area-name-en NAME]

  --area ID         area of the agency, for instance lamphun
  --type TYPE       kind of office, for instance hospital; of an overseer governor, mayor ...
  --kind KIND       agency (default) or overseer
  --name-th NAME    its name in Thai (default: the type's name and the area's)
  --name-en NAME    its name in English
  --area-name-th NAME, --area-name-en NAME
                    name of the area, where the program does not know it
  --data DIR        the relay's data folder (default SOSAFE_DATA, or ./data)
${RELAY_HELP}, for the link`,
  options: {
    area: { type: 'string' },
    type: { type: 'string' },
    kind: { type: 'string' },
    'name-th': { type: 'string' },
    'name-en': { type: 'string' },
    'area-name-th': { type: 'string' },
    'area-name-en': { type: 'string' },
    data: { type: 'string' },
    relay: { type: 'string' },
  },
  async run(values, { dataFolder, introductionsIn }) {
    const origin = originOf(values)
    if (typeof origin !== 'string') return origin
    const [area, type] = [one(values, 'area'), one(values, 'type')]
    if (area === undefined || type === undefined) return misuse('--area and --type are needed.')
    return addAgency(introductionsIn(one(values, 'data') ?? dataFolder), {
      area,
      areaNameTh: one(values, 'area-name-th'),
      areaNameEn: one(values, 'area-name-en'),
      type,
      kind: one(values, 'kind') ?? 'agency',
      nameTh: one(values, 'name-th'),
      nameEn: one(values, 'name-en'),
      origin,
    })
  },
}

const directorySign: Command = {
  name: 'directory sign',
  summary: 'sign the next directory with two root keys and publish it',
  help: `--keys DIR [--keys DIR] [--relay URL] [--confirm DIGITS ...] [--front-desk AREA=ID] [--second-door AREA=ID]
                      [--overseer AREA=ID] [--area-name-th AREA=NAME --area-name-en AREA=NAME]

  --keys DIR        folder with root keys and deployment.json; may be given twice
${RELAY_HELP}
  --confirm DIGITS  of a new agency whose fingerprint was compared by voice: the digits that \`directory show\` gives
                    for its key, name, area, kind and type together; may be repeated
  --confirm-all     takes every new agency unseen: for trials only
  --front-desk AREA=ID, --second-door AREA=ID, --overseer AREA=ID
                    which agency has which part (default: as before, else by type)
  --area-name-th AREA=NAME, --area-name-en AREA=NAME
                    name of an area (default: as before, else as the program knows it)`,
  options: {
    keys: { type: 'string', multiple: true },
    relay: { type: 'string' },
    confirm: { type: 'string', multiple: true },
    'confirm-all': { type: 'boolean' },
    'front-desk': { type: 'string', multiple: true },
    'second-door': { type: 'string', multiple: true },
    overseer: { type: 'string', multiple: true },
    'area-name-th': { type: 'string', multiple: true },
    'area-name-en': { type: 'string', multiple: true },
  },
  async run(values, { contextFor }) {
    const [origin, choices, keys] = [originOf(values), allChoices(values), many(values, 'keys')]
    if (typeof origin !== 'string') return origin
    if (isRefused(choices)) return choices
    if (keys.length === 0) return misuse('--keys is needed.')
    const confirmed = many(values, 'confirm')
    return signNextDirectory(contextFor(origin), {
      keys,
      confirmed,
      confirmAll: values['confirm-all'] === true,
      choices,
    })
  },
}

const directoryShow: Command = {
  name: 'directory show',
  summary: 'show the directory, and who is introduced with which fingerprint',
  help: `[--keys DIR | --data DIR] [--relay URL]

  --keys DIR        folder with deployment.json: the root hash that the directory must have
  --data DIR        the same, of the relay (default SOSAFE_DATA, or ./data)
${RELAY_HELP}`,
  options: {
    keys: { type: 'string', multiple: true },
    data: { type: 'string' },
    relay: { type: 'string' },
  },
  async run(values, { contextFor, dataFolder }) {
    const origin = originOf(values)
    if (typeof origin !== 'string') return origin
    const keys = many(values, 'keys')
    return showDirectory(contextFor(origin), keys.length > 0 ? keys : [one(values, 'data') ?? dataFolder])
  },
}

export const COMMANDS: readonly Command[] = [
  init,
  agencyAdd,
  directorySign,
  directoryShow,
  doctor,
  backup,
  restore,
  backupKey,
  paper,
  exportEverything,
  destroyAllCommand,
]
