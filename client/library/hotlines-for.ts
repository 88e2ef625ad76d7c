/** Which numbers come first, and for what: whoever knows most about it; the police where seconds may count. */
import type { Choice, LifeStage, Situation } from './audience.ts'
import type { HotlineId } from './hotlines.ts'

const FIRST: Readonly<Record<Situation, readonly HotlineId[]>> = {
  pregnancy: ['tel-1663', 'tel-1300'],
  sexual_violence: ['tel-191', 'tel-1669', 'tel-1300'],
  family_violence: ['tel-191', 'tel-1300'],
  child_at_risk: ['tel-1387', 'tel-1300', 'tel-191'],
  welfare_rights: ['tel-1300'],
  mental_health: ['tel-1323', 'tel-1669'],
  srh_service: ['tel-1663'],
  discrimination: ['tel-1300'],
  online_abuse: ['tel-191', 'tel-1300'],
  community_violence: ['tel-191', 'tel-1669'],
  elder_care: ['tel-1300', 'tel-1669'],
  disability: ['tel-1300', 'tel-1669'],
  trafficking: ['tel-191', 'tel-1300'],
  homeless: ['tel-1300'],
  drugs: ['tel-1300', 'tel-1669'],
}

const FIRST_AT_AGE: Partial<Readonly<Record<LifeStage, readonly HotlineId[]>>> = {
  child_0_9: ['tel-1387', 'tel-1300'],
  adolescent_10_19: ['tel-1387', 'tel-1663', 'tel-1300'],
}

export const hotlinesFor = (situation: Situation): readonly HotlineId[] => FIRST[situation]

export function hotlinesForChoice(choice: Choice): readonly HotlineId[] {
  switch (choice.by) {
    case 'situation':
      return FIRST[choice.code]
    case 'stage':
      return FIRST_AT_AGE[choice.code] ?? ['tel-1300']
    case 'group':
      return choice.code === 'teen_parent' ? ['tel-1663', 'tel-1300'] : ['tel-1300']
  }
}
