/** What there is to know of an office before one tells it something: its name, when it reads, what it must pass on. */
import type { JSX } from 'preact'
import type { DirectoryAgency } from '../../shared/trust/directory.ts'
import { neverAtNight, nextReading } from '../library/areas/hours.ts'
import { type AreaPack, officeOf } from '../library/areas/pack.ts'
import { CHILD_UNDER, readingSentence } from './reading-time.ts'
import { useSpeech } from './speech.ts'

/** `pack` null: nobody has told us anything of this area. */
export function AboutOffice({
  agency,
  pack,
}: {
  readonly agency: DirectoryAgency
  readonly pack: AreaPack | null
}): JSX.Element {
  const speech = useSpeech()
  const { say, name } = speech
  const office = officeOf(pack, agency)
  const next = office === null ? ({ kind: 'unknown' } as const) : nextReading(office.hours, speech.now())
  const duties = office?.mustReport ?? []
  return (
    <>
      <p class="note">
        <b>{name(agency.names)}</b>
      </p>
      <p>
        {readingSentence(speech, next)}
        {next.kind === 'later' && office !== null && neverAtNight(office.hours) && ` ${say('reading.night')}`}
      </p>
      {duties.length === 0 ? (
        <p>{say('law.unknown')}</p>
      ) : (
        <>
          <p>{say('law.title')}</p>
          <ul class="duties">
            {duties.map((duty) => (
              <li key={duty}>{say(`law.${duty}`, { age: CHILD_UNDER })}</li>
            ))}
          </ul>
          <p>{say('law.unnamed')}</p>
        </>
      )}
    </>
  )
}
