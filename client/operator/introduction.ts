/** Asks the relay's own program on this machine for a one-time introduction. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { type AgencyDescription, INTRODUCTION_TOKEN_BYTES } from '../../shared/wire/introduction.ts'
import { parseBytesField } from '../../shared/wire/json.ts'
import { callProgram, ProgramError } from './relay-program.ts'

/** The token of a new introduction, whose hash the relay's database now holds. Throws ProgramError. */
export async function createIntroduction(dataFolder: string, description: AgencyDescription): Promise<Bytes> {
  const answer = await callProgram('introduce', { dataFolder, ...description })
  const token = parseBytesField(answer['token'], INTRODUCTION_TOKEN_BYTES)
  if (token === null) throw new ProgramError('The relay’s program gave no token.')
  return token
}
