/** Which numbers come first for a situation: whoever knows most about it. The police stay where seconds may count. */
import type { Situation } from './audience.ts'
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

export const hotlinesFor = (situation: Situation): readonly HotlineId[] => FIRST[situation]
