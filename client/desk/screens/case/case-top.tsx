/** What a caseworker must know of a case before anything else: danger, a withdrawal, whom not to show it to, what it is. */
import type { JSX } from 'preact'
import type { Case } from '../../../../shared/case/case.ts'
import type { Day } from '../../../../shared/day.ts'
import { visibleString } from '../../../ui/visible-text.ts'
import type { ScreenState } from '../../view/screen-state.ts'
import { useSpeech, type Speech } from '../../speech.ts'
import { isLate, isSilent, rowOf } from '../../view/case-row.ts'
import { consentsBy, isOfAnother } from '../../view/of-another.ts'
import { shownWithdrawal, type ShownWithdrawal } from '../../view/withdrawal.ts'
import { FactList, factsOf } from '../details.tsx'

function stoppedKey({ contactStopped, sharingStopped }: Case): 'both' | 'contact' | 'sharing' | null {
  if (contactStopped && sharingStopped) return 'both'
  if (contactStopped) return 'contact'
  return sharingStopped ? 'sharing' : null
}

const BACK = { yes: 'case.stopped.back', unsure: 'case.stopped.unsure', no: null } as const

/** When it was taken in, and from when on it may be decided about. */
function Withdrawn({ withdrawal }: { readonly withdrawal: ShownWithdrawal }): JSX.Element {
  const { say, date } = useSpeech()
  const { takenDay, decideDay, isDue, takenBack } = withdrawal
  const back = BACK[takenBack]
  return (
    <>
      {takenDay !== null && <p>{say('case.stopped.day', { date: date(takenDay) })}</p>}
      {decideDay !== null && <p>{say(isDue ? 'case.stopped.due' : 'case.stopped.until', { date: date(decideDay) })}</p>}
      {back !== null && <p>{say(back)}</p>}
    </>
  )
}

export function Banners({ of, today }: { readonly of: Case; readonly today: Day }): JSX.Element {
  const { say, label, date } = useSpeech()
  const row = rowOf(of)
  const plan = of.contact?.ifSilent
  const stopped = stoppedKey(of)
  const withdrawal = shownWithdrawal(of, today)
  return (
    <>
      {of.told?.danger === true && (
        <div class="banner urgent">
          <b>{say('case.danger')}</b>
          <span>{say('case.danger.how')}</span>
        </div>
      )}
      {isSilent(row, today) && plan !== undefined && (
        <div class="banner urgent">
          <b>{say('case.silent.due', { date: date(plan.day), action: label('silent', plan.action) })}</b>
          <span>{say('case.silent.how')}</span>
        </div>
      )}
      {isLate(row, today) && row.promisedDay !== null && (
        <p class="banner stop">{say('case.late', { date: date(row.promisedDay) })}</p>
      )}
      {of.erased !== null && (
        <div class="banner stop">
          <b>{say('case.erased')}</b>
          <p>{say('case.erased.left')}</p>
        </div>
      )}
      {stopped !== null && of.erased === null && (
        <div class="banner stop">
          <b>{say(`case.stopped.${stopped}`)}</b>
          <p>{say('case.stopped.why')}</p>
          {withdrawal !== null && <Withdrawn withdrawal={withdrawal} />}
        </div>
      )}
      {of.ticketContested && (
        <div class="banner stop">
          <b>{say('case.contested')}</b>
        </div>
      )}
      {isOfAnother(of.told?.role) && (
        <div class="banner stop">
          <b>{say('case.another')}</b>
        </div>
      )}
      {of.told?.notShowTo.map((who) => (
        <div key={who} class="banner stop">
          <b translate={false}>{say('case.not-show', { who: visibleString(who) })}</b>
        </div>
      ))}
      {of.gaps.length > 0 && <p class="banner gap">{say('case.gap', { count: of.gaps.length })}</p>}
    </>
  )
}

function consentName(
  { consent, agency }: Case['consents'][number],
  { directory }: ScreenState,
  label: Speech['label'],
  name: Speech['name'],
): string {
  const names = agency === null ? undefined : directory?.agencies.get(agency)?.names
  return names === undefined ? label('consent', consent) : `${label('consent', consent)} (${name(names)})`
}

/** Codes of the report and of what was told after it, each list as one line. */
export function Facts({ of, state }: { readonly of: Case; readonly state: ScreenState }): JSX.Element | null {
  const speech = useSpeech()
  const { say, label, name, languageName } = speech
  const { told } = of
  if (told === null) return <p class="soft">{say(of.erased === null ? 'cases.no-report' : 'cases.erased')}</p>
  const { person, sender } = consentsBy(of)
  const listed = (consents: Case['consents']): string =>
    consents.map((given) => consentName(given, state, label, name)).join(', ')
  const areaNames = state.directory?.areas.find(({ id }) => id === told.area)?.names
  return (
    <FactList
      facts={[
        [say(told.answerLanguage === undefined ? 'case.language' : 'case.language.read'), languageName(told.language)],
        ...factsOf(told, speech),
        [say('case.needs'), told.needs.map((code) => label('need', code)).join(', ')],
        [say('case.area'), areaNames === undefined ? visibleString(told.area) : name(areaNames)],
        [say('case.consents'), listed(person.given)],
        [say('case.consents.unsure'), listed(person.unsure)],
        [say('case.consents.sender'), listed(sender.given)],
        [say('case.consents.sender.unsure'), listed(sender.unsure)],
      ]}
    />
  )
}
