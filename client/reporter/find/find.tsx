/**
 * Find a service: area, district and need from lists, then who can be called. Promises that nothing is asked of anybody, the
 * phone's place included, and that what was chosen is gone with the screen.
 */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { NEEDS, type Need } from '../../../shared/case/codes.ts'
import type { AreaPack } from '../../library/areas/pack.ts'
import { packs } from '../../library/areas/packs.ts'
import { ANYTHING, type Wanted, findServices } from '../../library/hsds/find.ts'
import { hotlinesAt } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { WithReader } from '../aloud/read-screen.tsx'
import { useSpeech } from '../speech.ts'
import { Picture } from '../tell/pictures.tsx'
import { Step } from '../step.tsx'
import { AskOne } from './ask-one.tsx'
import { ServicesFound } from './services-found.tsx'

export interface FindProps {
  /** Where somebody has said already, in telling, what they need and in which area: that is not asked again. */
  readonly near?: { readonly area: string; readonly needs: readonly Need[] }
  readonly onHome: () => void
}

/** With every area's list: which one is looked at, not even the loading tells. */
export async function loadFind(): Promise<(props: FindProps) => JSX.Element> {
  const listed = (await packs.load()).filter(({ services }) => services.length > 0)
  return (props) => (
    <WithReader>
      {listed.length === 0 ? <NoList onHome={props.onHome} /> : <Find packs={listed} {...props} />}
    </WithReader>
  )
}

function NoList({ onHome }: Pick<FindProps, 'onHome'>): JSX.Element {
  const { say, thaiMinute } = useSpeech()
  return (
    <Step title="find.empty.title" onBack={onHome}>
      <p>{say('find.empty')}</p>
      <Numbers of={hotlinesAt(thaiMinute())} />
    </Step>
  )
}

function Find({ packs, near, onHome }: FindProps & { readonly packs: readonly AreaPack[] }): JSX.Element {
  const { say, name, now } = useSpeech()
  const [pack, setPack] = useState(() => packs.find(({ area }) => area === near?.area) ?? null)
  const [wanted, setWanted] = useState<Wanted>(() => {
    const need = near?.needs.find((one) => pack?.services.some(({ needs }) => needs.includes(one))) ?? null
    return { ...ANYTHING, need }
  })
  const [at, ask] = useState<'district' | 'need' | 'list'>(wanted.need === null ? 'need' : 'list')
  const change = (changes: Partial<Wanted>): void => setWanted({ ...wanted, ...changes })
  const leaveArea = (): void => setPack(null)

  if (pack === null)
    return (
      <AskOne
        key="area"
        title="find.area.title"
        why="find.area.why"
        choices={packs.map(({ area, names }) => ({ value: area, label: name(names) }))}
        onChoose={(area) => {
          const chosen = packs.find((one) => one.area === area) ?? null
          setPack(chosen)
          setWanted(ANYTHING)
          ask(chosen?.districts.length === 0 ? 'need' : 'district')
        }}
        onBack={onHome}
      />
    )
  switch (at) {
    case 'district':
      return (
        <AskOne
          key="district"
          title="find.district.title"
          why="find.area.why"
          choices={pack.districts.map(({ id, names }) => ({ value: id, label: name(names) }))}
          any="find.district.whole"
          onChoose={(district) => {
            change({ district })
            ask('need')
          }}
          onBack={leaveArea}
        />
      )
    case 'need': {
      const before = (): void => (pack.districts.length === 0 ? leaveArea() : ask('district'))
      const here = findServices(pack.services, { ...ANYTHING, district: wanted.district }, now())
      const needs = NEEDS.filter((need) => here.some((service) => service.needs.includes(need)))
      return (
        <AskOne
          key="need"
          title="find.need.title"
          why="find.area.why"
          choices={needs.map((need) => ({ value: need, label: say(`need.${need}`), picture: <Picture of={need} /> }))}
          any="find.need.any"
          onChoose={(value) => {
            change({ need: needs.find((need) => need === value) ?? null })
            ask('list')
          }}
          onBack={near === undefined ? before : onHome}
        />
      )
    }
    case 'list':
      return <ServicesFound key="list" pack={pack} wanted={wanted} onChange={change} onBack={() => ask('need')} />
  }
}
