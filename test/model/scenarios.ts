/** The budgets within which everything is searched, and the breaches that the search must notice. */
import type { Rules } from './rules.ts'
import type { Budget, Scenario } from './state.ts'

const NOTHING: Budget = {
  faults: 0,
  backups: 0,
  restores: 0,
  removals: 0,
  replacements: 0,
  losses: 0,
  rolls: 0,
  writes: [0, 0],
}
const RESTORE = { backups: 1, restores: 1 } as const

function scenario(name: string, mail: number, budget: Partial<Budget>): Scenario {
  return { name, mail, budget: { ...NOTHING, ...budget } }
}

/** A restore with a fault is left to the long run, which has two, and to the mutants: it would be 8 of these 20 seconds. */
export const SHORT: readonly Scenario[] = [
  scenario('two letters of one person, an answer lost, a late copy or a crash', 2, { faults: 1 }),
  scenario('one report, two desks that write at the same time, two faults', 1, { faults: 2, writes: [1, 1] }),
  scenario('two letters and a member removed', 2, { removals: 1 }),
  scenario('a member removed and two faults', 1, { removals: 1, faults: 2 }),
  scenario('five epochs and a fault', 1, { rolls: 5, faults: 1 }),
  scenario('a member removed and four epochs', 1, { removals: 1, rolls: 4 }),
  scenario('keys replaced and a fault', 1, { replacements: 1, faults: 1 }),
  scenario('keys replaced and the desk lost that did it', 1, { replacements: 1, losses: 1, writes: [1, 0] }),
  scenario('the relay restored and a member removed', 1, { ...RESTORE, removals: 1 }),
]

/** Half an hour and three gigabytes: `npm run test:long`. */
export const LONG: readonly Scenario[] = [
  scenario('two letters of one person, three faults', 2, { faults: 3 }),
  scenario('three letters of two people, a fault', 3, { faults: 1 }),
  scenario('two letters, two desks that write, a fault', 2, { faults: 1, writes: [1, 1] }),
  scenario('two letters, a member removed, two faults', 2, { removals: 1, faults: 2 }),
  scenario('two letters, five epochs', 2, { rolls: 5 }),
  scenario('one report, six epochs, three faults', 1, { rolls: 6, faults: 3 }),
  scenario('the relay restored and two faults', 1, { ...RESTORE, faults: 2 }),
  scenario('the relay restored, three epochs', 1, { ...RESTORE, rolls: 3 }),
  scenario('a member removed, five epochs, a fault', 1, { removals: 1, rolls: 5, faults: 1 }),
  scenario('the relay restored, a member removed, an epoch', 1, { ...RESTORE, removals: 1, rolls: 1 }),
  scenario('keys replaced, two desks that write', 1, { replacements: 1, writes: [1, 1] }),
  scenario('keys replaced, two faults', 1, { replacements: 1, faults: 2 }),
  scenario('keys replaced, four epochs, a fault', 1, { replacements: 1, rolls: 4, faults: 1 }),
  scenario('keys replaced, two letters', 2, { replacements: 1 }),
  scenario('keys replaced, the desk lost, a fault', 1, { replacements: 1, losses: 1, faults: 1 }),
  scenario('keys replaced and the relay restored', 1, { ...RESTORE, replacements: 1 }),
  scenario('the relay restored twice', 1, { backups: 1, restores: 2 }),
  scenario('the relay restored and a desk that writes', 1, { ...RESTORE, writes: [1, 0] }),
  scenario('the relay restored, a member removed, a fault', 1, { ...RESTORE, removals: 1, faults: 1 }),
]

export interface Mutant {
  readonly breaks: Partial<Rules>
  readonly scenario: Scenario
  /** What must be noticed. */
  readonly noticed: string
}

function mutant(breaks: Partial<Rules>, budget: Partial<Budget>, noticed: string): Mutant {
  return { breaks, scenario: scenario('mutant', 1, budget), noticed }
}

export const MUTANTS: readonly Mutant[] = [
  mutant({ answersWhenDurable: false }, {}, 'acknowledged mail is lost'),
  mutant({ remembersSources: false }, { faults: 1 }, 'mail that was taken in waits again'),
  mutant({ keepsTakenRow: false }, {}, 'a taken row is gone before a second desk had the entry'),
  mutant({ takes: 'remove-first' }, {}, 'acknowledged mail is lost'),
  mutant({ takes: 'append-first' }, {}, 'mail that was taken in waits again'),
  mutant({ confirmedByAnother: false }, {}, 'a taken row is gone before a second desk had the entry'),
  mutant({ renewsIncarnation: false }, RESTORE, 'desk 0 and the relay never agree'),
  mutant({ refusesRemoved: false }, { removals: 1 }, 'a removed desk is served'),
  mutant({ dropsWhenAnswered: false }, { faults: 1 }, 'acknowledged mail is lost'),
  mutant({ tiesNamed: false }, { ...RESTORE, faults: 1 }, 'mail that was taken in stays in the inbox'),
  mutant({ storesBeforeConfirming: false }, { faults: 1 }, 'a taken row is gone before a second desk had the entry'),
  mutant({ logsBeforePosting: false }, { writes: [1, 0] }, 'a reply was posted that stands in no log'),
  mutant({ postsBeforePosted: false }, { faults: 1 }, 'a reply in the log was never posted'),
  mutant({ anyonePosts: false }, { removals: 1 }, 'a reply in the log was never posted'),
  mutant({ erasesAfterTakingIn: false }, { rolls: 4 }, 'mail waits that nobody can open any more'),
  mutant({ keepsOldChain: false }, { removals: 1 }, 'mail waits that nobody can open any more'),
  mutant(
    { renewsTeamKey: false },
    { ...RESTORE, removals: 1 },
    'a removed desk can open what was written after it left',
  ),
  mutant({ handsOutFirst: false }, { replacements: 1, losses: 1 }, 'desk 1 never gets the keys'),
  mutant({ asksForKeys: false }, { replacements: 1, faults: 1 }, 'desk 1 never gets the keys'),
  mutant({ anyoneGives: false }, { replacements: 1, faults: 1 }, 'desk 1 never gets the keys'),
  mutant({ storesBeforeErasing: false }, { replacements: 1, losses: 1, faults: 1 }, 'desk 1 never gets the keys'),
  mutant(
    { waitsForKeys: false },
    { replacements: 1 },
    'what is written after the keys were replaced opens with the old one',
  ),
  mutant({ confirmsWhatOpens: false }, { replacements: 1 }, 'a taken row is gone before a second desk had the entry'),
  mutant({ putsSheetAgain: false }, { ...RESTORE, removals: 1 }, 'a removed desk is served for good'),
  mutant({ givesBack: 'take-only' }, RESTORE, 'a desk forgot an entry'),
  mutant({ givesBack: 'not' }, RESTORE, 'a desk forgot an entry'),
  mutant({ postsAgain: false }, RESTORE, 'a reply in the log was never posted'),
  mutant({ healsBeforeNoting: false }, { ...RESTORE, faults: 1 }, 'desk 0 and the relay never agree'),
  mutant({ folds: 'by-arrival' }, { writes: [1, 1] }, 'what is shown hangs on the order of arrival'),
  mutant({ folds: 'each-taken' }, RESTORE, 'one report is shown as two'),
]
