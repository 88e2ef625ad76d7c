/** One seed for all randomness of a run, printed by `run.ts`: the same seed gives the same run. */
import process from 'node:process'
import fc from 'fast-check'

const given = Number(process.env['SOSAFE_SEED'] ?? Number.NaN)

/** 31 bits. Without `run.ts` (an editor's runner, say) always the same. */
export const seed: number = Number.isInteger(given) ? given : 1

fc.configureGlobal({ seed })
