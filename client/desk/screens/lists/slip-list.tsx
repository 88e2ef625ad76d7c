/** What an overseer sees: that something came to an agency, and by when somebody promised to answer. */
import type { JSX } from 'preact'
import { Heading } from '../../../ui/heading.tsx'
import type { ScreenState } from '../../view/screen-state.ts'
import { useSpeech } from '../../speech.ts'
import { agencyName } from '../../view/agency-name.ts'
import { emptyKey } from '../../view/empty-list.ts'
import { shortName } from '../../view/short-name.ts'

export function SlipList({ state, first }: { readonly state: ScreenState; readonly first: boolean }): JSX.Element {
  const speech = useSpeech()
  const { say, shortDate } = speech
  const { slips, today } = state
  return (
    <>
      <Heading first={first}>{say('slips.title')}</Heading>
      <p class="why">{say('slips.text')}</p>
      {slips.length === 0 ? (
        <p class="empty">{say(emptyKey(state, 'slips.none'))}</p>
      ) : (
        <table class="rows slips">
          <thead>
            <tr>
              <th scope="col">{say('slips.case')}</th>
              <th scope="col">{say('slips.agency')}</th>
              <th scope="col">{say('slips.day')}</th>
              <th scope="col">{say('slips.promised')}</th>
            </tr>
          </thead>
          <tbody>
            {slips.map(({ hash, case: pseudonym, agency, day, promisedDay }) => (
              <tr key={hash}>
                <td class="who">{shortName(pseudonym)}</td>
                <td data-label={say('slips.agency')}>{agencyName(agency, state, speech)}</td>
                <td data-label={say('slips.day')}>{shortDate(day)}</td>
                <td data-label={say('slips.promised')}>
                  {shortDate(promisedDay)}
                  {promisedDay < today && <b class="tag">{say('slips.late')}</b>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
