/** What fits, to be called; and what else may be asked for. Where nothing fits, the numbers. */
import type { JSX } from 'preact'
import { LIFE_STAGES } from '../../library/audience.ts'
import type { AreaPack } from '../../library/areas/pack.ts'
import { ANYTHING, type Wanted, findServices } from '../../library/hsds/find.ts'
import { ACCESS } from '../../library/hsds/entry.ts'
import { ChooseOne } from '../../ui/choices.tsx'
import { hotlinesAt } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import { Step } from '../step.tsx'
import { SERVICE_LANGUAGES, isSpoken } from './languages.ts'
import { OneService } from './one-entry.tsx'

interface ServicesFoundProps {
  readonly pack: AreaPack
  readonly wanted: Wanted
  readonly onChange: (changes: Partial<Wanted>) => void
  readonly onBack: () => void
}

export function ServicesFound({ pack, wanted, onChange, onBack }: ServicesFoundProps): JSX.Element {
  const { say, now, thaiMinute } = useSpeech()
  const found = findServices(pack.services, wanted, now())
  const isNone = found.length === 0
  return (
    <Step title={isNone ? 'find.none.title' : 'find.list.title'} onBack={onBack}>
      <details>
        <summary>{say('find.choose')}</summary>
        <MoreWishes pack={pack} wanted={wanted} onChange={onChange} />
      </details>
      {isNone ? (
        <>
          <p>{say('find.none')}</p>
          <Numbers of={hotlinesAt(thaiMinute())} />
          <div class="choices">
            <button type="button" class="choice" onClick={() => onChange(ANYTHING)}>
              {say('find.everything')}
            </button>
          </div>
        </>
      ) : (
        <>
          <p class="why">{say('help.trace')}</p>
          <ul class="talk">
            {found.map((service) => (
              <li key={service.id}>
                <OneService service={service} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Step>
  )
}

/** A second tap takes a wish back. */
function MoreWishes({ pack, wanted, onChange }: Omit<ServicesFoundProps, 'onBack'>): JSX.Element {
  const { say } = useSpeech()
  const { age, language, access, open } = wanted
  const other = <T,>(value: T, chosen: T | null): T | null => (value === chosen ? null : value)
  const languages = SERVICE_LANGUAGES.filter((one) => pack.services.some((service) => isSpoken(service, one)))
  const ways = ACCESS.filter((one) => pack.services.some((service) => service.access.includes(one)))
  return (
    <>
      <h2>{say('find.age')}</h2>
      <ChooseOne
        label={say('find.age')}
        choices={LIFE_STAGES.map((value) => ({ value, label: say(`age.${value}`) }))}
        chosen={age}
        onChoose={(value) => onChange({ age: other(value, age) })}
      />
      {languages.length > 1 && (
        <>
          <h2>{say('find.language')}</h2>
          <ChooseOne
            label={say('find.language')}
            choices={languages.map((value) => ({ value, label: say(`find.language.${value}`) }))}
            chosen={language}
            onChoose={(value) => onChange({ language: other<string>(value, language) })}
          />
        </>
      )}
      {ways.length > 0 && (
        <>
          <h2>{say('find.access')}</h2>
          <ChooseOne
            label={say('find.access')}
            choices={ways.map((value) => ({ value, label: say(`find.access.${value}`) }))}
            chosen={access}
            onChoose={(value) => onChange({ access: other(value, access) })}
          />
        </>
      )}
      <h2>{say('find.when')}</h2>
      <ChooseOne
        label={say('find.when')}
        choices={[{ value: 'now', label: say('find.when.now') }]}
        chosen={open ? 'now' : null}
        onChoose={() => onChange({ open: !open })}
      />
    </>
  )
}
